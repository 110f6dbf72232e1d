import { describe, expect, it } from 'vitest';
import type { MarkupNode } from '../../../src/decode/template/markup.js';
import { jsxToMarkup } from '../../../src/extract/javascript/module/jsx.js';
import { moduleOf } from './support.js';

/** Markup as text, attributes in order. */
const shown = (nodes: MarkupNode[]): string =>
  nodes
    .map((node) =>
      node.type === 'text'
        ? node.value.trim()
        : `<${[node.name, ...node.attributes.map(({ name, value }) => `${name}=${value}`)].join(' ')}>${shown(node.children)}</>`,
    )
    .join('');

describe('JSX', () => {
  it('is markup: texts, bound values, handlers, branches and lists', () => {
    const module = moduleOf(
      `export default () => (<View className="page"><Button onClick={submit} disabled={!photo}>打卡签到</Button>{'我的积分'}{ok && <Text>已签到</Text>}{list.map((x) => <Item.Row key={x}>{x.name}</Item.Row>)}<></></View>)`,
      'a.tsx',
    );
    expect(shown(jsxToMarkup(module))).toBe(
      "<View className=page><Button onClick={{submit}} disabled={{!photo}}>打卡签到</>{{'我的积分'}}<Text>已签到</><block for=x in list><Item.Row key={{x}}>{{x.name}}</></></>",
    );
  });

  it('keeps the place of each text in its file', () => {
    const source = `const a = <Text>签到</Text>`;
    const [element] = jsxToMarkup(moduleOf(source, 'a.jsx'));
    expect(element?.type === 'element' && element.children.map((child) => source.slice(child.offset, child.offset + 2))).toEqual([
      '签到',
    ]);
  });
});

import type { Node } from '@babel/types';
import { describe, expect, it } from 'vitest';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import type { MarkupNode } from '../../../src/decode/template/markup.js';
import { renderMarkup } from '../../../src/decode/template/render.js';
import { decodeStringMarkup } from '../../../src/decode/template/string-markup.js';

/** A literal by itself would be a directive. */
function assigned(node: Node): Node {
  return node.type === 'AssignmentExpression' ? node.right : node;
}

function decode(source: string): MarkupNode[] | undefined {
  const [statement] = parseScript(source)!.file.program.body;
  return statement?.type === 'ExpressionStatement'
    ? decodeStringMarkup(assigned(statement.expression), source)?.nodes
    : undefined;
}

describe('markup that a script builds as text', () => {
  it.each([
    [`'<li onclick="open(' + id + ')">' + name + '签到</li>'`, '<li onclick="open({{id}})">{{name}}签到</li>'],
    ['`<b>\u0024{n}天</b>`', '<b>{{n}}天</b>'],
    [`['<ul>', '<li>打卡</li>', '</ul>'].join('')`, '<ul><li>打卡</li></ul>'],
    [`x = "<p>\\u7b7e\\u5230</p>"`, '<p>签到</p>'],
  ])('%s', (source, markup) => {
    expect(renderMarkup(decode(source)!).replace(/\s+/g, '')).toBe(markup.replace(/\s+/g, ''));
  });

  it('keeps the place of each text', () => {
    const source = `x + '<li>' + a + '</li><li>签到</li>'`;
    const [, second] = decode(source)!.filter((node) => node.type === 'element');
    expect(second).toMatchObject({
      offset: source.indexOf('<li>签到'),
      children: [{ value: '签到', offset: source.indexOf('签到') }],
    });
  });

  it('is no markup without an element', () => {
    expect([decode(`'a < b' + c`), decode(`'数量' + (n < 3)`)]).toEqual([undefined, undefined]);
  });
});

import { describe, expect, it } from 'vitest';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import { decodeAxmlRender } from '../../../src/decode/template/axml-render.js';
import type { MarkupNode } from '../../../src/decode/template/markup.js';

/** The markup of a compiled template as tags with attributes, text as it is. */
function shown(code: string): string | undefined {
  const program = parseScript(`(function (e, t, n) {${code}})`)!.file.program;
  const statement = program.body[0]!;
  const root = statement.type === 'ExpressionStatement' ? statement.expression : program;
  return decodeAxmlRender(root, (path) => path.split('/').at(-1)!)
    ?.map(written)
    .join('');
}

function written(node: MarkupNode): string {
  if (node.type === 'text') return node.value;
  const attributes = node.attributes.map(({ name, value }) => ` ${name}="${value}"`).join('');
  return `<${node.name}${attributes}>${node.children.map(written).join('')}</${node.name}>`;
}

const HEAD = `var a=n(0),r={default:n(1)},l={default:n(6)},i={default:n(3)},c=function(e,t){return e.$getEventHandler(t)},d=a.ScrollView||0,
b=a.Button||0,u=(0,a.getComponentClass)("/components/rank-row/rank-row")||0,h=r.default.createElement(b,{className:"x"},"说明");`;

describe('compiled AXML', () => {
  it('elements, handlers, conditions, loops, sums and elements made beside the function', () => {
    const code = `t.default=function(e){var o=this;return r.default.createElement(d,{onTap:c(this,"go"),title:"共"+e.count+"项"},h,
      e.photo?r.default.createElement(b,null,e.done?"已签到":"未签到"):null,
      (0,i.default)(e.rows,function(n,k){return r.default.createElement(u,{row:n,onTap:c(o,"open"),name:(0,l.default)([n,"orgName"])})}),
      (0,l.default)([e.states,(0,l.default)([e.item,"state"])]))};`;
    expect(shown(code + HEAD)).toBe(
      '<scroll-view onTap="go" title="共{{count}}项"><button class="x">说明</button>' +
        `<button a:if="{{photo}}">{{done ? '已签到' : '未签到'}}</button>` +
        '<rank-row a:for="{{rows}}" a:for-item="n" a:for-index="k" row="{{n}}" onTap="open" name="{{n.orgName}}"></rank-row>' +
        '{{states[item.state]}}</scroll-view>',
    );
  });

  it('a template without bindings is one name', () => {
    expect(shown(`t.default=function(e){return h};${HEAD}`)).toBe('<button class="x">说明</button>');
  });

  it('other modules are none', () => {
    expect(shown('t.default=function(e){return e.map(String)};')).toBeUndefined();
    expect(shown('e.exports=self.AFAppX')).toBeUndefined();
  });
});

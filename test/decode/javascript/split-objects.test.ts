import { describe, expect, it } from 'vitest';
import { keyName } from '../../../src/decode/javascript/names.js';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import { walk } from '../../../src/decode/javascript/walk.js';

/** The keys of every object of a script, and the calls that are left. */
function objects(text: string): string[] {
  const out: string[] = [];
  walk(parseScript(text)!.file.program, (node) => {
    if (node.type === 'ObjectExpression') out.push(node.properties.map((item) => keyName(item) ?? '…').join(' '));
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') out.push(`${node.callee.name}()`);
  });
  return out;
}

const HELPER = 'function d(o, k, v) { return k in o ? Object.defineProperty(o, k, v) : o[k] = v, o }';

describe('object literals that compilers took apart', () => {
  it.each([
    ['Babel', 'Page((_Page = { data: 1 }, _defineProperty(_Page, "save", f), _defineProperty(_Page, "onLoad", g), _Page))'],
    ['Babel, minified', `var t; Page((d(t = { data: 1 }, "save", f), d(t, "onLoad", g), t)); ${HELPER}`],
    ['Babel 7, helpers in each other', `Page(d(d({ data: 1 }, "save", f), "onLoad", g)); ${HELPER}`],
    [
      'Babel 7, helpers in each other and one at the end',
      'Page((t = {}, (0, r.default)((0, r.default)(t, "data", 1), "save", f), (0, r.default)(t, "onLoad", g)))',
    ],
    ['TypeScript', 'var _a; Page((_a = { data: 1 }, _a["save"] = f, _a.onLoad = g, _a))'],
  ])('are one again: %s', (_, text) => expect(objects(text).slice(0, 2)).toEqual(['Page()', 'data save onLoad']));

  it.each([
    ['a call that defines nothing', 'request({ url: u }, "POST", f)', ['request()', 'url']],
    ['another variable', '(t = { a: 1 }, d(t, "b", f), r)', ['a', 'd()']],
    ['a call of another function at the end', '(t = { a: 1 }, d(t, "b", f), send(t, "c", g))', ['a', 'd()', 'send()']],
    ['a call between', '(t = { a: 1 }, send(t), t)', ['a', 'send()']],
  ])('other sequences and calls stay: %s', (_, text, expected) => expect(objects(text)).toEqual(expected));
});

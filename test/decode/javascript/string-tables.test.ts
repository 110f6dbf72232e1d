import { describe, expect, it } from 'vitest';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import { mayHoldStringTables } from '../../../src/decode/javascript/string-tables.js';
import { walk } from '../../../src/decode/javascript/walk.js';

/** Texts of a script's tree, in order. */
function textsOf(source: string): string[] {
  const out: string[] = [];
  walk(parseScript(source)!.file.program, (node) => {
    if (node.type === 'StringLiteral') out.push(node.value);
  });
  return out;
}

const DECODER = `function list() { var a = ['卡', '3', '打']; list = function () { return a; }; return list(); }
function get(i) { var a = list(); return a[i - 1]; }`;
const turn = (goal: number): string =>
  `(function (l, goal) { var a = l(); while (true) { try { if (parseInt(get(3)) === goal) break; else a['push'](a['shift']()); } catch (e) { a['push'](a['shift']()); } } })(list, ${goal});`;

describe('tables of strings', () => {
  it('are turned before a text is fetched', () => {
    expect(textsOf(`${DECODER} ${turn(3)} say(get(1) + get(2));`).at(-1)).toBe('打卡');
  });

  it('that cannot be turned are left as they are', () => {
    const texts = textsOf(`${DECODER} ${turn(4)} say(get(1) + get(2));`);
    expect(texts.filter((text) => /打|卡/.test(text))).toEqual(['卡', '打']);
  });

  it('a queue that people turn is none: nothing is changed', () => {
    const source = `var words = { a: '打卡' }; function go(queue) { queue.push(queue.shift()); } say(words.a, 'x' + 'y');`;
    expect(textsOf(source)).toEqual(['打卡', 'x', 'y']);
  });

  it('moving from one list to another is no turning', () => {
    expect(mayHoldStringTables('done.push(queue.shift())')).toBe(false);
  });
});

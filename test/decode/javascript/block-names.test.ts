import { describe, expect, it } from 'vitest';
import { writtenName } from '../../../src/decode/javascript/block-names.js';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import { walk } from '../../../src/decode/javascript/walk.js';

/** Every identifier of a script in the order it is written, as it is called after parsing. */
function names(text: string): string {
  const out: string[] = [];
  walk(parseScript(text)!.file.program, (node) => {
    if (node.type === 'Identifier') out.push(node.name);
  });
  return out.join(' ');
}

describe('names that a function declares in several blocks', () => {
  it.each([
    ['a block against a parameter', 'function f(e) { if (e) { let e = x; e() } e() }', 'f e e e__b2 x e__b2 e'],
    ['two blocks', '{ const e = 1; e } { const e = 2; e }', 'e__b2 e__b2 e e'],
    ['loops', 'for (let i = 0; i;) i; for (const i of l) i', 'i__b2 i__b2 i__b2 i l i'],
    ['catch', 'function f(e) { try { e } catch (e) { e } }', 'f e e e__b2 e__b2'],
    ['a function inside sees the block', '{ let e; g(() => e) } let e', 'e__b2 g e__b2 e'],
    ['a variable of a function inside hides it', '{ let e; g(function () { e; var e; e }) } let e', 'e__b2 g e e e e'],
    ['patterns and short members', 'function f(e) { { let { e } = x; y({ e }) } }', 'f e e e__b2 x y e e__b2'],
    ['members keep their names', 'function f(e) { { let e; x.e; x[e]; y = { e: 1 } } }', 'f e e__b2 x e x e__b2 y e'],
  ])('%s', (_, text, expected) => expect(names(text)).toBe(expected));

  it.each([
    ['a name in functions of its own', 'function f(e) { e } function g(e) { e }', 'f e e g e e'],
    ['variables of the function', 'function f(e) { if (e) { var e = x } }', 'f e e e x'],
    ['a block that is alone', 'function f() { { let e; e } }', 'f e e'],
    ['a parameter of a function inside', '{ let e; g((e) => e) } let a', 'e g e e a'],
  ])('are left alone: %s', (_, text, expected) => expect(names(text)).toBe(expected));

  it('are shown as they are written', () => expect(['e__b2.url', 'a__b.c'].map(writtenName)).toEqual(['e.url', 'a__b.c']));
});

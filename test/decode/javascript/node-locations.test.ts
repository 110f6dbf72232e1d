import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type ParserOptions, type ParserPlugin, parse } from '@babel/parser';
import { describe, expect, it } from 'vitest';
import { leaveOutLocations } from '../../../src/decode/javascript/node-locations.js';

leaveOutLocations();

/** Babel as it comes: another copy of it, that nothing was taken from. */
const untouched = (() => {
  const require = createRequire(import.meta.url);
  const path = require.resolve('@babel/parser');
  const kept = require.cache[path];
  delete require.cache[path];
  const copy = require(path) as { parse: typeof parse };
  if (kept) require.cache[path] = kept;
  return copy.parse;
})();

/** Places where Babel asks for the location of a node: to report what is wrong, or to begin another node there. */
const AWKWARD = [
  'import a from "a"; import a from "b"; export { nothing }',
  'let x = 1; let x = 2; var { x } = y',
  'class A { #p; #p; get #q() {} m() { this.#z } constructor() {} constructor() {} }',
  '({ __proto__: a, __proto__: b }); ({ a = 1 })',
  'a?.b?.[c](d)?.e; a ?? b || c; new.target; import.meta',
  '@dec class B { @bound m() {} @field x = 1 }',
  'f`a$' + '{b}c`; async (x) => await x; async ({ y }) => y; (a, b = 1, ...c) => {}',
  'label: for (const x of y) { break other; } with (a) {}',
  '"use strict"; function f(eval) { with (a) {} } var yield; 010',
  '<A b={c} {...d}>{/* none */}text<></></A>',
  'if (a) function f() {} else; for (let i = 0, j; ; );',
  'const f = (x: number, y?: string): x is string => <any>x; enum E { A = 1, A }',
  'function g<T extends U>(this: T, a: T[] = []): asserts a is T {} type A = B | C; abstract class D { private constructor(public e: F) {} }',
  'export default (a) => a; export default 2; export * as n from "m"; import type { T } from "t"',
];
const PLUGINS: ParserPlugin[][] = [['jsx'], ['typescript'], ['flow', 'jsx'], ['jsx', 'typescript']];

describe('nodes without locations', () => {
  it('are those of Babel otherwise: the same tree, offsets and number of errors', () => {
    const scripts = [...AWKWARD, ...fixtureScripts()];
    expect(scripts.length).toBeGreaterThan(100);
    for (const plugins of PLUGINS)
      for (const script of scripts) expect(told(parse, script, plugins)).toEqual(told(untouched, script, plugins));
  });

  it('hold no location of their own', () => {
    const [statement] = parse('打卡()').program.body;
    expect(Object.hasOwn(statement!, 'loc')).toBe(false);
    expect(Object.hasOwn(untouched('打卡()').program.body[0]!, 'loc')).toBe(true);
  });
});

function told(parser: typeof parse, script: string, plugins: ParserPlugin[]) {
  const options: ParserOptions = {
    sourceType: 'unambiguous',
    errorRecovery: true,
    plugins: ['decorators-legacy', 'exportDefaultFrom', ...plugins],
  };
  try {
    const { errors, program } = parser(script, options);
    return { errors: errors?.map((error) => error.reasonCode), tree: JSON.stringify(program, withoutLocation) };
  } catch (error) {
    return { error: (error as { reasonCode?: string }).reasonCode };
  }
}

function withoutLocation(key: string, value: unknown) {
  return key === 'loc' || /Comments$/.test(key) ? undefined : value;
}

function fixtureScripts(): string[] {
  const root = join(import.meta.dirname, '../../../fixtures');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(js|ts|tsx|jsx)$/.test(path) && !path.includes('node_modules'))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .filter((text) => text.length < 100_000);
}

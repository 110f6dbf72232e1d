import type { Function as FunctionNode, Program } from '@babel/types';
import { expect, it } from 'vitest';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import { renderMarkup } from '../../../src/decode/template/render.js';
import { findVueComponents } from '../../../src/decode/template/vue-components.js';
import { decodeVueRender } from '../../../src/decode/template/vue-render.js';
import { exportedNames, findVueRuntime, importedRuntime, type RuntimeNames } from '../../../src/decode/template/vue-runtime.js';
import { VUE_RUNTIME } from '../../support/vue-runtime.js';

const PAGE = `
const A = { name: "list", setup(e) { return (a, n) => (o(), k("section", null, [
  m("h1", null, z(e.title), 1), x(" 今日"),
  e.ready ? (o(), b(p, { key: 0, onClick: e.send }, { default: h(() => [x("提交")]), _: 1 })) : c("", !0),
  (o(!0), k(F, null, l(e.rows, (t) => (o(), k("li", { key: t.id }, z(t.name), 1))), 128)),
  d(m("input", { "onUpdate:modelValue": n[0] }, null, 512), [[y, e.form]]), q("<p>须知</p>", 1)
])) } };`;

const MARKUP = `<section>
  <h1>{{e.title}}</h1>
  今日
  <p.default v-if="e.ready" @click="e.send">提交</p.default>
  <block v-for="t in e.rows">
    <li>{{t.name}}</li>
  </block>
  <input />
  <p>须知</p>
</section>
`;

function programOf(text: string): Program {
  return parseScript(text)!.file.program;
}

function markup(text: string, program: Program, names: RuntimeNames | undefined): string[] {
  return findVueComponents(program, names).map(({ render }) =>
    renderMarkup(decodeVueRender(render as FunctionNode, { text, resolve: () => undefined, ...(names && { names }) })!),
  );
}

it('templates are read by what the functions of a minified runtime do, whatever they are called', () => {
  const text = VUE_RUNTIME + PAGE;
  const program = programOf(text);
  const names = findVueRuntime(program)!;
  expect(Object.fromEntries(names.helpers)).toEqual({
    x: 'text',
    c: 'nothing',
    o: 'nothing',
    b: 'element',
    w: 'element',
    m: 'element',
    k: 'element',
    q: 'static',
    h: 'through',
    l: 'list',
    d: 'through',
    z: 'display',
  });
  expect(markup(text, program, names)).toEqual([MARKUP]);
  expect(markup(text, program, undefined)).toEqual([]);
});

it('files that import the runtime have names of their own for it', () => {
  const runtime = programOf(`${VUE_RUNTIME} export { o as a, k as c, m as e, x as f, z as g, w as i }`);
  const file = { names: findVueRuntime(runtime)!, exported: exportedNames(runtime) };
  const text = `import { a as z, c as h, e as b, f as o, g as k } from "./index.js"; import { i } from "./other.js";
const A = { setup(e) { return () => (z(), h("view", null, [b("text", null, k(e.name), 1), o("次")])) } };`;
  const program = programOf(text);
  const names = importedRuntime(program, (specifier) => (specifier === './index.js' ? file : undefined));
  expect(markup(text, program, names)).toEqual(['<view>\n  <text>{{e.name}}</text>\n  次\n</view>\n']);
});

it('functions that look like parts of a runtime are none without the rest of it', () => {
  expect(findVueRuntime(programOf('function x(e = " ", t = 0) { return w(T, null, e, t) } export { x }'))).toBeUndefined();
});

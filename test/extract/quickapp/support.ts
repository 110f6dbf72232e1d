import { extractFacts } from '../../../src/extract/index.js';
import type { Fact, FactKind, FactOf, FactsFile } from '../../../src/facts/types.js';
import { openFiles } from '../../../src/open/index.js';

/** A manifest with the pages `Home` (entry) and others as wanted. */
export function manifest(pages: Record<string, object> = { Home: {} }, more: object = {}): string {
  const router = { entry: 'Home', pages };
  return JSON.stringify({ package: 'cn.example.sample', name: '示例', versionCode: 1, features: [], router, ...more });
}

export function extract(files: Record<string, string>): FactsFile {
  return extractFacts(openFiles('sample', files), '0');
}

export function of<K extends FactKind>(facts: Fact[], kind: K): FactOf<K>[] {
  return facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

/** Sources of a page: template and script. */
export function ux(template: string, script = 'export default {}'): string {
  return `<template><div>${template}</div></template>\n<script>\n${script}\n</script>`;
}

/** A page as hap-toolkit's webpack 5 builds it: module id → body of `(module, exports, require) => {…}`, and the tail that mounts it. */
export function bundle(modules: Record<string, string>, tail: string): string {
  const table = Object.entries(modules).map(([id, body]) => `${JSON.stringify(id)}:(m,x,r)=>{${body}}`);
  return `!function(){var createPageHandler=function(){return(()=>{var t={${table.join(',')}},c={};
function r(i){var s=c[i];if(s)return s.exports;var n=c[i]={exports:{}};return t[i](n,n.exports,r),n.exports}
${tail}})()};window.createPageHandler=createPageHandler}();`;
}

/** A script module: its body sees `$app_require$` as `q` and fills `x.default`. */
export function script(body: string): string {
  return `m.exports=function(m,x,q){"use strict";function i(e){return e&&e.__esModule?e:{default:e}}${body}}`;
}

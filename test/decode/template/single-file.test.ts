import { describe, expect, it } from 'vitest';
import { splitSingleFile } from '../../../src/decode/template/single-file.js';

function blocks(source: string): unknown[] {
  return splitSingleFile(source).blocks.map(({ kind, lang, setup, src, start, end }) =>
    Object.fromEntries(
      Object.entries({ kind, lang, setup, src, text: source.slice(start, end).trim() }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
  );
}

describe('single-file components', () => {
  it('are split into template, script and style', () => {
    expect(
      blocks(`<template>
  <view>签到</view>
</template>
<script setup lang="ts">
const a = 1
</script>
<style lang='scss' scoped>.a {}</style>`),
    ).toEqual([
      { kind: 'template', text: '<view>签到</view>' },
      { kind: 'script', lang: 'ts', setup: true, text: 'const a = 1' },
      { kind: 'style', lang: 'scss', text: '.a {}' },
    ]);
  });

  it('a template inside the template does not end it', () => {
    expect(blocks('<template><a><template #x="{ a }">甲</template><template v-else/></a></template><script>1</script>')).toEqual([
      { kind: 'template', text: '<a><template #x="{ a }">甲</template><template v-else/></a>' },
      { kind: 'script', text: '1' },
    ]);
  });

  it('blocks in comments, and tags in strings of a script, are none', () => {
    expect(blocks(`<!-- <script>旧</script> --><script>const t = '<template>x</template>'</script>`)).toEqual([
      { kind: 'script', text: "const t = '<template>x</template>'" },
    ]);
  });

  it('a comment in the template may hold its closing tag', () => {
    expect(blocks('<template><!-- </template> --><p>甲</p></template>')).toEqual([
      { kind: 'template', text: '<!-- </template> --><p>甲</p>' },
    ]);
  });

  it('outside files, quick app and mpx blocks', () => {
    expect(
      blocks(
        '<import name="c" src="./c.ux"></import><script src="./a.js"></script><script type="application/json">{"a":1}</script><script name="json">b</script><config>{}</config>',
      ),
    ).toEqual([
      { kind: 'script', src: './a.js', text: '' },
      { kind: 'config', text: '{"a":1}' },
      { kind: 'config', text: 'b' },
      { kind: 'config', text: '{}' },
    ]);
  });

  it('wxs and renderjs are no scripts of the page', () => {
    expect(blocks('<script module="m" lang="wxs">a</script><script module="r" lang="renderjs">b</script>')).toEqual([
      { kind: 'other', lang: 'wxs', text: 'a' },
      { kind: 'other', lang: 'renderjs', text: 'b' },
    ]);
  });

  it('what is not closed goes to the end', () => {
    expect(blocks('<template><p>甲</p>')).toEqual([{ kind: 'template', text: '<p>甲</p>' }]);
    expect(blocks('<script>let a')).toEqual([{ kind: 'script', text: 'let a' }]);
  });

  it('attributes with a sign of comparison', () => {
    expect(blocks('<script setup lang="ts" generic="T extends Record<string, X>">a</script>')).toEqual([
      { kind: 'script', lang: 'ts', setup: true, text: 'a' },
    ]);
  });

  it('hostile files are split in time', () => {
    const started = performance.now();
    splitSingleFile('<template>'.repeat(20_000));
    splitSingleFile(`<template>${'<template '.repeat(20_000)}`);
    splitSingleFile('<script a b '.repeat(20_000));
    splitSingleFile(`<template>${'<!--'.repeat(50_000)}`);
    splitSingleFile(`<script ${'a '.repeat(50_000)}`);
    splitSingleFile(`<!-- -->`.repeat(20_000) + '<script></script>'.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

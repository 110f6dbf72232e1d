import { expect, it } from 'vitest';
import { openBuffer } from '../../src/open/index.js';
import { findMethods, findTarget, showTarget } from '../../src/view/index.js';
import { writeArk } from '../support/ark-writer.js';
import { buildZip } from '../support/zip-writer.js';

const abc = writeArk([
  {
    name: 'com.example.grid/entry/ets/pages/Index',
    imports: [{ local: 'promptAction', name: 'default', from: '@ohos:promptAction' }],
    exports: [{ local: 'Index', name: 'default' }],
    methods: [
      {
        name: '#~@0>#submit',
        parameters: 1,
        code: [
          ['lda', 11],
          ['jnez', { to: 'ok' }],
          ['createobjectwithbuffer', 0, { l: ['message', '请先定位'] }],
          ['returnundefined'],
          ':ok',
          ['definefunc', 1, { f: '#~@0>@1*#' }, 0],
          ['return'],
        ],
      },
      { name: '#~@0>@1*#', code: [['returnundefined']] },
    ],
  },
]);
const hap = buildZip([
  { name: 'module.json', data: '{"app":{},"module":{}}' },
  { name: 'ets/modules.abc', data: abc },
]);
const { trees } = openBuffer('grid.hap', hap);
const OWNER = 'com.example.grid/entry/ets/pages/Index';

it('prints a function of Ark bytecode with registers, labels, strings and literals', () => {
  const { text, files } = findMethods(trees, `${OWNER}->submit`);
  expect(files).toBe(1);
  const code = abc.indexOf(Buffer.from([0x60, 11]));
  expect(text.split('\n')).toEqual([
    '# grid.hap!ets/modules.abc',
    `function submit[0]  // ${OWNER} #~@0>#submit，8 个寄存器，1 个参数`,
    `    ${code}  lda                      a3`,
    `    ${code + 2}  jnez                     :${code + 9}`,
    `    ${code + 4}  createobjectwithbuffer   0, {"message", "请先定位"}`,
    `    ${code + 8}  returnundefined`,
    `    ${code + 9}  definefunc               1, [1], 0`,
    `    ${code + 14}  return`,
    '',
  ]);
  for (const name of ['submit', 'submit[0]', '[0]', `${OWNER}.submit`]) expect(findMethods(trees, name).text).toBe(text);
});

it('lists a class, and names near ones where nothing has the name', () => {
  expect(findMethods(trees, OWNER).text).toBe(`# grid.hap!ets/modules.abc\nclass ${OWNER}\n    submit[0]\n    [1]\n`);
  expect(findMethods(trees, 'submi')).toEqual({ text: '', near: ['submit[0]'], files: 1 });
});

it('gives an overview of an Ark file with its modules', () => {
  const shown = showTarget(findTarget(trees, 'ets/modules.abc')!);
  expect(shown?.label).toBe('方舟字节码');
  expect(shown?.text.replace(/ {2}@.*/g, '')).toBe(
    [
      '// 方舟字节码 版本 12.0.6.0：1 个类，2 个函数',
      '',
      `class ${OWNER}`,
      '    import default as promptAction from "@ohos:promptAction"',
      '    export Index as default',
      '    function submit[0]',
      '    function [1]',
      '',
    ].join('\n'),
  );
});

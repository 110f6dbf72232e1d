import { expect, it } from 'vitest';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import { readModule } from '../../../src/extract/javascript/module/module.js';
import { type ShownValues, shownValues } from '../../../src/extract/uniapp/mp-render.js';

function tableOf(text: string): Record<string, unknown> | undefined {
  const module = readModule({ id: 'a.js', path: 'a.js', text, owner: 'own' }, parseScript(text)!.file.program);
  const plain = (values: ShownValues): Record<string, unknown> =>
    Object.fromEntries(
      [...values].map(([key, value]) => [key, value.kind === 'list' ? { ...value, row: plain(value.row) } : value]),
    );
  const found = shownValues(module);
  return found && plain(found.values);
}

it('a component with options hands values, handlers and lists to its template by short names', () => {
  const code = `const n = r(x, [['render', function (e, o, h, p, d, s) {
    return t.e({ a: t.t(e.done ? '已签到' : '未签到') }, e.photo ? { b: e.photo } : {}, {
      c: t.o((...c) => s.pick && s.pick(...c)),
      d: t.f(d.rows, (m, i, k) => ({ a: t.t(m.orgName), b: t.o((q) => s.open(m.id), m.id) })),
    });
  }]]);`;
  expect(tableOf(code)).toEqual({
    a: { kind: 'expression', text: "done ? '已签到' : '未签到'" },
    b: { kind: 'expression', text: 'photo' },
    c: { kind: 'handler', text: 'pick' },
    d: {
      kind: 'list',
      text: 'rows',
      item: 'm',
      index: 'i',
      row: { a: { kind: 'expression', text: 'm.orgName' }, b: { kind: 'handler', text: 'open(m.id)' } },
    },
  });
});

it('a setup function returns its render function', () => {
  const code = `const c = { setup(p) { const rows = v.ref([]); function send() {} return (x, y) => ({ a: v.o(send), b: v.p({ title: '排名', row: rows.value }) }); } };`;
  expect(tableOf(code)).toEqual({
    a: { kind: 'handler', text: 'send' },
    b: {
      kind: 'props',
      members: [
        ['title', '排名'],
        ['row', '{{rows}}'],
      ],
    },
  });
});

it('an object with names of its own is no table', () => {
  expect(tableOf(`const c = { setup() { return () => ({ orgName: 1, score: 2 }); } };`)).toBeUndefined();
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { findMethods } from '../../../src/view/index.js';
import { buildZip } from '../../support/zip-writer.js';

const file = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/packages/${name}`, import.meta.url));
const grid = openBuffer('app.apk', file('android-grid.apk')).trees[0]!.entries.map(({ name, read }) => ({ name, data: read() }));
const data = file('dex-lambda.dex');
const opened = openBuffer('app.apk', buildZip(grid.map((one) => (one.name === 'classes.dex' ? { name: one.name, data } : one))));
const CLASS = 'Lcn/example/grid/report/ReportActivity;';

it('who makes a lambda with invoke-custom leads to its body', () => {
  const { facts } = extractAndroid(opened)!;
  const toast = facts.find((fact) => fact.kind === 'text' && fact.value === '巡查上报成功');
  expect(toast).toMatchObject({
    position: 'toast',
    screens: ['cn.example.grid.report.ReportActivity'],
    at: { class: 'cn.example.grid.report.ReportActivity', method: 'lambda$onCreate$0(Landroid/view/View;)V' },
  });
});

it('prints call sites with the lambda they lead to, and the prototype of a polymorphic call', () => {
  const lines = (name: string): string[] =>
    findMethods(opened.trees, `${CLASS}->${name}`)
      .text.split('\n')
      .filter((line) => /custom|polymorphic/.test(line))
      .map((line) => line.trim().replace(/^\d+\s+/, ''));
  expect(lines('onCreate')).toEqual([
    `invoke-custom {p0}, call_site_0(invoke-static@Ljava/lang/invoke/LambdaMetafactory;->metafactory(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;, "onClick", (${CLASS})Landroid/view/View$OnClickListener;, (Landroid/view/View;)V, invoke-instance@${CLASS}->lambda$onCreate$0(Landroid/view/View;)V, (Landroid/view/View;)V)`,
  ]);
  expect(lines('check')).toEqual([
    'invoke-polymorphic {p1, v0, v1}, Ljava/lang/invoke/MethodHandle;->invokeExact([Ljava/lang/Object;)Ljava/lang/Object;, (Ljava/lang/String;I)V',
  ]);
});

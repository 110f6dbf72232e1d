import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openBuffer } from '../../src/open/index.js';
import { findMethods } from '../../src/view/index.js';

const apk = readFileSync(new URL('../../fixtures/packages/android-grid.apk', import.meta.url));
const { trees } = openBuffer('app.apk', apk);
const CLASS = 'Lcn/example/grid/report/ReportActivity;';

it('prints a method with offsets as reports give them, lines, labels and Chinese strings', () => {
  const { text, files } = findMethods(trees, `${CLASS}->submit()V`);
  expect(files).toBe(1);
  expect(text.split('\n').slice(0, 19)).toEqual([
    '# app.apk!classes.dex',
    `.class public ${CLASS}  # cn.example.grid.report.ReportActivity`,
    '.super Landroid/app/Activity;',
    '.source "ReportActivity.java"',
    '.implements Landroid/view/View$OnClickListener;',
    '',
    '.method private submit()V',
    '    .registers 5',
    '    .line 53',
    `       7788  iget-object v0, p0, ${CLASS}->photos:Ljava/util/List;`,
    '       7792  invoke-interface {v0}, Ljava/util/List;->isEmpty()Z',
    '       7798  move-result v0',
    '       7800  if-eqz v0, :if_13',
    '    .line 54',
    '       7804  const-string v0, "请上传现场照片"',
    '       7808  const/4 v1, 0x0',
    '       7810  invoke-static {p0, v0, v1}, Landroid/widget/Toast;->makeText(Landroid/content/Context;Ljava/lang/CharSequence;I)Landroid/widget/Toast;',
    '       7816  move-result-object v0',
    '       7818  invoke-virtual {v0}, Landroid/widget/Toast;->show()V',
  ]);
});

it('takes dotted names and methods without a descriptor, and a class alone', () => {
  const whole = findMethods(trees, `${CLASS}->submit()V`).text;
  expect(findMethods(trees, `${CLASS}->submit`).text).toBe(whole);
  expect(findMethods(trees, 'cn.example.grid.report.ReportActivity.submit').text).toBe(whole);
  expect(findMethods(trees, CLASS).text).toContain('.method protected onActivityResult(IILandroid/content/Intent;)V');
});

it('names near ones where nothing has the name', () => {
  const { text, near } = findMethods(trees, `${CLASS}->submt`);
  expect([text, near[0]?.startsWith(CLASS)]).toEqual(['', true]);
});

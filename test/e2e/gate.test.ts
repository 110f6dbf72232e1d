import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { Invocation, Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { ResultDocument } from '../../src/result.js';
import { foreignSchema } from '../support/foreign-schema.js';
import { folder, jianfu, PACKAGES } from './command.js';

const sarifErrors = foreignSchema('sarif-schema-2.1.0');

/** A job of a CI system: one scan with the files such systems read, and what it can know afterwards. */
function job(input: string | string[], args: string[] = [], node: string[] = []) {
  const cwd = folder();
  const files = ['-o', 'sarif=r.sarif', '-o', 'junit=r.xml', '-o', 'json=r.json'];
  const { code, stderr } = jianfu(['scan', ...[input].flat(), ...files, '--no-config', ...args], { cwd, node });
  const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
  return {
    code,
    stderr,
    result: () => JSON.parse(read('r.json')) as ResultDocument,
    isWritten: (name: string) => existsSync(join(cwd, name)),
    /** Of a valid file: results that are not suppressed by level, whether each run says that it saw everything, and what it is told of. */
    sarif: () => {
      const log = JSON.parse(read('r.sarif')) as Log;
      expect(sarifErrors(log)).toEqual([]);
      const [run] = log.runs;
      const open = run!.results!.filter(({ suppressions }) => !suppressions);
      return {
        errors: open.filter(({ level }) => level === 'error').length,
        whole: run!.invocations!.every(({ executionSuccessful }) => executionSuccessful),
        told: [...new Set(run!.invocations!.flatMap(notificationsOf))],
      };
    },
    junit: () => {
      const { tests, failures, errors } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(
        read('r.xml'),
      ).testsuites;
      return { tests: Number(tests) > 20, failures: Number(failures) > 0, errors: Number(errors) > 0 };
    },
  };
}

/** `error limit-encrypted` … */
function notificationsOf({ toolExecutionNotifications = [], toolConfigurationNotifications = [] }: Invocation): string[] {
  return [
    ...toolExecutionNotifications.map(({ level, descriptor }) => `${level} ${descriptor?.id}`),
    ...toolConfigurationNotifications.map(({ level, message }) => `${level} ${message.text}`),
  ];
}

const GRID = join(PACKAGES, 'android-grid.apk');
const EMPTY = join(folder({ 'empty.apk': '' }), 'empty.apk');

/** Suppressions of everything found in the package. */
function suppressions(expires: string): string {
  const entries = job(GRID)
    .result()
    .items.filter(({ verdict }) => verdict === 'found')
    .flatMap(({ rule, contexts }) =>
      contexts.filter(({ verdict }) => verdict === 'found').map(({ fingerprint }) => ({ rule, fingerprint })),
    );
  const file = join(folder(), 'suppressions.yaml');
  const decided = { reason: '整改中', basis: '整改通知〔2026〕1号', approver: '审批人', expires };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(entries.map((entry) => ({ ...entry, ...decided }))));
  return file;
}

describe('exit codes and the files of a CI run', () => {
  it('0: clean', () => {
    const run = job(join(PACKAGES, 'android-grid-clean.apk'));
    expect([run.code, run.sarif(), run.junit()]).toEqual([
      0,
      { errors: 0, whole: true, told: [] },
      { tests: true, failures: false, errors: false },
    ]);
  });

  it('1: a violation; 0 where nothing may fail', () => {
    const run = job(GRID);
    const { errors, whole, told } = run.sarif();
    expect([run.code, errors > 0, whole, told]).toEqual([1, true, true, []]);
    expect(run.junit()).toEqual({ tests: true, failures: true, errors: false });
    expect(job(GRID, ['--fail-on', 'never']).code).toBe(0);
  });

  it('0: the same violation suppressed; 1: when the suppression has expired', () => {
    const run = job(GRID, ['--suppressions', suppressions('2999-12-31')]);
    expect([run.code, run.sarif(), run.junit().failures]).toEqual([0, { errors: 0, whole: true, told: [] }, false]);
    const expired = job(GRID, ['--suppressions', suppressions('2020-01-01')]);
    const { errors, whole, told } = expired.sarif();
    expect([expired.code, errors > 0, whole, expired.junit().failures]).toEqual([1, true, true, true]);
    expect(told.length).toBeGreaterThan(0);
    for (const notification of told) expect(notification).toMatch(/^warning .*2020-01-01/);
  });

  it('3: undetermined is never green', () => {
    const run = job(join(PACKAGES, 'wechat-clean-encrypted.wxapkg'));
    expect([run.code, run.sarif(), run.junit()]).toEqual([
      3,
      { errors: 0, whole: false, told: ['error limit-encrypted', 'error limit-unsupported'] },
      { tests: true, failures: false, errors: true },
    ]);
  });

  it('3: a rule that throws leaves its item undetermined, and the run says so', () => {
    const library = JSON.stringify(new URL('../../dist/src/index.js', import.meta.url).href);
    const rule = `import { defineRule } from ${library};
      export const broken = defineRule({ id: '20-broken', clause: '内部规定', kind: 'note', title: '坏规则', advice: '无',
        elements: { feature: { title: '功能' } }, verdict: { note: 'feature' }, needs: ['texts'],
        match() { throw new TypeError('broken'); } });`;
    const cwd = folder({ 'rule.mjs': rule, 'c.json': '{"codeRules": ["./rule.mjs"]}' });
    const { code, stdout } = jianfu([
      'scan',
      join(PACKAGES, 'android-grid-clean.apk'),
      '-f',
      'sarif',
      '--config',
      join(cwd, 'c.json'),
    ]);
    const log = JSON.parse(stdout) as Log;
    expect([code, sarifErrors(log)]).toEqual([3, []]);
    const [invocation] = log.runs[0]!.invocations!;
    expect(invocation!.executionSuccessful).toBe(false);
    expect(invocation!.toolExecutionNotifications).toEqual([
      expect.objectContaining({
        level: 'error',
        descriptor: { id: 'rule-undetermined' },
        associatedRule: { id: '20-broken' },
        message: { text: expect.stringContaining('broken') },
      }),
    ]);
  });

  it('2: usage, before anything is written', () => {
    const run = job(GRID, ['--fail-on', 'sometimes']);
    expect([run.code, run.isWritten('r.sarif')]).toEqual([2, false]);
  });

  it.each<[number, string, string, string[]]>([
    [2, 'an input that is not there', 'input-unreadable', [join('nowhere', 'missing.apk')]],
    [4, 'an empty folder', 'nothing-to-inspect', [folder()]],
    [4, 'an empty file beside one that is clean', 'nothing-to-inspect', [EMPTY, join(PACKAGES, 'android-grid-clean.apk')]],
  ])('%d: %s is an error of the run, never a green one', (code, _, id, inputs) => {
    const run = job(inputs);
    expect([run.code, run.sarif()]).toEqual([code, { errors: 0, whole: false, told: [`error ${id}`] }]);
    expect(run.junit()).toMatchObject({ failures: false, errors: true });
    // A document of nothing there is not.
    expect(run.isWritten('r.json')).toBe(inputs.length > 1);
  });

  it('70: an extractor that breaks costs its package; the others are inspected', () => {
    const broken = job(
      [GRID, join(PACKAGES, 'quickapp-redline.rpk')],
      [],
      ['--import', resolve('test/e2e/broken-extractor.mjs')],
    );
    expect([broken.code, broken.stderr]).toEqual([70, expect.stringMatching(/内部错误.*\nTypeError: broken\n/)]);
    const { errors, whole, told } = broken.sarif();
    expect([errors > 0, whole, told]).toEqual([true, false, ['error internal-error']]);
    expect(broken.junit()).toEqual({ tests: true, failures: true, errors: true });
    expect([broken.result()].flat().map(({ package: app }) => app.file)).toEqual(['quickapp-redline.rpk']);
  });

  it('70: a crash in writing; 5: a forged result', () => {
    const cwd = folder();
    jianfu(['scan', GRID, '-o', 'json=r.json', '--no-config'], { cwd });
    writeFileSync(
      join(cwd, 'r.json'),
      readFileSync(join(cwd, 'r.json'), 'utf8').replace('"verdict": "found"', '"verdict": "not-found"'),
    );
    expect(jianfu(['verify', 'r.json'], { cwd }).code).toBe(5);
    const crashed = job(GRID, [], ['--import', resolve('test/e2e/broken-output.mjs')]);
    expect([crashed.code, crashed.stderr]).toEqual([70, expect.stringContaining('内部错误')]);
  });
});

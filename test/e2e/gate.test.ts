import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { ResultDocument } from '../../src/result.js';
import { folder, jianfu, PACKAGES } from './command.js';

/** A job of a CI system: one scan with the files such systems read, and what it can know afterwards. */
function job(input: string, args: string[] = [], node: string[] = []) {
  const cwd = folder();
  const files = ['-o', 'sarif=r.sarif', '-o', 'junit=r.xml', '-o', 'json=r.json'];
  const { code, stderr } = jianfu(['scan', input, ...files, '--no-config', ...args], { cwd, node });
  const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
  return {
    code,
    stderr,
    result: () => JSON.parse(read('r.json')) as ResultDocument,
    /** Results that are not suppressed by level, and whether the run says that it saw everything. */
    sarif: () => {
      const [run] = (JSON.parse(read('r.sarif')) as Log).runs;
      const open = run!.results!.filter(({ suppressions }) => !suppressions);
      return { errors: open.filter(({ level }) => level === 'error').length, whole: run!.invocations![0]!.executionSuccessful };
    },
    junit: () => {
      const { tests, failures, errors } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(
        read('r.xml'),
      ).testsuites;
      return { tests: Number(tests) > 20, failures: Number(failures) > 0, errors: Number(errors) > 0 };
    },
  };
}

const GRID = join(PACKAGES, 'android-grid.apk');

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
      { errors: 0, whole: true },
      { tests: true, failures: false, errors: false },
    ]);
  });

  it('1: a violation; 0 where nothing may fail', () => {
    const run = job(GRID);
    expect([run.code, run.sarif().errors > 0, run.junit()]).toEqual([1, true, { tests: true, failures: true, errors: false }]);
    expect(job(GRID, ['--fail-on', 'never']).code).toBe(0);
  });

  it('0: the same violation suppressed; 1: when the suppression has expired', () => {
    const run = job(GRID, ['--suppressions', suppressions('2999-12-31')]);
    expect([run.code, run.sarif().errors, run.junit().failures]).toEqual([0, 0, false]);
    const expired = job(GRID, ['--suppressions', suppressions('2020-01-01')]);
    expect([expired.code, expired.sarif().errors > 0, expired.junit().failures]).toEqual([1, true, true]);
  });

  it('3: undetermined is never green', () => {
    const run = job(join(PACKAGES, 'wechat-clean-encrypted.wxapkg'));
    expect([run.code, run.sarif(), run.junit()]).toEqual([
      3,
      { errors: 0, whole: false },
      { tests: true, failures: false, errors: true },
    ]);
  });

  it('2: usage, 4: nothing to inspect, 5: a forged result, 70: a crash', () => {
    expect(job(GRID, ['--fail-on', 'sometimes']).code).toBe(2);
    expect(job(join(folder(), 'missing.apk')).code).toBe(2);
    expect(job(folder()).code).toBe(4);
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

import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { foreignSchema } from '../support/foreign-schema.js';
import { folder, PACKAGES } from './command.js';

/** A checkout in which a build has put its package, and an `npx` that runs the command as it is built here. */
function checkout(sample: string) {
  const npx = `#!/bin/sh\nshift 2\nexec '${process.execPath}' '${resolve('dist/bin/jianfu.js')}' "$@"\n`;
  const cwd = folder({ 'bin/npx': npx, '.keep': '' });
  chmodSync(join(cwd, 'bin/npx'), 0o755);
  mkdirSync(join(cwd, 'dist'));
  if (sample !== '') copyFileSync(join(PACKAGES, sample), join(cwd, 'dist/app-release.apk'));
  const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
  return {
    run: (script: string, env: Record<string, string>) =>
      spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
        cwd,
        encoding: 'utf8',
        env: { HOME: cwd, PATH: `${join(cwd, 'bin')}:${process.env.PATH}`, ...env },
      }).status,
    read,
    has: (name: string): boolean => existsSync(join(cwd, name)),
    cwd,
  };
}

const CLEAN = 'android-grid-clean.apk';
const FOUND = 'android-grid.apk';
const ENCRYPTED = 'wechat-clean-encrypted.wxapkg';
const codes = [
  [CLEAN, 0],
  [FOUND, 1],
  [ENCRYPTED, 3],
  ['', 2],
] as const;

interface Action {
  runs: { steps: { run: string; env: Record<string, string> }[] };
}

describe('the GitHub action', () => {
  const [step] = (load(readFileSync('ci/github/action.yml', 'utf8')) as Action).runs.steps;
  const sarifErrors = foreignSchema('sarif-schema-2.1.0');

  it.each(codes)('%s ends with %d, and hands over a file only if all was inspected', (sample, code) => {
    const { run, read, has, cwd } = checkout(sample);
    expect(Object.keys(step!.env)).toEqual(['JIANFU_PATH', 'JIANFU_FAIL_ON', 'JIANFU_VERSION', 'JIANFU_ARGS']);
    const env = { JIANFU_PATH: 'dist/app-release.apk', JIANFU_FAIL_ON: 'found', JIANFU_VERSION: '0.1.0', JIANFU_ARGS: '' };
    const place = { RUNNER_TEMP: cwd, GITHUB_OUTPUT: join(cwd, 'out'), GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
    expect(run(step!.run, { ...env, ...place })).toBe(code);
    const outputs = Object.fromEntries(
      read('out')
        .trim()
        .split('\n')
        .map((line) => line.split('=')),
    );
    expect(outputs).toEqual({ code: String(code), ...(code !== 2 && { sarif: join(cwd, 'jianfu/jianfu.sarif') }) });
    expect(sarifErrors(JSON.parse(read('jianfu/jianfu.sarif')))).toEqual([]);
    expect(read('summary.md')).toContain(code === 2 ? '未能检查' : 'app-release.apk');
    expect(has('jianfu/jianfu.json')).toBe(code !== 2);
  });

  it('keeps arguments apart and runs nothing that stands in them', () => {
    const { run, has, cwd } = checkout(FOUND);
    const env = {
      JIANFU_PATH: 'dist/app-release.apk $(touch ran)',
      JIANFU_FAIL_ON: 'never',
      JIANFU_VERSION: '0',
      JIANFU_ARGS: '--bom',
    };
    const place = { RUNNER_TEMP: cwd, GITHUB_OUTPUT: join(cwd, 'out'), GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
    expect(run(step!.run, { ...env, ...place })).toBe(2);
    expect(has('ran')).toBe(false);
  });
});

interface Template {
  jianfu: {
    variables: Record<string, string>;
    script: string[];
    artifacts: { paths: string[]; reports: Record<string, string> };
  };
}

describe('the GitLab template', () => {
  const { variables, script, artifacts } = (load(readFileSync('ci/gitlab/jianfu.gitlab-ci.yml', 'utf8')) as Template).jianfu;
  const sastErrors = foreignSchema('gitlab-sast');

  it.each(codes)('%s ends with %d; the reports it names are there and fit', (sample, code) => {
    const { run, read, has } = checkout(sample);
    expect(run(script.join('\n'), { ...variables, JIANFU_PATH: 'dist/app-release.apk' })).toBe(code);
    const sast = JSON.parse(read(artifacts.reports.sast!));
    expect([sastErrors(sast), sast.scan.status]).toEqual([[], code === 0 || code === 1 ? 'success' : 'failure']);
    expect(read(artifacts.reports.junit!)).toContain(code === 0 || code === 1 ? 'errors="0"' : '<error');
    for (const file of [...artifacts.paths, artifacts.reports.codequality!]) expect(has(file)).toBe(code !== 2);
  });
});

describe('the Jenkins example', () => {
  const [, script] = /script: '(.+)'$/m.exec(readFileSync('ci/jenkins/Jenkinsfile', 'utf8'))!;

  it.each(codes)('%s ends with %d, with the JUnit file it reads', (sample, code) => {
    const { run, read } = checkout(sample);
    expect(run(script!, { JIANFU_VERSION: '0.1.0' })).toBe(code);
    expect(read('jianfu.xml')).toContain('<testsuite');
  });
});

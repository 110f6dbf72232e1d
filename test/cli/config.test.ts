import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { applyConfig } from '../../src/cli/config.js';
import { createProgram } from '../../src/cli/program.js';
import { FAIL_ON } from '../../src/report/gate.js';
import { formats } from '../../src/report/index.js';

const read = (name: string) => JSON.parse(readFileSync(`schema/${name}.schema.json`, 'utf8'));
const schema = read('config');
const folder = mkdtempSync(join(tmpdir(), 'jianfu-config-'));
const file = join(folder, 'c.json');
beforeAll(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether an editor that has the shipped files would accept it. */
const fits = new Ajv2020({ strict: true, strictTypes: false })
  .addSchema(read('report-settings'), 'report-settings.schema.json')
  .compile(schema);

/** What the program says to it; empty where it takes it. */
async function refusal(config: unknown): Promise<string> {
  writeFileSync(file, JSON.stringify(config));
  const command = new Command('x').option('--config <file>').option('--output <o>').option('--fail-on <l>');
  command.setOptionValue('config', file);
  return applyConfig(command).then(
    () => '',
    (error: Error) => error.message,
  );
}

/** Every value a key may have by its schema, and some it may not. */
const GOOD: Record<string, unknown[]> = {
  $schema: ['./node_modules/jianfu/schema/config.schema.json'],
  format: formats,
  failOn: [...FAIL_ON],
  lang: ['zh', 'en'],
  output: [[], ['html=报告.html', 'gitlab-sast=a=b.json']],
  bom: [true, false],
  color: [true, false],
  progress: ['auto', 'json', 'none'],
  rules: ['r'],
  packs: [[], ['./p', '@scope/p']],
  codeRules: [[], ['./r.mjs']],
  codeRuleSeconds: [0.5, 10],
  declaration: ['d.yaml'],
  suppressions: ['s.yaml'],
  review: ['r.yaml'],
  appid: ['wx0123456789abcdef'],
  cache: [true, false],
  cacheDir: ['.cache'],
  cacheSize: [1, 512],
  report: [{}, { organisation: '示例检测中心', typography: 'compact' }],
};
const NEVER = [null, 0, -1, '', [''], [1], { x: 1 }, 'gbt9704', ['报告.html']];

describe('schema/config.schema.json', () => {
  it('names what the program has: formats, levels, and options of commands', () => {
    expect([...schema.properties.format.enum].sort()).toEqual([...formats].sort());
    expect(schema.properties.failOn.enum).toEqual(FAIL_ON);
    const options = new Set(
      createProgram(() => undefined).commands.flatMap(({ options: all }) => all.map((option) => option.attributeName())),
    );
    const others = ['$schema', 'packs', 'codeRules', 'codeRuleSeconds', 'report'];
    expect(Object.keys(schema.properties).filter((key) => !options.has(key) && !others.includes(key))).toEqual([]);
    expect(Object.keys(GOOD).sort()).toEqual(Object.keys(schema.properties).sort());
  });

  it.each(Object.keys(GOOD))('and the program take and refuse the same values of %s', async (key) => {
    for (const value of GOOD[key]!) {
      expect(fits({ [key]: value }), JSON.stringify(value)).toBe(true);
      expect(await refusal({ [key]: value })).toBe('');
    }
    for (const value of NEVER) {
      const isGood = fits({ [key]: value });
      const message = await refusal({ [key]: value });
      expect({ value, isGood }).toEqual({ value, isGood: message === '' });
      if (!isGood) expect(message).toContain(`“${key}`);
    }
    // Something is refused of every key.
    expect(NEVER.every((value) => fits({ [key]: value }))).toBe(false);
  });

  it.each([[], 'x', null, 1])('and the program refuse %j as a whole', async (value) => {
    expect(fits(value)).toBe(false);
    if (value !== null) expect(await refusal(value)).toContain('类型应是 “名称: 值”');
  });
});

describe('a configuration that does not fit', () => {
  it.each([
    [{ 'fail-on': 'never' }, '不认识“fail-on”。是不是“failOn”？可用名称：format、failOn、'],
    [{ failon: 'never' }, '是不是“failOn”？'],
    [{ supressions: 's.yaml' }, '是不是“suppressions”？'],
    [{ failOn: 'sometimes' }, '“failOn”：应是 found、suspected、undetermined、never'],
    [{ output: 'html=r.html' }, '“output”：类型应是 列表，例如 ["html=报告.html"]'],
    [{ codeRuleSeconds: 0 }, '“codeRuleSeconds”：应大于 0'],
    [{ report: { organization: 'x' } }, '“report”：不认识“organization”。是不是“organisation”？'],
    [{ report: { typography: 'large' } }, '“report.typography”：应是 gbt9704、compact'],
  ])('%j is told by its key', async (config, message) => {
    expect(await refusal(config)).toContain(message);
  });

  it('a name like no other is met with those there are, and everything wrong is told at once', async () => {
    const message = await refusal({ zzz: 1, lang: 'fr' });
    expect(message).toContain('不认识“zzz”。可用名称：');
    expect(message).toContain('“lang”：应是 zh、en');
  });
});

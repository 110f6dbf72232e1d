import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, jianfu, PACKAGES } from './command.js';

const APK = join(PACKAGES, 'android-grid-clean.apk');
const RPK = join(PACKAGES, 'quickapp-redline.rpk');
const WXAPKG = join(PACKAGES, 'wechat-redline.wxapkg');

const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? join(entry.parentPath, entry.name) : [],
  );

/** One scan's document as it is written, but for the run. */
function scanned(args: string[]) {
  const { stdout, stderr, code } = jianfu(['scan', RPK, '-f', 'json', '--no-config', '--fail-on', 'never', ...args]);
  const { run, ...document } = JSON.parse(stdout);
  return { code, stderr, text: JSON.stringify(document), timings: Object.keys(run.timings).sort() };
}

describe('scan and extract with a cache', () => {
  it('write what they would without; the second time from the cache', () => {
    const dir = join(folder(), 'cache');
    const plain = scanned([]);
    const [first, second] = [scanned(['--cache-dir', dir]), scanned(['--cache-dir', dir])];
    expect([first.text, second.text]).toEqual([plain.text, plain.text]);
    expect([plain.timings, first.timings, second.timings]).toEqual([
      ['check', 'extract', 'open'],
      ['cache', 'check', 'extract', 'open'],
      ['cache'],
    ]);
    const extract = (...args: string[]) => jianfu(['extract', RPK, '--no-config', ...args]).stdout;
    expect(extract('--cache-dir', dir)).toBe(extract());
    expect(scanned(['--cache-dir', dir, '--no-cache']).timings).toEqual(plain.timings);
  });

  it('--cache alone uses the cache folder of the user', () => {
    const home = folder();
    const env = { HOME: home, XDG_CACHE_HOME: join(home, 'c'), LOCALAPPDATA: home };
    expect(jianfu(['scan', APK, '--cache', '--no-config'], { env }).code).toBe(0);
    const dir = jianfu(['cache', 'dir'], { env }).stdout.trim();
    expect(filesIn(dir)).toHaveLength(3);
    if (process.platform === 'linux') expect(dir).toBe(join(home, 'c', 'jianfu'));
  });

  it('a damaged entry is a warning on standard error, never another result', () => {
    const dir = folder();
    const first = scanned(['--cache-dir', dir]);
    for (const file of filesIn(dir)) {
      const bytes = readFileSync(file);
      bytes[bytes.length - 9]! ^= 1;
      writeFileSync(file, bytes);
    }
    const again = scanned(['--cache-dir', dir]);
    expect(again.text).toBe(first.text);
    expect(again.stderr).toMatch(/^(jianfu: 缓存中的 \S+ 已损坏，不采用，重新检查。\n){2}$/);
    expect(again.code).toBe(0);
  });

  it('processes at once share it: each has the whole result, and nothing is left half-written', async () => {
    const dir = folder();
    const args = ['scan', RPK, WXAPKG, APK, '-f', 'json', '--no-config', '--fail-on', 'never', '--cache-dir', dir];
    const bodies = (text: string) => JSON.stringify(JSON.parse(text).map(({ run: _, ...document }: { run: object }) => document));
    const plain = bodies(jianfu(args.filter((word) => word !== '--cache-dir' && word !== dir)).stdout);
    // The small size makes them remove each other's entries all the while.
    const sizes = ['512', '512', '1', '1'];
    const runs = await Promise.all(sizes.map((size) => running([...args, '--cache-size', size])));
    for (const { stdout, stderr, code } of runs)
      expect({ same: bodies(stdout) === plain, stderr, code }).toEqual({ same: true, stderr: '', code: 0 });
    expect(filesIn(dir).filter((file) => file.includes('.part-'))).toEqual([]);
    expect(bodies(jianfu(args).stdout)).toBe(plain);
  });
});

function running(args: string[]): Promise<{ stdout: string; stderr: string; code: number | null }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [resolve('dist/bin/jianfu.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    // As a whole: a character may be cut by the end of a chunk.
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('close', (code) => done({ stdout, stderr, code }));
  });
}

describe('the configuration of a cache', () => {
  it('counts for scan and extract; the folder is beside the file', () => {
    const cwd = folder({ '.jianfurc': 'cacheDir: kept\ncacheSize: 5\n' });
    mkdirSync(join(cwd, 'below'));
    jianfu(['extract', APK, '-o', 'f.json'], { cwd: join(cwd, 'below') });
    expect(filesIn(join(cwd, 'kept')).filter((file) => file.includes('facts'))).toHaveLength(1);
    expect(existsSync(join(cwd, 'below', 'kept'))).toBe(false);
  });

  it('that came with the sample may not say what is known of it', () => {
    const cwd = folder({ 'app/.jianfurc': 'cacheDir: kept', 'app/app.json': '{"pages":["a"]}', 'app/a.js': 'Page({})' });
    const inside = { cwd: join(cwd, 'app') };
    expect(jianfu(['scan', '.'], inside)).toMatchObject({ code: 2, stderr: expect.stringContaining('缓存的位置（cacheDir）') });
    expect(jianfu(['scan', '.', '--config', '.jianfurc', '--fail-on', 'never'], inside).code).toBe(0);
    expect(existsSync(join(cwd, 'app', 'kept'))).toBe(false); // folders are not cached
  });

  it('a folder that is a file is refused', () => {
    const cwd = folder({ file: '' });
    expect(jianfu(['scan', APK, '--cache-dir', 'file'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('是文件'),
    });
  });
});

describe('jianfu cache', () => {
  it('tells what there is, keeps the size, forgets other versions, and clears', () => {
    const dir = folder();
    for (const input of [APK, RPK]) jianfu(['extract', input, '--no-config', '--cache-dir', dir]);
    const info = () => JSON.parse(jianfu(['cache', 'info', '-f', 'json', '--cache-dir', dir]).stdout);
    const sizes = () =>
      filesIn(dir)
        .filter((file) => file.includes('facts'))
        .map((file) => statSync(file).size);
    expect(info()).toEqual({
      folder: dir,
      facts: 2,
      results: 0,
      bytes: sizes().reduce((sum, size) => sum + size, 0),
      most: 512 * 1024 * 1024,
      lastUsedFrom: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(jianfu(['cache', 'info', '--cache-dir', dir]).stdout).toContain('事实 2 份，结果 0 份');
    const [file] = filesIn(dir).filter((name) => name.includes('facts'));
    writeFileSync(file!, readFileSync(file!, 'latin1').replace(/\+[0-9a-f]{16} node/, '+0000000000000000 node'), 'latin1');
    expect(jianfu(['cache', 'prune', '--cache-dir', dir])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('删去 1 份'),
    });
    expect(info().facts).toBe(1);
    expect(jianfu(['cache', 'clear', '--cache-dir', dir]).stdout).toContain('删去 1 份');
    expect(existsSync(dir)).toBe(false);
  });
});

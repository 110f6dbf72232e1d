import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import type { ResultDocument } from '../../src/result.js';

const COMMAND = resolve('dist/bin/jianfu.js');
export const PACKAGES = resolve('fixtures/packages');

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  /** Flags for Node itself. */
  node?: string[];
  env?: NodeJS.ProcessEnv;
  /** Milliseconds. */
  timeout?: number;
  /** On standard input. */
  input?: string;
}

/** Runs the built command as a user does. Colours and configuration of this machine are kept out. */
export function jianfu(args: string[], { cwd = folder(), node = [], env = {}, timeout = 25_000, input }: RunOptions = {}): Run {
  const { NO_COLOR: _, FORCE_COLOR: __, ...plain } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, COMMAND, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout,
    ...(input !== undefined && { input }),
    env: { ...plain, ...env },
  });
  return { code: status, stdout, stderr };
}

/** The result document of one scan, without the part that may differ between runs. */
export function scanJson(args: string[], options?: RunOptions): Omit<ResultDocument, 'run'> {
  const { run: _, ...document } = JSON.parse(jianfu(['scan', '-f', 'json', ...args], options).stdout) as ResultDocument;
  return document;
}

const folders: string[] = [];

/** A new folder, gone when the tests of the file are over. @param files by name */
export function folder(files: Record<string, string | Buffer> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'jianfu-'));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

afterAll(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

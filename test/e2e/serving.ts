import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { folder, jianfu } from './command.js';

const COMMAND = resolve('dist/bin/jianfu.js');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures of the pages go for a person to look at; nowhere unless given. */
export const PICTURES = process.env.JIANFU_PICTURES;
export const PASSWORD = 'correct horse battery';

export interface Serving {
  address: string;
  /** Of the account of this run. */
  password?: string;
  child: ChildProcess;
  stop(): Promise<number | null>;
}

const servers: Serving[] = [];
afterAll(async () => {
  for (const server of servers) await server.stop();
});

/** Starts the command, and waits until it says where it is. */
export function serve(args: string[]): Promise<Serving> {
  const child = spawn(process.execPath, [COMMAND, 'serve', '--port', '0', '--no-config', ...args], { cwd: folder() });
  let said = '';
  let errors = '';
  const ended = new Promise<number | null>((done) => {
    child.on('exit', done);
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise((done, failed) => {
    ended.then((code) => failed(new Error(`ended with ${code}: ${errors}`)));
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const [, address] = /(https?:\/\/\S+)\/\n/.exec(said) ?? [];
      if (!address) return;
      const [, password] = /：(\S{16})\n/.exec(said) ?? [];
      const server = {
        address,
        ...(password && { password }),
        child,
        stop: () => {
          child.kill('SIGTERM');
          return ended;
        },
      };
      servers.push(server);
      done(server);
    });
  });
}

export function addUser(store: string, name: string, role: string, password = PASSWORD) {
  return jianfu(['serve', 'user', 'add', name, '--role', role, '--store', store], { input: `${password}\n` });
}

/** Barriers that axe knows of. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run({ runOnly: tags });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: node }) => node.slice(0, 160)).join(' | ')}`);
  });
}

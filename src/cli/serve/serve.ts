import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { lockFolder } from '../../batch/lock.js';
import { jobsFor } from '../../batch/run.js';
import type { ReportSettings } from '../../report/model/settings.js';
import { AccountError, type Accounts, localAccounts, openAccounts, type Role } from '../../serve/accounts.js';
import { isLoopback, refusal } from '../../serve/exposure.js';
import { type Office, openOffice } from '../../serve/office.js';
import type { ServeOptions } from '../../serve/options.js';
import { createServer } from '../../serve/server.js';
import { serveWords } from '../../serve/words/index.js';
import { inspectionOf } from '../batch/batch.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit.js';
import { explained } from '../explained.js';
import type { PackOptions } from '../packs.js';
import { readFile } from '../read-file.js';
import { accountsFile, addUser, listUsers, removeUser, type UserOptions } from './users.js';

export interface ServeCommandOptions extends PackOptions {
  store: string;
  port: number;
  host: string;
  origin?: string;
  tlsCert?: string;
  tlsKey?: string;
  trustedProxy: string[];
  trustHeader?: string;
  trustRole: Role;
  accounts?: string;
  folder?: string;
  /** Megabytes. */
  maxUpload?: number;
  jobs?: number;
  /** Seconds a package may take. */
  timeout?: number;
  /** Megabytes its process may use. */
  memory?: number;
  /** Days. */
  keepUploads?: number;
  /** Megabytes. */
  storeSize?: number;
  lang: 'zh' | 'en';
  report?: ReportSettings;
}

const MAX_UPLOAD_MB = 1024;
const MIB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60_000;
const UPKEEP_MS = 60 * 60_000;
/** After a signal: what is being answered is finished, then connections are cut. */
const GRACE_MS = 10_000;

/** `jianfu serve`: entry of a bundle of its own, with the web server that only it needs. */
export const serveCommand = (options: ServeCommandOptions): Promise<ExitCode> => attempt(() => serve(options));
export const addUserCommand = (name: string, options: UserOptions & { role: Role; password: boolean }): Promise<ExitCode> =>
  attempt(() => addUser(name, options));
export const removeUserCommand = (name: string, options: UserOptions): Promise<ExitCode> =>
  attempt(async () => removeUser(name, options));
export const listUsersCommand = (options: UserOptions): Promise<ExitCode> => attempt(async () => listUsers(options));

function attempt(run: () => Promise<ExitCode>): Promise<ExitCode> {
  return explained(run, undefined, usageOf);
}

/** An account, an address or a folder that cannot be used is for the person at the keyboard to mend. */
function usageOf(error: unknown): unknown {
  const isTheirs =
    error instanceof AccountError ||
    /^E(?:ADDRINUSE|ADDRNOTAVAIL|ACCES|NOTFOUND|NOENT|ROFS)$/.test((error as NodeJS.ErrnoException).code ?? '');
  return isTheirs ? new UsageError((error as Error).message) : error;
}

async function serve(options: ServeCommandOptions): Promise<ExitCode> {
  const serving = optionsOf(options);
  const accounts = openAccounts(serving.accounts);
  const why = refusal({ ...serving, hasAccounts: !accounts.isEmpty(), hasTls: serving.tls !== undefined });
  if (why !== undefined) throw new UsageError(why);
  const unlock = lockFolder(serving.store);
  try {
    const office = openOffice(serving);
    try {
      await run(serving, office, accounts);
    } finally {
      await office.close();
    }
  } finally {
    unlock();
  }
  return EXIT.clean;
}

async function run(serving: ServeOptions, office: Office, accounts: Accounts): Promise<void> {
  const password = accounts.isEmpty() && !serving.trustHeader ? randomBytes(12).toString('base64url') : undefined;
  const { localName } = serveWords[serving.inspection.lang].login;
  const app = await createServer(serving, office, password === undefined ? accounts : await localAccounts(localName, password));
  const stopped = stopSignal();
  await app.listen({ host: serving.host, port: serving.port });
  const { port } = app.server.address() as AddressInfo;
  office.audit.write({ who: '', address: '', what: 'start', detail: `${serving.host}:${port}` });
  announce(serving, office, port, password);
  const upkeep = keepUp(office, serving.onError);
  await stopped;
  clearInterval(upkeep);
  process.stderr.write('jianfu: 正在停止。没有做完的样品下次启动时接着做。\n');
  const cut = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
  await app.close().finally(() => clearTimeout(cut));
  office.audit.write({ who: '', address: '', what: 'stop' });
}

/** Now and every hour: removes what is not to be kept, and checks again what a suppression that ran out changes. */
function keepUp({ upkeep, catchUp }: Office, onError: (error: unknown) => void): NodeJS.Timeout {
  const work = (): void => void Promise.all([upkeep.clean(), catchUp()]).catch(onError);
  work();
  return setInterval(work, UPKEEP_MS);
}

function announce(
  { host, origin, inspection, tls, trustHeader }: ServeOptions,
  { otherRun }: Office,
  port: number,
  password?: string,
): void {
  const address = origin ?? `http${tls ? 's' : ''}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const key =
    password === undefined
      ? ''
      : `密码（本次运行有效）：${password}\n多人使用请建立账户：jianfu serve user add 姓名 --store 文件夹\n`;
  process.stdout.write(`检测工作台 ${address}/\n${key}`);
  if (!isLoopback(host) && origin === undefined && !trustHeader && !tls)
    process.stderr.write(
      'jianfu: 没有 TLS：密码和样品在网络上是明文。请用 --tls-cert、--tls-key，或放在反向代理之后并用 --origin 指明网址（docs/serve.md）。\n',
    );
  if (otherRun > 0)
    process.stderr.write(`jianfu: ${serveWords[inspection.lang].list.otherRun.replace('{0}', String(otherRun))}\n`);
}

/** Resolves at the first signal. A second one ends the program as it always does. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}

function optionsOf(options: ServeCommandOptions): ServeOptions {
  const { store, folder, jobs, maxUpload = MAX_UPLOAD_MB, keepUploads, storeSize, accounts, report } = options;
  if (folder !== undefined && !isFolder(folder)) throw new UsageError(`--folder ${folder}：没有这个文件夹。`);
  if (existsSync(store) && !isFolder(store)) throw new UsageError(`--store ${store}：不是文件夹。`);
  const tls = tlsOf(options);
  const inspection = inspectionOf(options);
  return {
    store: resolve(store),
    host: options.host,
    port: options.port,
    ...(options.origin !== undefined && { origin: options.origin }),
    ...(tls && { tls }),
    trustedProxies: options.trustedProxy,
    ...(options.trustHeader !== undefined && { trustHeader: options.trustHeader }),
    trustRole: options.trustRole,
    accounts: accountsFile({ store, accounts }),
    ...(folder !== undefined && { folder: resolve(folder) }),
    maxUpload: maxUpload * MIB,
    ...(keepUploads !== undefined && { keepUploadsMs: keepUploads * DAY_MS }),
    ...(storeSize !== undefined && { storeBytes: storeSize * MIB }),
    jobs: jobs === undefined ? jobsFor(inspection.profile.memory) : Math.min(jobs, availableParallelism() * 4),
    inspection,
    ...(report && { settings: report }),
    titles: new Map(inspection.packs.flatMap(({ rules }) => rules.map(({ id, title }) => [id, title]))),
    onError: (error) => {
      process.stderr.write(`jianfu: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    },
  };
}

/** @throws UsageError where certificate and key cannot be used together, rather than at the first visitor */
function tlsOf({ tlsCert, tlsKey }: ServeCommandOptions): ServeOptions['tls'] {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) throw new UsageError('--tls-cert 与 --tls-key 须一起给出。');
  const tls = { cert: readFile(tlsCert), key: readFile(tlsKey) };
  try {
    createSecureContext(tls);
  } catch (error) {
    throw new UsageError(
      `--tls-cert ${tlsCert}、--tls-key ${tlsKey} 不能用：${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return tls;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

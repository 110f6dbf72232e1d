import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterAll } from 'vitest';
import { STANDARD } from '../../src/batch/limits.js';
import { summaryOf } from '../../src/batch/summary.js';
import type { ResultDocument } from '../../src/result.js';
import { hashPassword, type Role, writeAccounts } from '../../src/serve/accounts.js';
import type { AuditEntry } from '../../src/serve/audit.js';
import { type Office, openOffice } from '../../src/serve/office.js';
import type { ServeOptions } from '../../src/serve/options.js';
import { createServer } from '../../src/serve/server.js';

/** Stands in for the child: every package has the result that is given, and a report tells what it was to be made of. */
const STUB = `
const job = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const say = (head, ...parts) => process.stdout.write(Buffer.concat([Buffer.from(JSON.stringify({ ...head, sizes: parts.map((part) => part.length) }) + '\\n'), ...parts]));
const [summary, result] = [process.argv[1], process.argv[2]].map((file) => require('fs').readFileSync(file));
const none = Buffer.alloc(0);
const zlib = require('zlib');
const said = (document) => ({ declaration: document.declaration, suppressions: document.suppressions });
const withPapers = ({ declaration = null, suppressions = [] }) => {
  const document = { ...JSON.parse(zlib.gunzipSync(result)), declaration, suppressions: suppressions.map((one) => ({ ...one, state: 'applied' })) };
  const verdicts = JSON.parse(summary).verdicts.map(([rule, verdict]) => [rule, suppressions.some((one) => one.rule === rule) ? 'not-found' : verdict]);
  say({ summary: JSON.stringify({ ...JSON.parse(summary), verdicts }) }, none, zlib.gzipSync(JSON.stringify(document)), Buffer.from('hh'));
};
if (job.do === 'report') say({}, none, none, none, Buffer.from(JSON.stringify({ format: job.format, reviews: job.reviews, ...said(JSON.parse(zlib.gunzipSync(Buffer.from(job.result, 'base64')))) })));
else if (job.do === 'check' && require('fs').existsSync(process.argv[1] + '.broken')) process.exit(9);
else if (job.do === 'check') withPapers(job.papers);
else if (job.do === 'group') say({ groups: [job.inputs] });
else if (require('fs').readFileSync(job.inputs[0], 'utf8').startsWith('hang')) setInterval(() => 0, 1000);
else if (require('fs').readFileSync(job.inputs[0], 'utf8').startsWith('crash') && !require('fs').existsSync(process.argv[1] + '.mended')) process.exit(9);
else say({ summary: summary.toString() }, zlib.gzipSync(JSON.stringify({ package: JSON.parse(zlib.gunzipSync(result)).package })), result, Buffer.from('hh'));`;

export const PASSWORD = 'correct horse battery';
export const ORIGIN = 'http://localhost:80';

const folders: string[] = [];
const open: Desk[] = [];
afterAll(async () => {
  for (const one of open) await one.close();
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'jianfu-serve-'));
  folders.push(path);
  return path;
}

export interface Desk {
  app: FastifyInstance;
  office: Office;
  options: ServeOptions;
  errors: unknown[];
  /** From now on the child does not die of `crash`. */
  mend(): void;
  /** From now on the child dies of every check of stored facts; not any more with `false`. */
  breakChecks(isBroken?: boolean): void;
  /** As a stop of the server does. */
  close(): Promise<void>;
}

/** A server over a new store, with an account for every role. */
export async function desk(result: ResultDocument, given: Partial<ServeOptions> = {}): Promise<Desk> {
  const store = folder();
  const files = ['summary', 'result'].map((name) => join(folder(), name));
  writeFileSync(files[0]!, JSON.stringify(summaryOf(result)));
  writeFileSync(files[1]!, gzipSync(JSON.stringify(result)));
  const errors: unknown[] = [];
  const accounts = join(store, 'accounts.json');
  const password = await hashPassword(PASSWORD);
  const roles: Role[] = ['viewer', 'inspector', 'admin'];
  writeAccounts(
    accounts,
    roles.map((role) => ({ name: role, role, password })),
  );
  mkdirSync(store, { recursive: true });
  const options: ServeOptions = {
    store,
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    trustRole: 'inspector',
    accounts,
    maxUpload: 64 * 1024,
    jobs: 1,
    inspection: {
      packs: [],
      lang: 'zh',
      profile: { ...STANDARD, wallMs: 20_000 },
      worker: { command: process.execPath, args: ['-e', STUB, ...files] },
    },
    titles: new Map([['14-2-check-in', '打卡签到']]),
    onError: (error) => errors.push(error),
    ...given,
  };
  const office = openOffice(options);
  const app = await createServer(options, office);
  let isOpen = true;
  const one: Desk = {
    app,
    office,
    options,
    errors,
    breakChecks: (isBroken = true) => (isBroken ? writeFileSync(`${files[0]}.broken`, '') : rmSync(`${files[0]}.broken`)),
    mend: () => writeFileSync(`${files[0]}.mended`, ''),
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await app.close();
      await office.close();
    },
  };
  open.push(one);
  return one;
}

/** What the audit log of a server holds. */
export function logOf({ options }: Pick<Desk, 'options'>): AuditEntry[] {
  const lines = readFileSync(join(options.store, 'audit.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** A connection of one's own, for what no well-behaved client sends. */
export async function connected({ app }: Desk): Promise<{ socket: Socket; port: number }> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { socket: connect(port, '127.0.0.1'), port };
}

/** Somebody with a browser: keeps the cookie and sends what browsers send. */
export interface Visitor {
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  post(url: string, form: Record<string, string>, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  upload(parts: UploadPart[], headers?: Record<string, string>, url?: string): Promise<LightMyRequestResponse>;
  /** Of the forms that are shown. */
  token(): Promise<string>;
  cookie: string;
}

export interface UploadPart {
  name: string;
  value: string | Buffer;
  file?: string;
}

export function visitor({ app }: Pick<Desk, 'app'>, extra: InjectOptions = {}): Visitor {
  const self: Visitor = {
    cookie: '',
    get: (url, headers = {}) => send({ method: 'GET', url, headers }),
    post: (url, form, headers = {}) =>
      send({
        method: 'POST',
        url,
        payload: new URLSearchParams(form).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN, ...headers },
      }),
    upload: (parts, headers = {}, url = '/upload') =>
      send({
        method: 'POST',
        url,
        payload: multipart(parts),
        headers: { 'content-type': 'multipart/form-data; boundary=XX', origin: ORIGIN, ...headers },
      }),
    token: async () => {
      // Who is named by a proxy has no form to log out.
      const pages = [await self.get('/progress'), await self.get('/upload')];
      return /name="token" value="([\w-]+)"/.exec(pages.map(({ body }) => body).join(''))?.[1] ?? '';
    },
  };
  async function send(request: InjectOptions): Promise<LightMyRequestResponse> {
    const headers = { host: 'localhost:80', ...(self.cookie && { cookie: self.cookie }), ...extra.headers, ...request.headers };
    const answer = await app.inject({ ...extra, ...request, headers });
    const [cookie] = [answer.headers['set-cookie'] ?? []].flat();
    if (cookie) self.cookie = cookie.split(';')[0]!;
    return answer;
  }
  return self;
}

export async function loggedIn(desk: Pick<Desk, 'app'>, name: Role): Promise<Visitor> {
  const person = visitor(desk);
  await person.post('/login', { name, password: PASSWORD });
  return person;
}

function multipart(parts: UploadPart[]): Buffer {
  const pieces = parts.flatMap(({ name, value, file }) => [
    Buffer.from(
      `--XX\r\ncontent-disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\ncontent-type: application/octet-stream`}\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from('--XX--\r\n')]);
}

/** Until nothing waits and nothing runs. */
export async function settled({ office }: Pick<Desk, 'office'>): Promise<void> {
  for (;;) {
    const { running, waiting } = office.inspections.progress();
    if (running.length + waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

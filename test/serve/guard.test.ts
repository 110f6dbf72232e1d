import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAccounts, writeAccounts } from '../../src/serve/accounts.js';
import { sampleResult } from '../support/sample-result.js';
import { type Desk, desk, loggedIn, ORIGIN, PASSWORD, visitor } from './support.js';

let office: Desk;
beforeAll(async () => {
  office = await desk(sampleResult());
});
const lastLog = (one: Desk): Record<string, string> =>
  JSON.parse(readFileSync(join(one.options.store, 'audit.jsonl'), 'utf8').trim().split('\n').at(-1)!);

describe('who is not logged in', () => {
  it.each(['/', '/upload', '/progress', '/progress/events', '/audit', `/samples/${'a'.repeat(64)}`])(
    'is led to the login from %s',
    async (url) => {
      const answer = await visitor(office).get(url);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `/login?to=${encodeURIComponent(url)}`]);
    },
  );

  it('gets nothing done', async () => {
    const answer = await visitor(office).post(`/samples/${'a'.repeat(64)}/answers`, { token: 'x' });
    expect(answer.statusCode).toBe(401);
    expect((await visitor(office).upload([{ name: 'files', value: 'x', file: 'a.apk' }])).statusCode).toBe(401);
    expect(office.office.records.unfinished(office.office.key)).toEqual([]);
  });

  it('sees the login page, the style sheet and whether the server lives, with the policy on all of them', async () => {
    const person = visitor(office);
    const login = await person.get('/login');
    const [sheet, script] = [/href="(\/assets\/[^"]+)"/, /src="(\/assets\/[^"]+)"/].map((one) => one.exec(login.body)![1]!);
    for (const url of ['/login', sheet!, script!, '/healthz']) {
      const answer = await person.get(url);
      expect([url, answer.statusCode]).toEqual([url, 200]);
      expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
    expect(login.body).not.toMatch(/<script>|<style|\son\w+=|\sstyle=/);
  });
});

describe('logging in', () => {
  it('gives an opaque cookie for this site and scripts never see, and only on TLS one for TLS', async () => {
    const answer = await visitor(office).post('/login', { name: 'viewer', password: PASSWORD, to: '/progress' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/progress']);
    expect(answer.headers['set-cookie']).toMatch(/^jianfu=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    const behind = await desk(sampleResult(), { trustedProxies: ['127.0.0.1'], origin: 'https://jianfu.example.cn' });
    const secure = await visitor(behind, { headers: { 'x-forwarded-proto': 'https', host: 'jianfu.example.cn' } }).post(
      '/login',
      { name: 'viewer', password: PASSWORD },
      { origin: 'https://jianfu.example.cn' },
    );
    expect(secure.headers['set-cookie']).toMatch(/^__Host-jianfu=.*; HttpOnly; Secure; SameSite=Strict$/);
  });

  it('never leads away from this site', async () => {
    for (const to of ['https://example.org/', '//example.org', '/\\example.org', '/a\r\nx: y'])
      expect((await visitor(office).post('/login', { name: 'viewer', password: PASSWORD, to })).headers.location).toBe('/');
  });

  it('says the same of a wrong password and of a name that is not there, logs both, and makes who goes on wait', async () => {
    const fresh = await desk(sampleResult());
    const person = visitor(fresh);
    const wrong = await person.post('/login', { name: 'viewer', password: 'wrong horse battery' });
    expect(wrong.statusCode).toBe(401);
    expect(lastLog(fresh)).toMatchObject({ what: 'login-failed', who: 'viewer', address: '127.0.0.1' });
    const unknown = await person.post('/login', { name: 'nobody', password: PASSWORD });
    expect([unknown.statusCode, unknown.body]).toEqual([401, wrong.body]);
    for (let i = 0; i < 4; i++) await person.post('/login', { name: 'viewer', password: `wrong ${i}` });
    const waiting = await person.post('/login', { name: 'viewer', password: PASSWORD });
    expect(waiting.statusCode).toBe(429);
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(600);
    expect((await person.post('/login', { name: 'admin', password: PASSWORD })).statusCode).toBe(303);
  });

  it('a form from another site, or from nowhere, logs nobody in', async () => {
    const form = { name: 'viewer', password: PASSWORD };
    for (const headers of [
      { origin: 'https://example.org' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: '' },
    ])
      expect((await visitor(office).post('/login', form, headers as never)).statusCode).toBe(403);
  });
});

describe('a session', () => {
  it('is over after logging out, also for who kept its cookie', async () => {
    const person = await loggedIn(office, 'inspector');
    const { cookie } = person;
    expect((await person.get('/')).statusCode).toBe(200);
    expect((await person.post('/logout', { token: await person.token() })).headers.location).toBe('/login');
    const kept = visitor(office);
    kept.cookie = cookie;
    expect((await kept.get('/')).statusCode).toBe(303);
    expect((await kept.post('/logout', {})).statusCode).toBe(401);
  });

  it('ends when its account is removed or has another password', async () => {
    const fresh = await desk(sampleResult());
    const people = [await loggedIn(fresh, 'viewer'), await loggedIn(fresh, 'inspector'), await loggedIn(fresh, 'admin')];
    const [, inspector, admin] = readAccounts(fresh.options.accounts);
    const other = inspector!.password!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    writeAccounts(fresh.options.accounts, [{ ...inspector!, password: other }, admin!]);
    expect(await Promise.all(people.map(async (one) => (await one.get('/')).statusCode))).toEqual([303, 303, 200]);
  });
});

describe('what is sent', () => {
  it.each([
    ['without a token', {}, { origin: ORIGIN }],
    ['with a token of nobody', { token: 'A'.repeat(32) }, { origin: ORIGIN }],
  ])('%s is refused', async (_name, form, headers) => {
    const person = await loggedIn(office, 'inspector');
    const answer = await person.post('/logout', form as Record<string, string>, headers);
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('页面已过期');
    expect(lastLog(office)).toMatchObject({ what: 'refused', detail: 'token', who: 'inspector' });
    expect((await person.get('/')).statusCode).toBe(200);
  });

  it('with the token of another session is refused', async () => {
    const [one, other] = [await loggedIn(office, 'inspector'), await loggedIn(office, 'inspector')];
    expect((await one.post('/logout', { token: await other.token() })).statusCode).toBe(403);
  });

  it.each([
    ['another site', { origin: 'https://example.org' }],
    ['a neighbour', { origin: 'http://localhost:81' }],
    ['an opaque place', { origin: 'null' }],
    ['nowhere', { origin: '', referer: '' }],
    ['another site, by what the browser says', { 'sec-fetch-site': 'same-site' }],
  ])('from %s is refused, whatever token it has', async (_name, headers) => {
    const person = await loggedIn(office, 'inspector');
    const answer = await person.post('/logout', { token: await person.token() }, headers as unknown as Record<string, string>);
    expect(answer.statusCode).toBe(403);
    expect(lastLog(office)).toMatchObject({ what: 'refused', detail: expect.stringContaining('origin') });
    expect((await person.get('/')).statusCode).toBe(200);
  });

  it('as JSON or to a place that takes nothing is not understood', async () => {
    const person = await loggedIn(office, 'inspector');
    const token = await person.token();
    expect((await person.post('/logout', { token }, { 'content-type': 'application/json' })).statusCode).toBe(415);
    expect((await person.post('/progress', { token })).statusCode).toBe(404);
  });
});

it('a name that was turned to this machine is not answered to', async () => {
  const answer = await visitor(office).get('/login', { host: 'rebound.example.org' });
  expect([answer.statusCode, answer.body]).toEqual([421, expect.stringContaining('--origin')]);
});

it('with an address that is set only its name is answered to, whether or not the proxy passes the port on', async () => {
  const behind = await desk(sampleResult(), { trustedProxies: ['127.0.0.1'], origin: 'https://jianfu.example.cn:8443' });
  const status = async (host: string) => (await visitor(behind).get('/login', { host })).statusCode;
  expect(await Promise.all(['jianfu.example.cn', 'jianfu.example.cn:8443', '[::1]:80', 'example.cn'].map(status))).toEqual([
    200, 200, 200, 421,
  ]);
});

it('roles: who may look does not hand in, and who hands in does not read the log', async () => {
  const [viewer, inspector, admin] = [
    await loggedIn(office, 'viewer'),
    await loggedIn(office, 'inspector'),
    await loggedIn(office, 'admin'),
  ];
  const status = async (url: string) =>
    Promise.all([viewer, inspector, admin].map(async (one) => (await one!.get(url)).statusCode));
  expect(await status('/')).toEqual([200, 200, 200]);
  expect(await status('/upload')).toEqual([403, 200, 200]);
  expect(await status('/audit')).toEqual([403, 403, 200]);
  expect(await status('/audit.jsonl')).toEqual([403, 403, 200]);
  const upload = [
    { name: 'token', value: await viewer.token() },
    { name: 'files', value: 'x', file: 'a.apk' },
  ];
  expect((await viewer.upload(upload)).statusCode).toBe(403);
});

describe('a user named by a proxy', () => {
  const trust = { trustHeader: 'X-Remote-User', trustedProxies: ['10.1.0.0/16'] };

  it('is taken at the word of a trusted one only, in UTF-8, with the role of the file or the one that is set', async () => {
    const fresh = await desk(sampleResult(), trust);
    const named = (name: string, remoteAddress: string) =>
      visitor(fresh, { remoteAddress, headers: { 'x-remote-user': Buffer.from(name).toString('latin1') } });
    const page = await named('王五', '10.1.2.3').get('/');
    expect([page.statusCode, page.body.includes('王五 <span class="dim">检测</span>')]).toEqual([200, true]);
    expect((await named('admin', '10.1.2.3').get('/audit')).statusCode).toBe(200);
    expect((await named('viewer', '10.1.2.3').get('/upload')).statusCode).toBe(403);
    const spoofed = await named('admin', '10.2.0.1').get('/');
    expect([spoofed.statusCode, spoofed.body]).toEqual([403, expect.stringContaining('不是来自受信任的代理')]);
    expect(lastLog(fresh)).toMatchObject({ what: 'refused', detail: 'spoofed', address: '10.2.0.1' });
  });

  it('cannot be passed on by who stands before the proxy', async () => {
    const fresh = await desk(sampleResult(), trust);
    // The connection decides, not what a header says of where it came from.
    const person = visitor(fresh, {
      remoteAddress: '10.2.0.1',
      headers: { 'x-remote-user': 'admin', 'x-forwarded-for': '10.1.0.1' },
    });
    expect((await person.get('/audit')).statusCode).toBe(403);
  });

  it('must be named, and once, and have a token in its forms', async () => {
    const fresh = await desk(sampleResult(), trust);
    const from = (headers: Record<string, string | string[]>) => visitor(fresh, { remoteAddress: '10.1.0.9', headers });
    expect((await from({}).get('/')).statusCode).toBe(401);
    expect((await from({ 'x-remote-user': 'a\u0007b' }).get('/')).statusCode).toBe(401);
    expect((await from({ 'x-remote-user': 'admin' }).get('/login')).statusCode).toBe(404);
    const person = from({ 'x-remote-user': 'admin' });
    const digest = 'a'.repeat(64);
    expect((await person.post(`/samples/${digest}/answers`, { token: 'x' })).body).toContain('页面已过期');
    expect((await person.post(`/samples/${digest}/answers`, { token: await person.token() })).statusCode).toBe(404);
  });
});

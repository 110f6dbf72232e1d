import { appendFileSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/result.js';
import {
  AccountError,
  hashPassword,
  isAccountName,
  openAccounts,
  passwordFits,
  readAccounts,
  writeAccounts,
} from '../../src/serve/accounts.js';
import { lastEntries, openAudit, verifyAudit } from '../../src/serve/audit.js';
import { isNetwork, refusal } from '../../src/serve/exposure.js';
import { openFolder } from '../../src/serve/folder.js';
import { placeHere } from '../../src/serve/guard.js';
import { choose, type ListQuery, listed, queryString, readQuery } from '../../src/serve/listing.js';
import { createSessions, IDLE_MS, LONGEST_MS } from '../../src/serve/sessions.js';
import { createThrottle } from '../../src/serve/throttle.js';
import { en } from '../../src/serve/words/en.js';
import { zh } from '../../src/serve/words/zh.js';
import { folder } from './support.js';

describe('accounts', () => {
  it('a password fits its own hash only, however it is composed', async () => {
    const hash = await hashPassword('pässword é 123');
    expect(await passwordFits('pässword é 123'.normalize('NFD'), hash)).toBe(true);
    expect(await passwordFits('passwort é 123', hash)).toBe(false);
    expect(await passwordFits('', undefined)).toBe(false);
    expect(await hashPassword('pässword é 123')).not.toBe(hash);
    await expect(hashPassword('short')).rejects.toThrow(AccountError);
    await expect(hashPassword('x'.repeat(201))).rejects.toThrow(AccountError);
  });

  it('are read again when the file changes, and a file that is none lets nobody in', () => {
    const file = join(folder(), 'accounts.json');
    const accounts = openAccounts(file);
    expect(accounts.isEmpty()).toBe(true);
    writeAccounts(file, [{ name: '张三', role: 'viewer' }]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(accounts.find('张三')).toEqual({ name: '张三', role: 'viewer' });
    for (const text of [
      '{',
      '{}',
      '{"accounts":[{"name":"a","role":"root"}]}',
      '{"accounts":[{"name":"a","role":"admin","password":"plain"}]}',
    ]) {
      writeFileSync(file, text);
      expect(() => accounts.find('张三')).toThrow(AccountError);
      expect(() => readAccounts(file)).toThrow(/不合格式/);
    }
  });

  it.each(['', ' a', 'a\n', 'a\u202eb', 'x'.repeat(65)])('%j is no name', (name) => expect(isAccountName(name)).toBe(false));
});

describe('sessions', () => {
  it('end after an idle hour and after twelve in any case', () => {
    let now = 0;
    const sessions = createSessions(() => now);
    const [idle, busy] = [sessions.begin({ name: 'a', role: 'viewer' }), sessions.begin({ name: 'b', role: 'viewer' })];
    for (now = 0; now < LONGEST_MS; now += IDLE_MS / 2) expect(sessions.find(busy)?.name).toBe('b');
    expect(sessions.find(idle)).toBeUndefined();
    now = LONGEST_MS + 1;
    expect(sessions.find(busy)).toBeUndefined();
    expect(sessions.find('')).toBeUndefined();
  });
});

describe('wrong passwords', () => {
  it('make their name wait where they come from, and after many also others of that address, for a quarter of an hour', () => {
    let now = 0;
    const throttle = createThrottle(() => now);
    for (let i = 0; i < 5; i++) throttle.failed('a', '10.0.0.1');
    expect([throttle.wait('a', '10.0.0.1'), throttle.wait('a', '10.0.0.2'), throttle.wait('b', '10.0.0.1')]).toEqual([900, 0, 0]);
    for (let i = 0; i < 25; i++) throttle.failed(`n${i}`, '10.0.0.1');
    expect(throttle.wait('b', '10.0.0.1')).toBe(900);
    now = 15 * 60_000 + 1;
    expect(throttle.wait('a', '10.0.0.1')).toBe(0);
  });
});

describe('the audit log', () => {
  it('holds together over restarts and over a line that a power cut left, and shows what was changed or taken out', async () => {
    const file = join(folder(), 'audit.jsonl');
    openAudit(file).write({ who: 'a', address: '', what: 'start' });
    appendFileSync(file, '{"at":"2026');
    const log = openAudit(file);
    for (const what of ['login', 'view', 'logout']) log.write({ who: 'a', address: '::1', what, detail: '\n"x"' });
    expect(await verifyAudit(file)).toEqual({ lines: 5 });
    expect(lastEntries(file, 2).map(({ what }) => what)).toEqual(['logout', 'view']);
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.filter((_, i) => i !== 2).join('\n'));
    expect(await verifyAudit(file)).toEqual({ lines: 2, broken: 3 });
    writeFileSync(file, lines.join('\n').replace('"view"', '"void"'));
    expect(await verifyAudit(file)).toEqual({ lines: 4, broken: 5 });
  });
});

describe('where it may be offered', () => {
  const base = { host: '0.0.0.0', trustedProxies: [], hasAccounts: false, hasTls: false };
  it.each([
    ['this machine', { host: '127.0.0.1' }, undefined],
    ['everywhere without accounts', {}, 'serve user add'],
    ['everywhere with accounts', { hasAccounts: true }, undefined],
    ['everywhere by a proxy', { trustHeader: 'X-Remote-User', trustedProxies: ['10.0.0.1'] }, undefined],
    ['a header from anybody', { trustHeader: 'X-Remote-User' }, '--trusted-proxy'],
    ['TLS by a proxy nobody named', { hasAccounts: true, origin: 'https://jianfu.example.cn' }, '--trusted-proxy'],
    ['TLS of its own', { hasAccounts: true, origin: 'https://jianfu.example.cn', hasTls: true }, undefined],
    ['TLS of its own for nobody in particular', { hasTls: true }, 'serve user add'],
    ['TLS under a plain address', { hasAccounts: true, origin: 'http://jianfu.example.cn', hasTls: true }, '--tls-cert'],
    ['a header that is none', { trustHeader: 'X User', trustedProxies: ['10.0.0.1'] }, '请求头的名称'],
    ['a proxy without an address', { trustedProxies: ['nginx'] }, '网段'],
  ])('%s', (_name, over, why) => {
    const said = refusal({ ...base, ...over });
    if (why === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(why);
  });

  it('networks', () => {
    expect(['10.0.0.0/8', '::1', 'fd00::/8', '127.0.0.1'].every(isNetwork)).toBe(true);
    // All addresses are no proxy.
    expect(['0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0', 'x', '', '10.0.0.1/8/8'].some(isNetwork)).toBe(false);
  });

  it.each(['/samples/x?said=saved', '/?unit=%3D%E7%94%B2'])('%s is here', (place) => expect(placeHere(place)).toBe(place));
  it.each(['//x', '/\\x', 'https://x', '/a b', '/a\n', undefined, ['/']])('%j is not', (place) =>
    expect(placeHere(place)).toBe('/'),
  );
});

describe('the list', () => {
  const row = (i: number, verdicts: [string, Verdict][], limits: string[] = []) =>
    listed({
      path: '',
      unit: i % 2 === 0 ? '甲' : '',
      name: `app-${i}.apk`,
      digest: String(i).padStart(64, '0'),
      state: 'done',
      attempts: 1,
      ms: 1,
      at: `2026-01-${String(i).padStart(2, '0')}`,
      summary: JSON.stringify({ carrier: 'android', version: '1', verdicts, limits, open: [] }),
    });
  const rows = [
    row(1, [
      ['a', 'suspected'],
      ['b', 'found'],
    ]),
    row(2, [['a', 'found']], ['packed']),
    row(10, [
      ['a', 'found'],
      ['b', 'found'],
    ]),
    row(4, [['a', 'not-found']]),
  ];
  const names = (query: Record<string, string>): string[] =>
    choose(rows, readQuery(query), (digest) => (digest.endsWith('4') ? 1 : 0)).rows.map(({ file }) => file.replace(/\D/g, ''));

  it.each([
    [{}, ['10', '4', '2', '1']],
    [{ sort: 'file' }, ['1', '2', '4', '10']],
    [{ sort: 'file', down: '1' }, ['10', '4', '2', '1']],
    [{ sort: 'verdict' }, ['10', '1', '2', '4']],
    [{ verdict: 'found' }, ['10', '2', '1']],
    [{ verdict: 'found', rule: 'b' }, ['10', '1']],
    [{ verdict: 'found', rule: 'none' }, []],
    [{ verdict: 'none' }, []],
    [{ unit: '=' }, ['1']],
    [{ unit: '=甲', limit: '-' }, ['10', '4']],
    [{ limit: 'packed' }, ['2']],
    [{ answered: 'yes' }, ['4']],
    [{ answered: 'no', verdict: 'suspected' }, ['1']],
    [{ search: 'APP-1' }, ['10', '1']],
    [{ search: String(4).padStart(64, '0') }, ['4']],
    [{ sort: 'sql', down: 'x', page: '-1', unit: '甲' }, ['1', '2', '4', '10']],
  ] as [Record<string, string>, string[]][])('%j', (query, expected) => expect(names(query)).toEqual(expected));

  it('an address says the whole query and nothing else', () => {
    const query: ListQuery = { ...readQuery({ unit: '=', sort: 'file', down: '1' }), page: 3 };
    expect(queryString(query)).toBe('?unit=%3D&sort=file&down=1&page=3');
    expect(readQuery(Object.fromEntries(new URLSearchParams(queryString(query))))).toEqual(query);
    expect(queryString(readQuery({}))).toBe('?');
  });

  it('takes a moment for twenty thousand', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => row(i % 28, [['a', i % 3 === 0 ? 'found' : 'not-found']]));
    const started = performance.now();
    for (const query of [{}, { verdict: 'found', sort: 'app' }, { search: 'app-1', sort: 'verdict' }])
      choose(many, readQuery(query), () => 0);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

it('both languages say the same things, with the same blanks', () => {
  const blanks = (words: object, at = ''): string[] =>
    Object.entries(words).flatMap(([key, value]) => {
      const place = `${at}/${key}`;
      if (place === '/log/what_') return []; // events by their name where English has no other
      return typeof value === 'string' ? [`${place} ${[...value.matchAll(/\{\d\}/g)].sort().join()}`] : blanks(value, place);
    });
  expect(blanks(en)).toEqual(blanks(zh));
});

it('a link in the folder of packages is followed inside of it, and told of where it leads out', () => {
  const [inside, outside] = [folder(), folder()];
  for (const path of [join(inside, 'a.apk'), join(outside, 'secret.apk')]) writeFileSync(path, path);
  symlinkSync('a.apk', join(inside, 'same.apk'));
  symlinkSync(join(outside, 'secret.apk'), join(inside, 'b.apk'));
  symlinkSync(outside, join(inside, 'unit'));
  const { offered, problems } = openFolder(inside)();
  expect(offered.map(({ place }) => place)).toEqual(['a.apk', 'same.apk']);
  expect(problems).toEqual(['b.apk', 'unit/secret.apk'].map((path) => ({ path, problem: '符号链接指向文件夹之外' })));
});

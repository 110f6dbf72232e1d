import { describe, expect, it } from 'vitest';
import { QueueAddressError, queueAddress } from '../../src/queue/address.js';
import { jobId } from '../../src/queue/jobs.js';
import { createLog } from '../../src/queue/log.js';
import { placeOf } from '../../src/queue/obtain.js';
import { isPassing } from '../../src/queue/work.js';

describe('queueAddress', () => {
  it.each([
    ['postgres://me@localhost:6432/db', { host: 'localhost', port: 6432, user: 'me', database: 'db', ssl: false }],
    ['postgresql:///db?host=/run/postgresql', { host: '/run/postgresql', database: 'db', ssl: false }],
    [
      'postgres://me:p%40ss@db.example/q?sslmode=disable',
      { host: 'db.example', user: 'me', password: 'p@ss', database: 'q', ssl: false },
    ],
  ])('%s', (url, config) => expect(queueAddress(url)).toEqual(config));

  it('another machine is spoken to over TLS with its certificate checked, unless told otherwise', () => {
    expect(queueAddress('postgres://db.example/q').ssl).toMatchObject({ rejectUnauthorized: true });
    expect(queueAddress('postgres://db.example/q').ssl).not.toHaveProperty('checkServerIdentity');
    expect(queueAddress('postgres://db.example/q?sslmode=verify-ca').ssl).toMatchObject({ rejectUnauthorized: true });
    expect(queueAddress('postgres://localhost/q?sslmode=verify-full').ssl).toMatchObject({ rejectUnauthorized: true });
  });

  it.each([
    'mysql://db/q',
    'db.example',
    'postgres://db.example/q?sslmode=require',
    'postgres://db.example/q?sslrootcert=/nowhere/ca.pem',
  ])('%s is refused', (url) => expect(() => queueAddress(url)).toThrow(QueueAddressError));
});

describe('jobId', () => {
  const key = { digest: 'd', facts: 'f', packs: 'p', profile: 'l' };
  it('is a UUID of version 8, the same for the same result and another for another', () => {
    expect(jobId(key)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(jobId({ ...key })).toBe(jobId(key));
    for (const part of ['digest', 'facts', 'packs', 'profile']) expect(jobId({ ...key, [part]: 'other' })).not.toBe(jobId(key));
  });
});

describe('placeOf', () => {
  it.each([
    ['a/b.apk', true, '/mnt/in', '/mnt/in/a/b.apk'],
    ['../x.apk', true, '/mnt/in', undefined],
    ['a/../../x.apk', true, '/mnt/in', undefined],
    ['/etc/passwd', true, '/mnt/in', undefined],
    ['/mnt/in/b.apk', false, '/mnt/in', '/mnt/in/b.apk'],
    ['..a.apk', true, '/mnt/in', '/mnt/in/..a.apk'],
    ['a.apk', true, undefined, undefined],
    ['/in/a.apk', false, undefined, '/in/a.apk'],
  ])('%s (rooted: %s) under %s is %s', (path, rooted, root, place) => expect(placeOf(path, rooted, root)).toBe(place));
});

describe('isPassing', () => {
  const error = (code: string, message = '') => Object.assign(new Error(message), { code });
  it.each(['08006', '57P01', '57P03', '53100', '40001', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])('%s is waited out', (code) =>
    expect(isPassing(error(code))).toBe(true),
  );
  it.each(['22021', '23505', '42P01', '42501', ''])('%s is not', (code) => expect(isPassing(error(code))).toBe(false));
  it('a connection that ended without a code is', () =>
    expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true));
});

describe('createLog', () => {
  it('is a line an event, whatever a package is called', () => {
    const lines: string[] = [];
    const stream = { write: (line: string) => lines.push(line) > 0 };
    createLog('json', stream)('warn', 'missing', { package: 'a\nb\u202e.apk', ms: 3 });
    createLog('text', stream)('warn', 'missing', { package: 'a\nb\u202e.apk', worker: undefined });
    createLog('none', stream)('warn', 'missing');
    expect(JSON.parse(lines[0]!)).toEqual({
      time: expect.any(String),
      level: 'warn',
      event: 'missing',
      package: 'a\nb\u202e.apk',
      ms: 3,
    });
    expect(lines.map((line) => line.match(/\n/g)!.length)).toEqual([1, 1]);
    expect(lines[1]).toContain('找不到样品');
    expect(lines[1]).not.toContain('\u202e');
  });
});

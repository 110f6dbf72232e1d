import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateQueue } from '../../src/queue/connection.js';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.js';

describe.skipIf(!hasPostgres)('a data base that speaks TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianfu-tls-'));
  const certificate = join(folder, 'server.pem');
  let server: Postgres;
  beforeAll(async () => {
    const key = join(folder, 'server.key');
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
        '-keyout',
        key,
        '-out',
        certificate,
      ].concat(['-addext', 'subjectAltName=DNS:localhost']),
      { stdio: 'ignore' },
    );
    server = await startPostgres(['ssl=on', 'ssl_cert_file=server.pem', 'ssl_key_file=server.key'], {
      'server.pem': readFileSync(certificate),
      'server.key': readFileSync(key),
      // Nobody comes in without TLS.
      'pg_hba.conf': Buffer.from('hostssl all all 127.0.0.1/32 trust\n'),
    });
  });
  afterAll(async () => {
    await server?.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (host: string, words: string) => migrateQueue(`${server.url().replace('127.0.0.1', host)}?${words}`);

  it('is used where its certificate is from whom it should be, and for the name it was asked by', async () => {
    expect(await at('localhost', `sslmode=verify-full&sslrootcert=${certificate}`)).toBe(2);
    expect(await at('127.0.0.1', `sslmode=verify-ca&sslrootcert=${certificate}`)).toBe(0);
  });

  it.each([
    ['localhost', 'sslmode=verify-full', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['127.0.0.1', 'sslmode=verify-full&sslrootcert=CA', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['localhost', 'sslmode=disable', '28000'],
  ])('is not: %s %s', async (host, words, code) => {
    await expect(at(host, words.replace('CA', certificate))).rejects.toMatchObject({ code });
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { KeyError, newKeyPair, readSigningKey } from '../../src/integrity/keys.js';
import { readSignature, signBytes, verifyBytes } from '../../src/integrity/signature.js';

const BYTES = Buffer.from('检测报告\n'.repeat(1000));
const folder = mkdtempSync(join(tmpdir(), 'jianfu-sign-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['SM2-SM3', 'Ed25519'] as const)('%s', (algorithm) => {
  const { privateKey, publicKey } = newKeyPair(algorithm);
  const signature = signBytes(BYTES, '报告.pdf', privateKey);

  it('signs what it verifies, with the key it names and with a trusted one', () => {
    expect(signature).toMatchObject({ format: 'jianfu-signature/1', algorithm, file: '报告.pdf', publicKey });
    expect(verifyBytes(BYTES, signature)).toBe(true);
    expect(verifyBytes(BYTES, signature, publicKey)).toBe(true);
    expect(readSignature(JSON.stringify(signature))).toEqual(signature);
  });

  it('refuses other bytes, another key, another algorithm, a broken signature', () => {
    const other = Buffer.from(BYTES);
    other[17]! ^= 1;
    expect(verifyBytes(other, signature)).toBe(false);
    expect(verifyBytes(BYTES, signature, newKeyPair(algorithm).publicKey)).toBe(false);
    expect(verifyBytes(BYTES, signature, newKeyPair(algorithm === 'Ed25519' ? 'SM2-SM3' : 'Ed25519').publicKey)).toBe(false);
    for (const broken of ['', 'AAAA', signature.signature.slice(8)])
      expect(verifyBytes(BYTES, { ...signature, signature: broken })).toBe(false);
  });
});

it('keys that are none, or of another curve, are told', () => {
  expect(() => readSigningKey('x')).toThrow(KeyError);
  expect(() => readSignature('{}')).toThrow(KeyError);
  expect(() => readSignature('not json')).toThrow(KeyError);
});

const openssl = spawnSync('openssl', ['version']).status === 0;
if (!openssl) console.warn('SKIPPED: openssl is not installed, signatures are not compared with it');

describe.runIf(openssl)('openssl agrees', () => {
  const run = (...args: string[]): string => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  const ID = ['-sigopt', 'distid:1234567812345678'];
  const write = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
  write('file', BYTES);

  it('on a signature of ours with SM2', () => {
    const { privateKey, publicKey } = newKeyPair('SM2-SM3');
    write('sm2.sig', Buffer.from(signBytes(BYTES, 'file', privateKey).signature, 'base64'));
    write('sm2.pub', publicKey);
    expect(run('dgst', '-sm3', '-verify', 'sm2.pub', '-signature', 'sm2.sig', ...ID, 'file')).toContain('Verified OK');
  });

  it('on its own signature with a key it made', () => {
    run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', 'own.pem');
    run('dgst', '-sm3', '-sign', 'own.pem', ...ID, '-out', 'own.sig', 'file');
    const pem = readFileSync(join(folder, 'own.pem'), 'utf8');
    const signature = signBytes(BYTES, 'file', pem);
    const theirs = readFileSync(join(folder, 'own.sig')).toString('base64');
    expect(verifyBytes(BYTES, { ...signature, signature: theirs })).toBe(true);
  });

  it('on a signature of ours with Ed25519', () => {
    const { privateKey, publicKey } = newKeyPair('Ed25519');
    write('ed.sig', Buffer.from(signBytes(BYTES, 'file', privateKey).signature, 'base64'));
    write('ed.pub', publicKey);
    expect(run('pkeyutl', '-verify', '-pubin', '-inkey', 'ed.pub', '-rawin', '-in', 'file', '-sigfile', 'ed.sig')).toContain(
      'Verified',
    );
  });
});

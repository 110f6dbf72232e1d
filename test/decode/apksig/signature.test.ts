import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { readApkSignature } from '../../../src/decode/apksig/index.js';
import { u32 } from '../chunks.js';

let signed: Buffer;
let block: Buffer;
let pkcs7: Buffer;

beforeAll(async () => {
  signed = readFileSync(new URL('../../../fixtures/packages/android-grid.apk', import.meta.url));
  const end = signed.lastIndexOf(Buffer.from('APK Sig Block 42')) + 16;
  const size = Number(signed.readBigUInt64LE(end - 24));
  block = signed.subarray(end - size - 8, end);
  const zip = await JSZip.loadAsync(signed);
  pkcs7 = await zip.file(/^META-INF\/.*\.RSA$/)[0]!.async('nodebuffer');
});

/** A signing block of pairs, as the format has it. */
function writeBlock(...pairs: [id: number, value: Buffer][]): Buffer {
  const body = Buffer.concat(
    pairs.map(([id, value]) => {
      const size = Buffer.alloc(8);
      size.writeBigUInt64LE(BigInt(value.length + 4));
      return Buffer.concat([size, u32(id), value]);
    }),
  );
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(body.length + 24));
  return Buffer.concat([size, body, size, Buffer.from('APK Sig Block 42')]);
}

function prefixed(...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length), body]);
}

function signers(...certificates: Buffer[]): Buffer {
  return prefixed(...certificates.map((der) => prefixed(prefixed(prefixed(), prefixed(prefixed(der)), prefixed()))));
}

describe('readApkSignature', () => {
  it('names the schemes present and the certificate they share once', () => {
    const { schemes, certificates } = readApkSignature([pkcs7], block);
    expect(schemes).toEqual(['v1', 'v2', 'v3']);
    expect(certificates).toEqual([
      expect.objectContaining({
        subject: 'CN=jianfu test fixture, O=example',
        debug: false,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        md5: expect.stringMatching(/^[0-9a-f]{32}$/),
        notAfter: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      }),
    ]);
  });

  it('finds the same certificate by v1 and by the signing block alone', () => {
    const [v1, v2] = [readApkSignature([pkcs7]), readApkSignature([], block)];
    expect([v1.schemes, v2.schemes]).toEqual([['v1'], ['v2', 'v3']]);
    expect(v1.certificates).toEqual(v2.certificates);
  });

  it('gives a fingerprint even of what is no certificate, newest scheme first', () => {
    const [old, young] = [Buffer.from('old'), Buffer.from('young')];
    const written = writeBlock([0x7109871a, signers(old)], [0x42726577, Buffer.alloc(9)], [0x1b93ad61, signers(young)]);
    const found = readApkSignature([], written);
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(found.schemes).toEqual(['v2', 'v3.1']);
    expect(found.certificates.map((one) => [one.sha256, one.subject])).toEqual([
      [sha256(young), ''],
      [sha256(old), ''],
    ]);
  });

  it('says nothing of an unsigned package', () => {
    expect(readApkSignature([])).toEqual({ schemes: [], certificates: [] });
  });

  it('never throws on damaged signatures', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3000), fc.nat(255)), { maxLength: 6 }), fc.nat(3000), (edits, cut) => {
        const [file, pairs] = [Buffer.from(pkcs7.subarray(0, cut)), Buffer.from(block.subarray(0, Math.max(24, cut)))];
        for (const [at, value] of edits) {
          if (at < file.length) file[at] = value;
          if (at < pairs.length) pairs[at] = value;
        }
        readApkSignature([file], pairs);
      }),
      { numRuns: 200 },
    );
  });
});

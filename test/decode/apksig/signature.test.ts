import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApkSignature, readApkSignature, readJarCertificates } from '../../../src/decode/apksig/index.js';
import { readSignature } from '../../../src/extract/android/signature.js';
import { openBuffer } from '../../../src/open/index.js';
import type { Tree } from '../../../src/open/tree.js';
import { u32 } from '../chunks.js';

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/packages/${name}`, import.meta.url));
const treeOf = (bytes: Buffer): Tree => openBuffer('a.apk', bytes).trees[0]!;
const statusOf = (bytes: Buffer): string[] =>
  (readSignature(treeOf(bytes)).checks ?? []).map(({ scheme, status, reason }) =>
    [scheme, status, reason].filter(Boolean).join(' '),
  );

/** A copy with one byte changed. */
function changed(bytes: Buffer, at: number, to = bytes[at]! ^ 1): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = to;
  return copy;
}

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

const empty = Buffer.alloc(0);
const regions = (block: Buffer) => ({ block, contents: empty, directory: empty, end: empty });

describe('packages signed by apksigner', () => {
  it.each([
    ['signed-v1.apk', ['v1 verified']],
    ['signed-v2.apk', ['v2 verified']],
    ['signed-v3.apk', ['v3 verified']],
    ['signed-all-ec.apk', ['v1 not-checked 已由更新的签名方案校验', 'v2 verified', 'v3 verified']],
    ['signed-rotated.apk', ['v1 not-checked 已由更新的签名方案校验', 'v2 verified', 'v3 verified']],
    ['signed-verity.apk', ['v2 verified', 'v3 verified']],
  ])('%s holds', (name, checks) => {
    expect(statusOf(fixture(name))).toEqual(checks);
  });

  it('names the newest signer first, and the certificates a rotation led through', () => {
    const { schemes, certificates, lineage } = readSignature(treeOf(fixture('signed-rotated.apk')));
    const [next, first] = ['CN=jianfu next test fixture, O=example', 'CN=jianfu test fixture, O=example'];
    expect(schemes).toEqual(['v1', 'v2', 'v3']);
    expect(certificates.map(({ subject }) => subject)).toEqual([next, first]);
    expect(lineage?.map(({ subject }) => subject)).toEqual([first, next]);
    expect(certificates[1]).toEqual({
      subject: first,
      issuer: first,
      debug: false,
      sha256: '9724e8f997358ac4afa71757aae57f9ca5e0e4a46a03c5af6f7ee7f1fc069226',
      sm3: expect.stringMatching(/^[0-9a-f]{64}$/),
      md5: expect.stringMatching(/^[0-9a-f]{32}$/),
      notBefore: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      notAfter: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  });
});

describe('packages changed after signing', () => {
  const v2 = fixture('signed-v2.apk');
  const CHANGED = '文件内容在签名之后被改动过';
  const blockOf = (bytes: Buffer) => treeOf(bytes).signing!.block;

  it('an entry, the directory or the end record', () => {
    const directory = v2.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    const places = [v2.indexOf('classes.dex') + 20, directory + 12];
    for (const at of places) expect(statusOf(changed(v2, at))).toEqual([`v2 failed ${CHANGED}`]);
  });

  it('the place of the directory in the end record counts as that of the block, nothing else does', () => {
    const grown = Buffer.concat([v2, Buffer.from('x')]);
    grown.writeUInt16LE(1, v2.length - 2);
    expect(statusOf(grown)).toEqual([`v2 failed ${CHANGED}`]);
  });

  it('bytes between the directory and the end record, which no digest covers', () => {
    const { block, contents, directory, end } = treeOf(v2).signing!;
    const gap = readApkSignature(undefined, { block, contents, directory: Buffer.concat([directory, Buffer.from('x')]), end }, 0);
    expect(gap.checks).toEqual([{ scheme: 'v2', status: 'failed', reason: '目录与结束记录之间夹有未签名的数据' }]);
  });

  it('hash trees too', () => {
    const verity = fixture('signed-verity.apk');
    expect(statusOf(changed(verity, verity.indexOf('classes.dex') + 20))).toEqual([
      `v2 failed ${CHANGED}`,
      `v3 failed ${CHANGED}`,
    ]);
  });

  it('the certificate: signed data no longer fits its signature', () => {
    const at = v2.indexOf('jianfu test fixture');
    expect(statusOf(changed(v2, at, 'J'.charCodeAt(0)))).toEqual(['v2 failed 签名与签名数据不符']);
  });

  it('another key: the signature is not made with it', () => {
    const block = Buffer.from(blockOf(v2));
    expect(readApkSignature(undefined, { ...treeOf(v2).signing!, block }, 0).checks).toEqual([
      { scheme: 'v2', status: 'verified' },
    ]);
    // The key stands behind the certificate that holds it too; a bit of its modulus makes it another key.
    const key = block.lastIndexOf(Buffer.from('2a864886f70d010101', 'hex')) + 60;
    block[key] = block[key]! ^ 1;
    expect(readApkSignature(undefined, { ...treeOf(v2).signing!, block }, 0).checks).toEqual([
      { scheme: 'v2', status: 'failed', reason: '签名与签名数据不符' },
    ]);
  });

  it('the v2 and v3 blocks taken out: the v1 signature names them', () => {
    const all = fixture('signed-all-ec.apk');
    const { contents, directory, end } = treeOf(all).signing!;
    const moved = Buffer.from(end);
    moved.writeUInt32LE(contents.length, 16);
    expect(statusOf(Buffer.concat([contents, directory, moved]))).toEqual(['v1 failed 签名文件声明另有 v2 签名，但已被移除']);
  });

  it('the v3 pair taken out of the block: v2 names it', () => {
    const all = fixture('signed-all-ec.apk');
    const at = all.lastIndexOf(u32(0xf05368c0));
    const hidden = Buffer.from(all);
    u32(0x12345678).copy(hidden, at);
    expect(statusOf(hidden)).toEqual([
      'v1 failed 签名文件声明另有 v3 签名，但已被移除',
      'v2 failed 签名数据声明另有 v3 签名，但已被移除',
    ]);
  });

  it('a v1 package: an entry, its manifest, its signature file', () => {
    const tree = treeOf(fixture('signed-v1.apk'));
    const read = (name: string): Buffer => tree.find(name)!.read();
    const jar = (edit: Record<string, Buffer>) => {
      const bytes = (name: string): Buffer => edit[name] ?? read(name);
      const stem = tree.entries.find(({ name }) => name.endsWith('.RSA'))!.name.slice(0, -4);
      return readApkSignature(
        {
          manifest: bytes('META-INF/MANIFEST.MF'),
          signatures: [{ block: bytes(`${stem}.RSA`), file: bytes(edit.SF ? 'SF' : `${stem}.SF`) }],
          names: [...tree.entries.map(({ name }) => name), ...(edit['new.txt'] ? ['new.txt'] : [])],
          read: bytes,
        },
        undefined,
        0,
      ).checks;
    };
    const failed = (reason: string) => [{ scheme: 'v1', status: 'failed', reason }];
    const manifest = read('META-INF/MANIFEST.MF');
    expect(jar({})).toEqual([{ scheme: 'v1', status: 'verified' }]);
    expect(jar({ 'classes.dex': Buffer.from('dex') })).toEqual(failed('classes.dex 在签名之后被改动过'));
    expect(jar({ 'new.txt': Buffer.from('new') })).toEqual(failed('new.txt 不在签名范围之内'));
    expect(jar({ 'META-INF/MANIFEST.MF': Buffer.concat([manifest, Buffer.from('X: y\r\n')]) })).toEqual([
      { scheme: 'v1', status: 'verified' },
    ]);
    expect(jar({ 'META-INF/MANIFEST.MF': changed(manifest, manifest.indexOf('classes.dex')) })).toEqual(
      failed('清单文件（MANIFEST.MF）在签名之后被改动过'),
    );
    expect(jar({ SF: Buffer.from('Signature-Version: 1.0\r\n\r\n') })).toEqual(failed('签名文件（.SF）的签名不成立'));
  });

  it('a lineage in which a certificate is not signed for', () => {
    const rotated = fixture('signed-rotated.apk');
    const attribute = rotated.lastIndexOf(u32(0x3ba06f8c));
    const status = statusOf(changed(rotated, attribute + 60));
    expect(status[2]).toBe('v3 failed 签名与签名数据不符');
  });
});

describe('readApkSignature', () => {
  it('gives a fingerprint even of what is no certificate, newest scheme first', () => {
    const [old, young] = [Buffer.from('old'), Buffer.from('young')];
    const written = writeBlock([0x7109871a, signers(old)], [0x42726577, Buffer.alloc(9)], [0x1b93ad61, signers(young)]);
    const found = readApkSignature(undefined, regions(written), 0);
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(found.schemes).toEqual(['v2', 'v3.1']);
    expect(found.checks.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(found.certificates.map((one) => [one.sha256, one.subject])).toEqual([
      [sha256(young), ''],
      [sha256(old), ''],
    ]);
  });

  it('says nothing of an unsigned package', () => {
    expect(readApkSignature(undefined, undefined, 0)).toEqual({ schemes: [], checks: [], certificates: [], lineage: [] });
  });

  it('never throws on damaged signatures, and believes none of them', () => {
    const jar = treeOf(fixture('signed-v1.apk'))
      .entries.find(({ name }) => name.endsWith('.RSA'))!
      .read();
    const signing = treeOf(fixture('signed-rotated.apk')).signing!;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4000), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 6 }), (edits) => {
        const [file, block] = [Buffer.from(jar), Buffer.from(signing.block)];
        for (const [at, value] of edits) {
          if (at < file.length) file[at] = file[at]! ^ value;
          if (at < block.length) block[at] = block[at]! ^ value;
        }
        readJarCertificates(file);
        const found: ApkSignature = readApkSignature(undefined, { ...signing, block }, 0);
        expect(found.checks.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 200 },
    );
  });
});

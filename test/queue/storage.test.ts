import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkEndpoint, isBelow, nameOf, parseObjectUrl } from '../../src/queue/storage/address.js';
import { openStorage } from '../../src/queue/storage/client.js';
import { fetchObjects, hashObject } from '../../src/queue/storage/fetch.js';
import type { Storage } from '../../src/queue/storage/storage.js';
import { CREDENTIALS, type ObjectStorage, startObjectStorage } from '../support/object-storage.js';

const MIB = 1024 * 1024;
const BUCKET = 'packages';

describe('addresses of objects', () => {
  it('are bucket and key as they stand', () => {
    expect(parseObjectUrl('s3://packages/街道/a b%20.apk')).toEqual({ bucket: 'packages', key: '街道/a b%20.apk' });
    expect(parseObjectUrl('s3://packages')).toEqual({ bucket: 'packages', key: '' });
    for (const bad of ['s3://', 's3://A/b', 's3:///key', 's3://-a-/b', 's3://../b'])
      expect(() => parseObjectUrl(bad)).toThrow('应写成');
  });

  it.each([
    ['s3://packages/a/b.apk', 'b.apk'],
    ['s3://packages/..', 'package'],
    ['s3://packages/a/..\\..\\x.apk', '.._.._x.apk'],
    ['s3://packages/a/nul.apk', 'package'],
    ['s3://packages/a/x\u0000\n.apk', 'x__.apk'],
    ['s3://packages/a/', 'package'],
  ])('%j is kept as %j', (url, name) => expect(nameOf(url)).toBe(name));

  it('long names keep their extension', () => {
    const name = nameOf(`s3://packages/${'街'.repeat(300)}.apk`);
    expect([Buffer.byteLength(name) <= 180, name.endsWith('街.apk')]).toEqual([true, true]);
  });

  it('lie below a place by whole parts of the key', () => {
    const places = ['s3://packages/2026/', 's3://packages/one.apk', 's3://all'];
    expect(['s3://packages/2026/a.apk', 's3://packages/one.apk', 's3://all/x/y'].every((url) => isBelow(url, places))).toBe(true);
    for (const url of ['s3://packages/2026x/a', 's3://packages/one.apk2', 's3://allx/y', 's3://other/2026/a'])
      expect(isBelow(url, places)).toBe(false);
    expect(isBelow('s3://packages/a', [])).toBe(false);
  });

  it('an endpoint of another machine is spoken to over TLS unless a person says otherwise', () => {
    const most = 1;
    expect(() => checkEndpoint({ endpoint: 'http://storage.example:9000', most })).toThrow('没有加密');
    expect(() => checkEndpoint({ endpoint: 'storage', most })).toThrow('应是 https://');
    for (const endpoint of ['https://storage.example', 'http://127.0.0.1:1', 'http://[::1]:1', undefined])
      expect(() => checkEndpoint({ endpoint, most })).not.toThrow();
    expect(() => checkEndpoint({ endpoint: 'http://storage.example', plainHttp: true, most })).not.toThrow();
  });
});

describe('a server of the S3 protocol', () => {
  let server: ObjectStorage;
  let storage: Storage;
  const apk = readFileSync('fixtures/packages/android-grid.apk');
  const open = (most = 10 * MIB) => openStorage({ endpoint: server.endpoint, pathStyle: true, most });
  const leftOver = () => readdirSync(tmpdir()).filter((name) => /^jianfu-s3-(?!server-)/.test(name));

  beforeAll(async () => {
    for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value);
    server = await startObjectStorage(BUCKET);
    storage = open();
    await server.put(BUCKET, '街道/grid 1.apk', apk);
  });
  afterAll(async () => {
    storage.close();
    await server.remove();
    vi.unstubAllEnvs();
  });

  it('lists what lies below a prefix', async () => {
    const all: object[] = [];
    for await (const one of storage.list({ bucket: BUCKET, key: '街道/' })) all.push(one);
    expect(all).toEqual([{ key: '街道/grid 1.apk', size: apk.length }]);
  });

  it('gives an object whole, for its digests or as a temporary file of this person alone', async () => {
    const url = `s3://${BUCKET}/街道/grid 1.apk`;
    const sha256 = createHash('sha256').update(apk).digest('hex');
    const sm3 = createHash('sm3').update(apk).digest('hex');
    expect(await hashObject(url, storage)).toEqual({ sha256, sm3, size: apk.length });
    const { paths, hashed, remove } = await fetchObjects([url, url], storage);
    expect([hashed[1], paths.map((path) => basename(path))]).toEqual([
      { sha256, sm3, size: apk.length },
      ['grid 1.apk', 'grid 1.apk'],
    ]);
    expect(readFileSync(paths[0]!)).toEqual(apk);
    if (process.platform !== 'win32') expect(statSync(paths[0]!).mode & 0o077).toBe(0);
    await remove();
    expect(existsSync(dirname(dirname(paths[0]!)))).toBe(false);
  });

  it('leaves nothing behind where an object is missing or too large', async () => {
    const before = leftOver();
    const good = `s3://${BUCKET}/街道/grid 1.apk`;
    await expect(fetchObjects([good, `s3://${BUCKET}/none.apk`], storage)).rejects.toMatchObject({ missing: true });
    await expect(fetchObjects([good], open(1000))).rejects.toThrow('超过上限');
    await expect(hashObject('s3://no-such-bucket/a.apk', storage)).rejects.toMatchObject({ missing: true });
    expect(leftOver()).toEqual(before);
  });
});

describe('a server that answers as it likes', () => {
  let http: Server;
  let answer: RequestListener;
  const open = () =>
    openStorage({ endpoint: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, pathStyle: true, most: 1000 });

  beforeAll(async () => {
    for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value);
    http = createServer((request, response) => answer(request, response));
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  });
  afterAll(() => {
    http.closeAllConnections();
    http.close();
    vi.unstubAllEnvs();
  });

  it('is asked for page after page, signed', async () => {
    const asked: string[] = [];
    answer = ({ url = '', headers }, response) => {
      expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=S3RVER\/\d{8}\/us-east-1\/s3\/aws4_request, /);
      const { searchParams: words, pathname } = new URL(url, 'http://x');
      asked.push(`${pathname} ${words.get('prefix')} ${words.get('continuation-token')}`);
      const page = asked.length;
      const more = page < 3 ? `<IsTruncated>true</IsTruncated><NextContinuationToken>t${page}</NextContinuationToken>` : '';
      response.end(
        `<ListBucketResult><Contents><Key>${page}&amp;.apk</Key><Size>${page}</Size></Contents>${more}</ListBucketResult>`,
      );
    };
    const all: object[] = [];
    for await (const one of open().list({ bucket: 'bucket', key: 'a/' })) all.push(one);
    expect(all).toEqual([1, 2, 3].map((page) => ({ key: `${page}&.apk`, size: page })));
    expect(asked).toEqual(['/bucket/ a/ null', '/bucket/ a/ t1', '/bucket/ a/ t2']);
  });

  it('and refuses, is told with its reason', async () => {
    answer = (_request, response) => {
      response.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
    };
    await expect(hashObject('s3://bucket/a.apk', open())).rejects.toMatchObject({
      message: 's3://bucket/a.apk 读不到：AccessDenied 403 Access Denied',
      missing: false,
    });
  });

  it('and lies about the size, costs the object, not the disk', async () => {
    answer = (_request, response) => {
      // In chunks, without a length.
      response.write(Buffer.alloc(200_000));
      response.end();
    };
    await expect(fetchObjects(['s3://bucket/a.apk'], open())).rejects.toThrow('比它说的大');
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': 900 }).write(Buffer.alloc(100), () => response.socket?.destroy());
    };
    await expect(fetchObjects(['s3://bucket/a.apk'], open())).rejects.toThrow('没有读完');
  });
});

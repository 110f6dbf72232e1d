import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Server {
  run(): Promise<{ port: number }>;
  close(): Promise<void>;
}

/** s3rver: a server of the S3 protocol in JavaScript. It knows no signatures of version 4, lists one page only, and has no types. */
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => Server;

/** What s3rver knows; nobody else's. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

export interface ObjectStorage {
  endpoint: string;
  put(bucket: string, key: string, content: Buffer): Promise<void>;
  remove(): Promise<void>;
}

/** Object storage on the loopback, with a bucket, until `remove`. */
export async function startObjectStorage(bucket: string): Promise<ObjectStorage> {
  const directory = mkdtempSync(join(tmpdir(), 'jianfu-s3-server-'));
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  const { S3Client, PutObjectCommand } = await import('@aws-sdk/client-s3');
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    // It is older than the checksums in trailers that the client sends of itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  });
  return {
    endpoint,
    put: async (to, key, content) => {
      await client.send(new PutObjectCommand({ Bucket: to, Key: key, Body: content }));
    },
    remove: async () => {
      client.destroy();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

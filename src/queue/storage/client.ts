import type { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { checkEndpoint, type ObjectPlace, type StorageOptions } from './address.js';
import { type Storage, StorageError, type StoredObject } from './storage.js';

/** A connection or answer that takes longer is given up; the SDK tries three times. */
const PATIENCE_MS = 60_000;

/** Amazon's own client: credentials and region from environment, profile files, web identity or instance, as it finds them. */
export function openStorage(options: StorageOptions): Storage {
  checkEndpoint(options);
  const { endpoint, pathStyle, most } = options;
  // Its advice to use a later Node is for whoever builds us, and would stand among the events on standard error.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const client = new S3Client({
    ...(endpoint !== undefined && { endpoint, region: region ?? 'us-east-1' }),
    forcePathStyle: pathStyle ?? false,
    requestHandler: { connectionTimeout: 10_000, requestTimeout: PATIENCE_MS },
  });
  return {
    most,
    list: (place) => list(client, place),
    read: async ({ bucket, key }) => {
      const { Body, ContentLength = 0 } = await asked(`s3://${bucket}/${key}`, () =>
        client.send(new GetObjectCommand({ Bucket: bucket, Key: key })),
      );
      const body = Body as Readable;
      if (ContentLength <= most) return body;
      body.destroy();
      throw new StorageError(
        `对象有 ${Math.ceil(ContentLength / 1024 / 1024)} MB，超过上限 ${Math.floor(most / 1024 / 1024)} MB（--s3-max）`,
      );
    },
    close: () => client.destroy(),
  };
}

async function* list(client: S3Client, { bucket, key }: ObjectPlace): AsyncIterable<StoredObject> {
  let token: string | undefined;
  do {
    const page = await asked(`s3://${bucket}/${key}`, () =>
      client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key, ContinuationToken: token })),
    );
    for (const { Key, Size = 0 } of page.Contents ?? []) if (Key !== undefined) yield { key: Key, size: Size };
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

async function asked<T>(url: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const isMissing = /^(?:NoSuchKey|NoSuchBucket|NotFound)$/.test(name);
    const status = $metadata?.httpStatusCode === undefined ? '' : ` ${$metadata.httpStatusCode}`;
    throw new StorageError(`${url} 读不到：${name}${status} ${message}`, isMissing);
  }
}

import { safeName } from './names.js';

/** An address of the object storage that cannot be used as it is written. */
export class StorageAddressError extends Error {}

/** `s3://bucket/key`; the key is taken as it stands, without escapes. A key that is empty or ends with `/` is a prefix. */
export interface ObjectPlace {
  bucket: string;
  key: string;
}

/** How the storage is reached; credentials and region are found as the SDK finds them. */
export interface StorageOptions {
  /** Of storage that is compatible with S3; Amazon's own unless given. */
  endpoint?: string;
  /** `endpoint/bucket/key` rather than `bucket.endpoint/key`. */
  pathStyle?: boolean;
  /** Lets an endpoint of another machine be spoken to without TLS. */
  plainHttp?: boolean;
  /** Bytes an object may have. */
  most: number;
}

const SCHEME = 's3://';
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

export function isObjectUrl(path: string): boolean {
  return path.startsWith(SCHEME);
}

/** @throws StorageAddressError */
export function parseObjectUrl(url: string): ObjectPlace {
  // Source: Amazon S3 User Guide, "Bucket naming rules": 3 to 63 of a-z, 0-9, dots and hyphens.
  const [, bucket, key = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s.exec(url) ?? [];
  if (bucket === undefined) throw new StorageAddressError(`${url}：应写成 s3://桶/对象 或 s3://桶/前缀/。`);
  return { bucket, key };
}

export function objectUrl({ bucket, key }: ObjectPlace): string {
  return `${SCHEME}${bucket}/${key}`;
}

/** The last part of the key, as a file can be called on any system; `package` where it cannot be told. */
export function nameOf(url: string): string {
  return safeName(parseObjectUrl(url).key.split('/').at(-1) ?? '');
}

/** Whether an object lies at one of the places, which are prefixes or single objects. */
export function isBelow(url: string, places: readonly string[]): boolean {
  const { bucket, key } = parseObjectUrl(url);
  return places.map(parseObjectUrl).some((place) => {
    if (place.bucket !== bucket) return false;
    return place.key === '' || place.key.endsWith('/') ? key.startsWith(place.key) : key === place.key;
  });
}

/** Packages and credentials' signatures go over this line. @throws StorageAddressError where others could read along */
export function checkEndpoint({ endpoint, plainHttp }: StorageOptions): void {
  if (endpoint === undefined) return;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new StorageAddressError(`--s3-endpoint ${endpoint}：应是 https://主机:端口。`);
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname) && !plainHttp)
    throw new StorageAddressError(`--s3-endpoint ${endpoint} 没有加密。确认网络可信后加 --s3-plain-http。`);
}

import type { Storage } from '../queue/storage/storage.js';

/** Options of commands that read packages from object storage. */
export interface StorageCommandOptions {
  s3Endpoint?: string;
  s3PathStyle?: boolean;
  s3PlainHttp?: boolean;
  /** Megabytes an object may have. */
  s3Max?: number;
}

const DEFAULT_MOST = 2048;

/** Amazon's client is loaded here and nowhere else. @throws StorageAddressError */
export async function storageOf({ s3Endpoint, s3PathStyle, s3PlainHttp, s3Max }: StorageCommandOptions): Promise<Storage> {
  const { openStorage } = await import('../queue/storage/client.js');
  return openStorage({
    endpoint: s3Endpoint,
    pathStyle: s3PathStyle,
    plainHttp: s3PlainHttp,
    most: (s3Max ?? DEFAULT_MOST) * 1024 * 1024,
  });
}

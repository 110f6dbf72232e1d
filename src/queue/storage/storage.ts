import type { Readable } from 'node:stream';
import type { ObjectPlace } from './address.js';

/** The storage did not give what was asked for; `missing`: the object is not there. */
export class StorageError extends Error {
  readonly missing: boolean;

  constructor(message: string, missing = false) {
    super(message);
    this.missing = missing;
  }
}

export interface StoredObject {
  key: string;
  size: number;
}

export interface Storage {
  /** Bytes an object may have. */
  readonly most: number;
  /** Objects below a prefix, in the order of their keys. @throws StorageError */
  list(place: ObjectPlace): AsyncIterable<StoredObject>;
  /** The bytes of an object. @throws StorageError, also for one that is larger than is allowed */
  read(place: ObjectPlace): Promise<Readable>;
  close(): void;
}

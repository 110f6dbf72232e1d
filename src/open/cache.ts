/** Bytes kept by owner; the ones used last stay. */
export interface Cache {
  get(owner: object): Buffer | undefined;
  set(owner: object, bytes: Buffer): void;
}

/**
 * Makes a cache of at most `capacity` bytes, not counting the newest. A WeakRef would not do: its target lives until the
 * current synchronous job ends, and a scan is one.
 */
export function createCache(capacity: number): Cache {
  const cache = new Map<object, Buffer>();
  let held = 0;
  return {
    get: (owner) => {
      const bytes = cache.get(owner);
      if (bytes) {
        cache.delete(owner);
        cache.set(owner, bytes);
      }
      return bytes;
    },
    set: (owner, bytes) => {
      cache.set(owner, bytes);
      held += bytes.length;
      for (const [oldest, old] of cache) {
        if (held <= capacity || oldest === owner) break;
        cache.delete(oldest);
        held -= old.length;
      }
    },
  };
}

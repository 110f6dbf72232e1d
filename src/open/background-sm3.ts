import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';

/** Below this a thread takes longer to start than the digest takes here. */
const WORTH_A_THREAD = 8 * 1024 * 1024;
const PATIENCE_MS = 60_000;
const DIGEST = 32;

/** What the thread gives back: whether it is done, and both digests of the file as it read it. */
const SHARED = 4 + DIGEST * 2;

/**
 * SM3 of a file, taken on another thread while the package is read here: OpenSSL's SM3 is six times as slow as its SHA-256,
 * and would take as long as inflating. The thread reads the file again, so its SHA-256 must be the one of the bytes read here.
 *
 * @returns undefined where a thread is not worth it; otherwise a function that waits for the digest, and gives undefined
 * where it was not of the same bytes
 */
export function sm3InBackground(path: string, size: number): ((sha256: string) => string | undefined) | undefined {
  if (size < WORTH_A_THREAD || availableParallelism() < 2) return undefined;
  // Loading threads is worth it only here.
  const { Worker } = createRequire(import.meta.url)('node:worker_threads') as typeof import('node:worker_threads');
  const shared = new SharedArrayBuffer(SHARED);
  const worker = new Worker(DIGEST_FILE, { eval: true, workerData: { path, shared } });
  // Without the thread the digest is taken here.
  worker.on('error', () => undefined);
  worker.unref();
  return (sha256) => {
    Atomics.wait(new Int32Array(shared, 0, 1), 0, 0, PATIENCE_MS);
    const digests = Buffer.from(shared, 4);
    return digests.toString('hex', 0, DIGEST) === sha256 ? digests.toString('hex', DIGEST) : undefined;
  };
}

/** Runs on the thread. Text, because the bundled program is one file. */
const DIGEST_FILE = `
const { createHash } = require('node:crypto');
const { closeSync, openSync, readSync } = require('node:fs');
const { workerData: { path, shared } } = require('node:worker_threads');
const sha256 = createHash('sha256'), sm3 = createHash('sm3');
const part = Buffer.allocUnsafe(262144);
const file = openSync(path, 'r');
for (let got; (got = readSync(file, part, 0, part.length, null)) > 0; ) {
  sha256.update(part.subarray(0, got));
  sm3.update(part.subarray(0, got));
}
closeSync(file);
Buffer.from(shared, 4).set(Buffer.concat([sha256.digest(), sm3.digest()]));
Atomics.store(new Int32Array(shared, 0, 1), 0, 1);
Atomics.notify(new Int32Array(shared, 0, 1), 0);
`;

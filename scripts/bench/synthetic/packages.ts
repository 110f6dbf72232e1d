import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from '../../../src/batch/child.js';

/** Packages a folder, as a collection of units has them. */
const PER_UNIT = 500;

/** So many small files that differ, named as packages. */
export function writePackages(folder: string, count: number): void {
  for (let i = 0; i < count; i += 1) {
    const unit = join(folder, `unit-${Math.floor(i / PER_UNIT)}`);
    if (i % PER_UNIT === 0) mkdirSync(unit, { recursive: true });
    writeFileSync(join(unit, `package-${i}.apk`), `synthetic package ${i}\n`);
  }
}

/** Takes the first input from its job, and says of it what the real program said of a real package. */
const CHILD = `read -r job
file=\${job#*\\"inputs\\":[\\"}
set -- $(sha256sum "\${file%%\\"*}")
cat "$0/before"
printf %s "$1"
cat "$0/behind"
`;

/**
 * A child that answers in milliseconds, so that what is left is the work of coordinator, queue and store. Its answers are those of
 * the real program for a real package, with facts, result and report in full; only the digest is the synthetic package's own.
 *
 * @returns how it is started, and the size of an answer
 */
export function makeChild(folder: string, command: string, sample: string): { worker: Worker; bytes: number } {
  mkdirSync(folder, { recursive: true });
  const job = JSON.stringify({ do: 'scan', inputs: [sample], lang: 'zh' });
  const answer = execFileSync(process.execPath, [command, 'batch-one'], { input: job, maxBuffer: 1 << 28 });
  const mark = Buffer.from('\\"sha256\\":\\"');
  const at = answer.indexOf(mark) + mark.length;
  if (at < mark.length) throw new Error('the answer does not name the digest of its package');
  writeFileSync(join(folder, 'before'), answer.subarray(0, at));
  writeFileSync(join(folder, 'behind'), answer.subarray(at + 64));
  return { worker: { command: '/bin/sh', args: ['-c', CHILD, folder] }, bytes: answer.length };
}

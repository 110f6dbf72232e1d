import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['bin', 'src', 'rules', 'scripts', 'package.json'];
const BUILT = ['dist/bin/jianfu.js', 'dist/rules.json'];

/** End-to-end tests run the built command: it is built again where it is older than what it is built from. */
export function setup(): void {
  const built = Math.min(...BUILT.map(changedAt));
  if (SOURCES.some((path) => changedAt(path) > built))
    execFileSync(process.execPath, ['scripts/build/build.mjs'], { stdio: 'inherit' });
}

/** Milliseconds of the newest file at a path; 0 where there is none. */
function changedAt(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A folder of this run's own. */
export const folder = mkdtempSync(join(tmpdir(), 'jianfu-parity-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Our readers, which the command gives no way to ask for every instruction or resource, bundled for this run. */
export const readers = await bundle();

async function bundle() {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
  const outfile = join(folder, 'readers.mjs');
  const contents = [
    "export * from './src/decode/dex/index.js';",
    "export * from './src/decode/arsc/index.js';",
    "export { openBuffer } from './src/open/index.js';",
  ].join('\n');
  await build({
    stdin: { contents, resolveDir: root },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
  });
  return import(outfile);
}

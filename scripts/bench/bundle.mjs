import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './options.mjs';

const HEAD = `import { createRequire as __createRequire } from 'node:module'; import { dirname as __dirnameOf } from 'node:path';
const require = __createRequire(import.meta.url); const __filename = new URL(import.meta.url).pathname; const __dirname = __dirnameOf(__filename);`;

/** Bundles a script with the sources it measures into a folder that is there while `run` lasts. @param contents TypeScript, from the root */
export async function withBundle(contents, run) {
  const folder = mkdtempSync(join(tmpdir(), 'jianfu-bench-'));
  try {
    const outfile = join(folder, 'main.mjs');
    await build({
      stdin: { contents, resolveDir: ROOT, loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      external: ['typescript', 'pg-native'],
      logLevel: 'warning',
      define: { JIANFU_VERSION: '"bench"' },
      banner: { js: HEAD },
    });
    cpSync(join(ROOT, 'node_modules/node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm'), join(folder, 'node-sqlite3-wasm.wasm'));
    return await run(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

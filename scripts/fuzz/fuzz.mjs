// npm run fuzz: bundles main.ts with the sources it tests into a temporary folder, and runs it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'jianfu-fuzz-'));
try {
  await build({
    entryPoints: [join(root, 'scripts/fuzz/main.ts')],
    outfile: join(folder, 'main.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['typescript'],
    logLevel: 'warning',
    define: { JIANFU_VERSION: '"fuzz"' },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
  });
  const { main } = await import(pathToFileURL(join(folder, 'main.mjs')).href);
  process.exitCode = main(root, process.argv.slice(2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

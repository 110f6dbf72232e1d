import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './options.mjs';

/**
 * Builds the extraction with a parser that remembers what it is given, and returns the module's path. So the comparison
 * parses exactly what a scan parses, and no list of files has to be kept in step with the extractors.
 *
 * `record(path)` gives the app's own scripts, each once with the options that worked, and how many the scan says it parsed.
 * Snippets (templates' expressions, tables of compiled templates) are left out: they are work above the scripts themselves.
 */
export async function buildRecorder(folder) {
  const outfile = join(folder, 'recorder.mjs');
  await build({
    stdin: { contents: RECORD, resolveDir: ROOT, loader: 'ts' },
    absWorkingDir: ROOT,
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    external: ['typescript'],
    define: { JIANFU_VERSION: '"bench"' },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    plugins: [{ name: 'recorder', setup: replaceParser }],
  });
  return outfile;
}

function replaceParser({ onResolve, onLoad }) {
  onResolve({ filter: /^@babel\/parser$/ }, ({ importer }) =>
    importer === 'recorder' ? undefined : { path: 'recorder', namespace: 'recorder' },
  );
  onLoad({ filter: /.*/, namespace: 'recorder' }, () => ({ contents: PARSER, resolveDir: ROOT }));
}

const PARSER = `
import { parse as real } from '@babel/parser';
export const parse = (code, options) => {
  const file = real(code, options);
  globalThis.recorded?.push({ code, options });
  return file;
};`;

const RECORD = `
import { extractInput } from './src/scan.ts';
export function record(path) {
  const recorded = new Map();
  globalThis.recorded = { push: (one) => { if (!/^\\([\\s\\S]*\\)$/.test(one.code)) recorded.set(one.code, one); } };
  try {
    const { coverage } = extractInput(path);
    return { scripts: [...recorded.values()], counted: coverage.scripts.parsed };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}`;

// Writes docs/clauses.md from the rule pack: node scripts/clauses/build.mjs
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const source = `export { clausesPage } from './scripts/clauses/page.ts'; export { loadPacks } from './src/check/index.ts';`;
const { outputFiles } = await build({
  stdin: { contents: source, resolveDir: root },
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
});
const { clausesPage, loadPacks } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);
const rules = join(root, 'rules');
const pack = loadPacks(rules).find(({ id }) => id === 'zw-2026');
writeFileSync(join(root, 'docs/clauses.md'), clausesPage(pack, rules));

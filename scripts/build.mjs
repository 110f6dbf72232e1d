// Bundles the command and the library into dist/, with lazily loaded parts as chunks, and writes the type declarations.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
rmSync(join(root, 'dist'), { recursive: true, force: true });

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['bin/jianfu.ts', 'src/index.ts'],
  outdir: 'dist',
  outbase: '.',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  metafile: true,
  // cosmiconfig's loader of TypeScript files, which configuration of ours never uses.
  external: ['typescript'],
  logLevel: 'warning',
  define: { JIANFU_VERSION: JSON.stringify(version) },
  // CommonJS dependencies inside an ESM bundle still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
  },
});
writeFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), licences(Object.keys(metafile.inputs)));
// Rules as parsed once here, so that a start need not parse YAML; files changed since are parsed again.
const { compileRules } = await import(pathToFileURL(join(root, 'dist/src/index.js')).href);
writeFileSync(join(root, 'dist/rules.json'), JSON.stringify(compileRules(join(root, 'rules'))));
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
});

/** The licence texts of every package whose code went into the bundle. */
function licences(inputs) {
  const packages = new Set(inputs.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  return [...packages]
    .sort()
    .map((name) => {
      const { version, license } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
      return `${name} ${version} (${license})\n\n${licenceText(name)}`;
    })
    .join(`\n${'='.repeat(80)}\n`);
}

function licenceText(name) {
  for (const file of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE', 'LICENSE.markdown']) {
    try {
      return readFileSync(join(root, 'node_modules', name, file), 'utf8');
    } catch {
      // another spelling of the file name may be there
    }
  }
  return '';
}

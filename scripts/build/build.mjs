// Builds dist/: the command with its code cache, the library with its types, and the rules as parsed once.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { fontPackages, writeFonts } from './fonts.mjs';
import { licences } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const SHARED = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  metafile: true,
  // cosmiconfig's loader of TypeScript files, which configuration of ours never uses.
  external: ['typescript'],
  logLevel: 'warning',
};

/** Libraries that little of the program needs, and the files of their own in which they stand, so that a scan does not read them. */
const APART = { pdfkit: 'pdfkit', '@aws-sdk/client-s3': 's3' };
const apart = {
  name: 'apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: new RegExp(`^(${Object.keys(APART).join('|')})$`) }, ({ path }) => ({
      path: `./${APART[path]}.cjs`,
      external: true,
    })),
};

/** `batch`, `worker` and `serve` start processes and keep data bases: bundles of their own, loaded when they are asked for. */
const batchApart = {
  name: 'batch-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.{1,2}\/(?:\w+\/)?(?:batch|queue|serve)\.js$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${path.replace(/^.*\/|js$/g, '')}cjs`, external: true } : undefined,
    ),
};

/** Stands for the digest of the program until it is known. */
const BUILD = 'build-to-be-told';

const COMMAND = {
  ...SHARED,
  format: 'cjs',
  // A classic script has `require` only. Lazily imported parts are run when first asked for.
  supported: { 'dynamic-import': false },
  // Names stay, for the traces of an internal error.
  minifyWhitespace: true,
  minifySyntax: true,
  define: { JIANFU_VERSION: JSON.stringify(version), JIANFU_BUILD: JSON.stringify(BUILD), 'import.meta.url': '__programUrl' },
  banner: { js: "const __programUrl = require('node:url').pathToFileURL(__filename).href;" },
};

rmSync(dist, { recursive: true, force: true });
const bundles = [
  await buildProgram(),
  await buildBatch('batch'),
  await buildBatch('queue'),
  await buildBatch('serve'),
  await buildLibrary(),
  await buildApart({ contents: "module.exports = require('pdfkit')", outfile: 'dist/bin/pdfkit.cjs' }),
  // Only what is used of it, which its modules for bundlers tell.
  await buildApart({
    contents: "export { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'",
    outfile: 'dist/bin/s3.cjs',
    mainFields: ['module', 'main'],
  }),
];
for (const part of ['program', 'batch', 'queue', 'serve']) asciiOnly(join(dist, `bin/${part}.cjs`));
tellBuild(join(dist, 'bin/program.cjs'));
copyDatabase();
await writeFonts(root);
copyColourProfile();
const inputs = [...bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs)), ...fontPackages];
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences(root, inputs));
copyFileSync(join(root, 'scripts/build/launcher.cjs'), join(dist, 'bin/jianfu.js'));
writeFileSync(join(dist, 'bin/package.json'), '{"type":"commonjs"}\n');
// Files of rules changed since are parsed again.
const { compileRules } = await import(pathToFileURL(join(dist, 'src/index.js')).href);
writeFileSync(join(dist, 'rules.json'), JSON.stringify(compileRules(join(root, 'rules'))));
makeCodeCache();
run('node_modules/typescript/bin/tsc', ['-p', join(root, 'tsconfig.build.json')]);

/** One CommonJS file, as only a classic script can be run from V8's code cache. */
function buildProgram() {
  return build({
    ...COMMAND,
    entryPoints: ['bin/jianfu.ts'],
    outfile: 'dist/bin/program.cjs',
    // The command line's library could start programs for sub-commands. What reads packages never does, and holds no way to.
    alias: { 'node:child_process': './scripts/build/no-processes.cjs' },
    plugins: [apart, batchApart],
  });
}

function buildBatch(name) {
  return build({
    ...COMMAND,
    entryPoints: [`src/cli/${name}/${name}.ts`],
    outfile: `dist/bin/${name}.cjs`,
    plugins: [apart],
    // A native client that pg takes where it is installed; ours is the one in JavaScript.
    external: [...COMMAND.external, 'pg-native'],
  });
}

/** What the program and its tables are, for the keys of its cache: two builds of one version are two programs. */
function tellBuild(file) {
  const text = readFileSync(file, 'latin1');
  const digest = createHash('sha256').update(text);
  for (const name of readdirSync(join(root, 'data')).sort()) digest.update(readFileSync(join(root, 'data', name)));
  if (text.split(BUILD).length !== 2) throw new Error('the program does not say once what it was built from');
  writeFileSync(file, text.replace(BUILD, digest.digest('hex').slice(0, 16)), 'latin1');
}

/** SQLite as WebAssembly; looked for beside the bundle. */
function copyDatabase() {
  const name = 'node-sqlite3-wasm.wasm';
  copyFileSync(join(root, 'node_modules/node-sqlite3-wasm/dist', name), join(dist, 'bin', name));
}

function buildApart({ contents, ...options }) {
  return build({
    ...SHARED,
    ...options,
    stdin: { contents, resolveDir: root },
    format: 'cjs',
    minify: true,
  });
}

/** Writes what the bundler left outside ASCII (regular expressions, templates) as escapes: a one-byte text is read ten times as fast. */
function asciiOnly(file) {
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/[^\0-\x7f]/g, escaped));
}

function buildLibrary() {
  return build({
    ...SHARED,
    entryPoints: ['src/index.ts'],
    outdir: 'dist',
    outbase: '.',
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    format: 'esm',
    define: { JIANFU_VERSION: JSON.stringify(version) },
    // CommonJS dependencies inside an ESM bundle still call require() for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
  });
}

/** PDFKit reads the profile of its colours from beside its own code. */
function copyColourProfile() {
  const name = 'sRGB_IEC61966_2_1.icc';
  for (const folder of ['dist/bin/data', 'dist/chunks/data']) {
    mkdirSync(join(root, folder), { recursive: true });
    copyFileSync(join(root, 'node_modules/pdfkit/js/data', name), join(root, folder, name));
  }
}

/** What a scan of each kind of package runs is compiled once here. The packages are not part of the published files. */
function makeCodeCache() {
  const folder = join(root, 'fixtures/packages');
  if (!existsSync(folder)) return;
  const samples = readdirSync(folder).filter((name) => /\.(apk|rpk|hbc)$|redline\.wxapkg$/.test(name));
  const paths = samples.map((name) => join(folder, name));
  run('scripts/build/code-cache.cjs', ['scan', ...paths, '-f', 'json', '--fail-on', 'never', '--no-config']);
}

function run(script, args) {
  execFileSync(process.execPath, [join(root, script), ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

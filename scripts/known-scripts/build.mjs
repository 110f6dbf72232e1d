// Writes data/known-scripts.txt, the fingerprints of library files that apps copy into their own folders:
//   node scripts/known-scripts/build.mjs            all packages
//   node scripts/known-scripts/build.mjs NAME...    only these; the others stay as they are
// Packages come from npm's own client and are unpacked in a temporary folder; needs `npm run build` before.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packages } from './packages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const table = join(root, 'data/known-scripts.txt');
const kept = /\.(js|wxs|sjs|wxml|vue|nvue)$/;

const { fingerprint } = await importSource('src/extract/javascript/libraries/fingerprint.ts');
const { parseKnown, writeKnown } = await importSource('src/extract/javascript/libraries/known-table.ts');

const wanted = new Set(process.argv.slice(2));
const known = wanted.size > 0 && existsSync(table) ? parseKnown(readFileSync(table, 'utf8')) : [];
const groups = new Map(known.map((group) => [group.name, group]));
const taken = new Set();
for (const [name, kind, versions, folders] of packages) {
  if (wanted.size > 0 && !wanted.has(name)) {
    for (const { hashes } of groups.get(name)?.versions ?? []) for (const hash of hashes) taken.add(hash);
    continue;
  }
  const group = { name, kind, versions: [] };
  for (const version of versions.split(' ')) {
    const hashes = hashesOf(`${name}@${version}`, folders).filter((hash) => !taken.has(hash));
    for (const hash of hashes) taken.add(hash);
    if (hashes.length > 0) group.versions.push({ version, hashes });
  }
  groups.set(name, group);
  console.log(`${name}: ${group.versions.reduce((sum, { hashes }) => sum + hashes.length, 0)}`);
}
writeFileSync(
  table,
  writeKnown(packages.flatMap(([name]) => groups.get(name) ?? []).filter(({ versions }) => versions.length > 0)),
);

/** Fingerprints of the scripts of one version, each once, in order. */
function hashesOf(spec, folders) {
  const work = mkdtempSync(join(tmpdir(), 'known-scripts-'));
  try {
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', spec], {
      cwd: work,
      stdio: ['ignore', 'ignore', 'ignore'],
      timeout: 120_000,
    });
    const archive = readdirSync(work).find((file) => file.endsWith('.tgz'));
    execFileSync('tar', ['xzf', archive], { cwd: work, stdio: 'ignore' });
    const folder = readdirSync(work, { withFileTypes: true }).find((entry) => entry.isDirectory()).name;
    const files = filesBelow(join(work, folder)).filter(
      (file) => kept.test(file) && folders.some((one) => one === '' || file === one || file.startsWith(`${one}/`)),
    );
    return [...new Set(files.sort().flatMap((file) => fingerprint(readFileSync(join(work, folder, file), 'utf8')) ?? []))];
  } catch {
    console.error(`${spec}: 未取到`);
    return [];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .filter((file) => !/(^|\/)(node_modules|test|tests|example|examples|demo|demos|docs?)\//.test(file));
}

/** A module of ours, so that the table and those who read it share one function. */
async function importSource(file) {
  const { outputFiles } = await build({
    entryPoints: [join(root, file)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

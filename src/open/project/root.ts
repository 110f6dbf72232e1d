import { createTree } from '../entry.js';
import { ALL_PARTS, type Session } from '../session.js';
import type { Entry, Tree } from '../tree.js';
import { type CandidateRoot, candidateRoots, IGNORED, isBuiltFrom, namedRoots, readText, splitName } from './markers.js';

/** Folders that builds write into; an app found there counts only where no sources are. */
const OUTPUT = /(^|\/)(dist|unpackage|build|output|out|release)(\/|$)/i;
/** Where web pages are an app, and not a manual or a report of tests in a project of another kind. */
const WEB_ROOT = /^$|^(app|client|dist|build|front-?end|h5|html|mobile|web(app)?|www)(\/(dist|h5|mobile))?$/i;
const MAX_DEPTH = 3;
/** Folders an archive may put around everything. */
const MAX_WRAPPING = 16;
/** Read beside the app's own folder: they name the app, its id and its framework. */
const CONTEXT_FILE = /^(project\.config|mini\.project|project\.swan|project\.tt|package|manifest)\.json$|^pages\.config\.\w+$/;

export interface ProjectRoot extends CandidateRoot {
  /** Folders below it that hold the same app as build output. */
  outputs: string[];
}

/**
 * Finds the folder of the app inside a project folder or an archive of one: the input itself, else the nearest folder down
 * to three levels; sources before build output. Others at hand are told as not inspected.
 *
 * @param tree names relative to what the user passed
 * @param web the app is one of web pages, to be asked for where there is no other
 */
export function findProjectRoot(tree: Tree, session: Session, web = false): ProjectRoot | undefined {
  const base = commonFolder(tree);
  const named = namedRoots(tree);
  const relative = (folder: string) => (base ? folder.slice(base.length + 1) : folder);
  const depth = (folder: string) => (relative(folder) === '' ? 0 : relative(folder).split('/').length);
  // Pages that wait for a build come after the built ones.
  const kind = ({ folder, unbuilt }: CandidateRoot) => (unbuilt ? 2 : Number(OUTPUT.test(relative(folder))));
  const rank = (root: CandidateRoot) => [kind(root), depth(root.folder), Number(!named.has(root.folder))];
  const all = candidateRoots(tree);
  const near = all.filter(({ folder }) => depth(folder) <= MAX_DEPTH || OUTPUT.test(relative(folder)));
  // Wherever a build writes: what it was made from is read instead.
  const candidates = near.filter(
    (root) =>
      Boolean(root.web) === web &&
      !near.some((other) => isBuiltFrom(tree, root, other)) &&
      (root.web !== 'pages' || WEB_ROOT.test(relative(root.folder))),
  );
  candidates.sort((a, b) => compare(rank(a), rank(b)) || (a.folder < b.folder ? -1 : 1));
  const chosen = candidates[0];
  if (!chosen) return undefined;
  const others = candidates
    .slice(1)
    .filter((root) => kind(root) === kind(chosen) && !isInside(root.folder, chosen.folder))
    // What a project file names is the app; folders beside it are demos or templates.
    .filter((root) => !named.has(chosen.folder) || named.has(root.folder));
  if (chosen.unbuilt) tellUnbuilt(chosen, tree, session);
  if (others.length > 0) tellOthers(chosen, others, tree, session);
  return { ...chosen, outputs: outputsBelow(tree, chosen, all) };
}

/** The tree of the app alone: names relative to its root, paths as the user sees them. */
export function projectTree(tree: Tree, root: ProjectRoot, session: Session): Tree {
  const prefix = root.folder === '' ? '' : `${root.folder}/`;
  const entries: Entry[] = [];
  for (const entry of tree.entries) {
    if (IGNORED.test(entry.name)) continue;
    if (!entry.name.startsWith(prefix)) {
      const context = contextName(entry.name, root.folder);
      if (context) entries.push({ ...entry, name: context });
      continue;
    }
    if (root.outputs.some((folder) => entry.name.startsWith(`${folder}/`))) continue;
    entries.push(prefix === '' ? entry : { ...entry, name: entry.name.slice(prefix.length) });
  }
  const named = createTree(session, { format: tree.format, path: tree.path, depth: 1, entries });
  // Packages among the app's files count their depth from where the project lies.
  return { ...named, enter: (entry) => tree.enter(entry) };
}

/** Output folders below the root that hold an app again, unless the app's own configuration leads into them. */
function outputsBelow(tree: Tree, root: CandidateRoot, all: CandidateRoot[]): string[] {
  const prefix = root.folder === '' ? '' : `${root.folder}/`;
  const config = ['app.json', 'pages.json'].map((file) => readText(tree, root.folder, file) ?? '').join('\n');
  return all
    .map(({ folder }) => folder)
    .filter((folder) => folder !== root.folder && folder.startsWith(prefix))
    .map((folder) => folder.slice(prefix.length))
    .filter((folder) => OUTPUT.test(folder) && !config.includes(`${folder}/`))
    .map((folder) => prefix + folder)
    .concat(config.includes('unpackage/') ? [] : [`${prefix}unpackage`]);
}

/** `../package.json` for a configuration file in a folder above the root; undefined for everything else outside it. */
function contextName(name: string, root: string): string | undefined {
  const { folder, base } = splitName(name);
  if (!CONTEXT_FILE.test(base) || !isInside(root, folder)) return undefined;
  const up = root.split('/').length - (folder === '' ? 0 : folder.split('/').length);
  return '../'.repeat(up) + base;
}

/** Folder that all entries of an archive share (`repo-main/`); `''` for folders, which the user has named already. */
function commonFolder(tree: Tree): string {
  if (tree.format === 'directory') return '';
  const first = tree.entries[0]?.name.split('/').slice(0, -1).slice(0, MAX_WRAPPING) ?? [];
  let prefix = first.length === 0 ? '' : `${first.join('/')}/`;
  for (const { name } of tree.entries) {
    while (prefix !== '' && !name.startsWith(prefix)) prefix = prefix.slice(0, prefix.lastIndexOf('/', prefix.length - 2) + 1);
  }
  return prefix.slice(0, -1);
}

function isInside(folder: string, outer: string): boolean {
  return outer === '' || folder === outer || folder.startsWith(`${outer}/`);
}

function compare(a: number[], b: number[]): number {
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return a[index]! - b[index]!;
  return 0;
}

function tellOthers(chosen: CandidateRoot, others: CandidateRoot[], tree: Tree, session: Session): void {
  const shown = others.slice(0, 5).map(({ folder }) => folder || '.');
  session.addLimit({
    reason: 'unsupported',
    path: tree.path,
    hides: [...ALL_PARTS],
    detail: `只检查了 ${chosen.folder || '.'}；另有 ${others.length} 个应用未检查（${shown.join('、')}）。请分别送检。`,
  });
}

function tellUnbuilt({ folder }: CandidateRoot, tree: Tree, session: Session): void {
  session.addLimit({
    reason: 'unsupported',
    path: tree.path,
    hides: [...ALL_PARTS],
    detail: `${folder || '.'} 中的网页要经构建才能运行，未能认出其页面。请提供构建后的目录（通常是 dist）。`,
    share: 1,
  });
}

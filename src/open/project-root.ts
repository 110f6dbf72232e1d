import { createTree, type PeekableEntry } from './entry.js';
import { ALL_PARTS, type Session } from './session.js';
import { EntryError, type Tree } from './tree.js';

/** Folders that never hold the app's own sources. */
const IGNORED = /(^|\/)(node_modules|\.git|\.svn|\.hg|__MACOSX)\//;
/** Folders that builds write into; an app found there counts only where no sources are. */
const OUTPUT = /(^|\/)(dist|unpackage|build|output|out|release)(\/|$)/i;
const MAX_DEPTH = 3;
const MAX_CONFIG = 1024 * 1024;
/** Read beside the app's own folder: they name the app, its id and its framework. */
const CONTEXT_FILE =
  /^(project\.config\.json|mini\.project\.json|project\.swan\.json|project\.tt\.json|package\.json|manifest\.json|pages\.config\.\w+)$/;

/** A folder that holds an app, relative to the input, without slashes at the ends; `''` is the input itself. */
export interface ProjectRoot {
  folder: string;
  /** Framework whose sources are not read: the compiled output has to be handed in. */
  unsupported?: string;
}

type Marker = (file: (name: string) => string | undefined) => boolean;

const DECLARES_PAGES = /["']?\b(pages|sub[pP]ackages)["']?\s*:/;
const SCRIPTS = ['ts', 'js', 'tsx', 'jsx', 'mts', 'mjs'];

/** Any of `base.ext`, first that is there. */
const anyScript = (file: (name: string) => string | undefined, base: string): string | undefined =>
  SCRIPTS.map((extension) => file(`${base}.${extension}`)).find((text) => text !== undefined);

/** What makes a folder the root of an app; each looks at the folder's own files only. */
const MARKERS: { name: string; trigger: RegExp; fits: Marker; unsupported?: string }[] = [
  { name: 'mini-program', trigger: /^app\.json$/, fits: (file) => DECLARES_PAGES.test(file('app.json') ?? '') },
  { name: 'uni-app', trigger: /^pages\.json$/, fits: (file) => DECLARES_PAGES.test(file('pages.json') ?? '') },
  {
    name: 'uni-app',
    trigger: /^App\.vue$/,
    fits: (file) => DECLARES_PAGES.test(anyScript(file, 'pages.config') ?? anyScript(file, '../pages.config') ?? ''),
  },
  { name: 'taro', trigger: /^app\.config\.\w+$/, fits: (file) => DECLARES_PAGES.test(anyScript(file, 'app.config') ?? '') },
  {
    name: 'taro',
    trigger: /^app\.(jsx?|tsx?)$/,
    fits: (file) => /@tarojs\//.test(anyScript(file, 'app') ?? '') && DECLARES_PAGES.test(anyScript(file, 'app') ?? ''),
  },
  { name: 'quickapp', trigger: /^app\.ux$/, fits: (file) => file('manifest.json') !== undefined },
  { name: 'mini-game', trigger: /^game\.json$/, fits: (file) => anyScript(file, 'game') !== undefined },
  { name: 'unpacked', trigger: /^app-config\.json$/, fits: (file) => DECLARES_PAGES.test(file('app-config.json') ?? '') },
  { name: 'wepy', trigger: /^app\.wpy$/, fits: () => true, unsupported: 'WePY' },
  { name: 'mpx', trigger: /^app\.mpx$/, fits: () => true, unsupported: 'Mpx' },
];

/**
 * Finds the folder of the app inside a project folder or an archive of one: the input itself, else the nearest folder down
 * to three levels; sources before build output. Others at hand are told as not inspected.
 *
 * @param tree names relative to what the user passed
 */
export function findProjectRoot(tree: Tree, session: Session): ProjectRoot | undefined {
  const base = commonFolder(tree);
  const named = miniprogramRoots(tree);
  const relative = ({ folder }: ProjectRoot) => (base ? folder.slice(base.length + 1) : folder);
  const depth = (root: ProjectRoot) => (relative(root) === '' ? 0 : relative(root).split('/').length);
  const rank = (root: ProjectRoot) => [
    Number(root.unsupported !== undefined),
    Number(OUTPUT.test(relative(root))),
    depth(root),
    Number(!named.has(root.folder)),
  ];
  const candidates = candidateRoots(tree).filter((root) => depth(root) <= MAX_DEPTH || OUTPUT.test(relative(root)));
  candidates.sort((a, b) => compare(rank(a), rank(b)) || (a.folder < b.folder ? -1 : 1));
  const chosen = candidates[0];
  if (!chosen) return undefined;
  const kind = rank(chosen).slice(0, 2);
  const others = candidates
    .slice(1)
    .filter((root) => compare(rank(root).slice(0, 2), kind) === 0 && !isInside(root.folder, chosen.folder))
    // What a project file names is the app; folders beside it are demos or templates.
    .filter((root) => !named.has(chosen.folder) || named.has(root.folder));
  if (others.length > 0) tellOthers(chosen, others, tree, session);
  if (chosen.unsupported) tellUnsupported(chosen, tree, session);
  return chosen;
}

/** The tree of the app alone: names relative to its root, paths as the user sees them. */
export function projectTree(tree: Tree, root: ProjectRoot, session: Session): Tree {
  const prefix = root.folder === '' ? '' : `${root.folder}/`;
  const outputs = candidateRoots(tree)
    .map(({ folder }) => folder)
    .filter((folder) => folder !== root.folder && folder.startsWith(prefix) && OUTPUT.test(folder.slice(prefix.length)));
  const entries: PeekableEntry[] = [];
  for (const entry of tree.entries as readonly PeekableEntry[]) {
    if (IGNORED.test(entry.name)) continue;
    if (!entry.name.startsWith(prefix)) {
      const context = contextName(entry.name, root.folder);
      if (context) entries.push({ ...entry, name: context });
      continue;
    }
    const name = entry.name.slice(prefix.length);
    if (name.startsWith('unpackage/') || outputs.some((folder) => entry.name.startsWith(`${folder}/`))) continue;
    entries.push(prefix === '' ? entry : { ...entry, name });
  }
  return createTree(session, { format: tree.format, path: tree.path, depth: 1, entries });
}

/** `../package.json` for a configuration file in a folder above the root; undefined for everything else outside it. */
function contextName(name: string, root: string): string | undefined {
  const slash = name.lastIndexOf('/');
  const folder = slash < 0 ? '' : name.slice(0, slash);
  if (!CONTEXT_FILE.test(name.slice(slash + 1)) || !isInside(root, folder)) return undefined;
  const up = root.split('/').length - (folder === '' ? 0 : folder.split('/').length);
  return '../'.repeat(up) + name.slice(slash + 1);
}

function candidateRoots(tree: Tree): ProjectRoot[] {
  const roots = new Map<string, ProjectRoot>();
  for (const { name } of tree.entries) {
    if (IGNORED.test(name)) continue;
    const slash = name.lastIndexOf('/');
    const folder = slash < 0 ? '' : name.slice(0, slash);
    const marker = MARKERS.find(
      ({ trigger, fits }) => trigger.test(name.slice(slash + 1)) && fits((file) => readText(tree, folder, file)),
    );
    if (!marker) continue;
    const known = roots.get(folder);
    if (!known || (known.unsupported && !marker.unsupported)) roots.set(folder, { folder, unsupported: marker.unsupported });
  }
  return [...roots.values()];
}

function readText(tree: Tree, folder: string, file: string): string | undefined {
  const inFolder = file.startsWith('../') ? folder.split('/').slice(0, -1).join('/') : folder;
  const base = file.replace(/^\.\.\//, '');
  const entry = tree.find(inFolder === '' ? base : `${inFolder}/${base}`);
  if (!entry) return undefined;
  if (entry.size > MAX_CONFIG) return '';
  try {
    return entry.read().toString('utf8');
  } catch (error) {
    if (error instanceof EntryError) return '';
    throw error;
  }
}

/** Folders that a `project.config.json` names as the mini-program's. */
function miniprogramRoots(tree: Tree): Set<string> {
  const named = new Set<string>();
  for (const { name } of tree.entries) {
    if (!/(^|\/)(project\.config|mini\.project|project\.swan)\.json$/.test(name) || IGNORED.test(name)) continue;
    const folder = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    const text = readText(tree, folder, name.slice(name.lastIndexOf('/') + 1)) ?? '';
    const value = /"(?:miniprogramRoot|smartProgramRoot)"\s*:\s*"([^"]*)"/.exec(text)?.[1];
    if (value === undefined) continue;
    const parts = `${folder}/${value}`.split('/').filter((part) => part !== '' && part !== '.');
    named.add(parts.join('/'));
  }
  return named;
}

/** Folder that all entries of an archive share (`repo-main/`); `''` for folders, which the user has named already. */
function commonFolder(tree: Tree): string {
  if (tree.format === 'directory') return '';
  const first = tree.entries[0]?.name.split('/').slice(0, -1) ?? [];
  let shared = first.length;
  for (const { name } of tree.entries) {
    const parts = name.split('/').slice(0, -1);
    while (shared > 0 && first.slice(0, shared).join('/') !== parts.slice(0, shared).join('/')) shared -= 1;
  }
  return first.slice(0, shared).join('/');
}

function isInside(folder: string, outer: string): boolean {
  return outer === '' || folder === outer || folder.startsWith(`${outer}/`);
}

function compare(a: number[], b: number[]): number {
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return a[index]! - b[index]!;
  return 0;
}

function tellOthers(chosen: ProjectRoot, others: ProjectRoot[], tree: Tree, session: Session): void {
  const shown = others.slice(0, 5).map(({ folder }) => folder || '.');
  session.addLimit({
    reason: 'unsupported',
    path: tree.path,
    hides: [...ALL_PARTS],
    detail: `只检查了 ${chosen.folder || '.'}；另有 ${others.length} 个应用未检查（${shown.join('、')}）。请分别送检。`,
  });
}

function tellUnsupported(root: ProjectRoot, tree: Tree, session: Session): void {
  session.addLimit({
    reason: 'unsupported',
    path: tree.path,
    hides: [...ALL_PARTS],
    detail: `不支持 ${root.unsupported} 源代码。请提供编译后的小程序目录（通常是 dist）。`,
    share: 1,
  });
}

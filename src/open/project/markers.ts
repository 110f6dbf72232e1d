import { EntryError, type Tree } from '../tree.js';

/** Folders that never hold the app's own sources. */
export const IGNORED = /(^|\/)(node_modules|\.git|\.svn|\.hg|__MACOSX)\//;

/** Bytes of a configuration file, candidates and project files looked at; real ones are far below. */
const MAX_CONFIG = 1024 * 1024;
const MAX_CANDIDATES = 200;

/** A folder that holds an app, relative to the input, without slashes at the ends; `''` is the input itself. */
export interface CandidateRoot {
  folder: string;
  /** The file that lists the pages of a framework's sources. */
  source?: string;
  /** Web pages, which lie in many projects beside the app: they are the app where nothing else is. */
  web?: 'sources' | 'pages';
  /** Its page asks for sources that only a build makes scripts of. */
  unbuilt?: boolean;
}

/** Text of a file beside the one that triggered; `''` when it cannot be read. */
type Reader = (name: string) => string | undefined;

interface Marker {
  /** Base name that may make its folder a root. */
  trigger: RegExp;
  fits: (file: Reader) => boolean;
  web?: CandidateRoot['web'];
}

/** Also in the short form, where a script has the list under that name: `pages,` on a line of its own. */
const DECLARES_PAGES = /["']?\b(pages|sub[pP]ackages)["']?\s*(:|,[^\S\n]*$)/m;
const SCRIPTS = ['ts', 'js', 'tsx', 'jsx', 'mts', 'mjs'];

const declaresPages = (text: string | undefined) => DECLARES_PAGES.test(text ?? '');
/** Rax: `routes` with the file of each page. */
const declaresSources = (text = '') => /"routes"\s*:\s*\[/.test(text) && /"source"\s*:\s*"/.test(text);
/** A router, or what makes a mini-program of web pages (kbone). */
const ROUTED = /"(vue-router|react-router(-dom)?|umi|@umijs\/max|ice|rax-app|mp-webpack-plugin|@angular\/router)"\s*:/;
const EXPORTS_CONFIG = /export\s+default\s*\{[^{}]*\bconfig\s*:\s*\{[^{}[\]]*(\{[^{}]*\}[^{}[\]]*)*["']?pages["']?\s*:\s*\[/;
const script = (file: Reader, base: string): string | undefined =>
  SCRIPTS.map((extension) => file(`${base}.${extension}`)).find((text) => text !== undefined);

/** The manifest of uni-app looks the same; what tells it is its list of pages. */
const isHtml5Plus = (file: Reader): boolean =>
  /"(plus|@platforms)"\s*:/.test(file('manifest.json') ?? '') &&
  /"launch_path"\s*:\s*"[^"]+\.html?\b/.test(file('manifest.json') ?? '') &&
  file('pages.json') === undefined;

/** What makes a folder the root of an app: its platform's or framework's own configuration, with pages declared in it. */
const MARKERS: Marker[] = [
  // Native mini-programs of all platforms, mpvue.
  { trigger: /^app\.json$/, fits: (file) => declaresPages(file('app.json')) || declaresSources(file('app.json')) },
  // uni-app; newer templates generate pages.json from a script beside or above the sources.
  { trigger: /^pages\.json$/, fits: (file) => declaresPages(file('pages.json')) },
  { trigger: /^App\.vue$/, fits: (file) => declaresPages(script(file, 'pages.config') ?? script(file, '../pages.config')) },
  // Taro 3 and 4, Remax; Taro 1 and 2 keep the configuration in the app class.
  { trigger: /^app\.config\.\w+$/, fits: (file) => declaresPages(script(file, 'app.config')) },
  {
    trigger: /^app\.(jsx?|tsx?)$/,
    fits: (file) => /@tarojs\//.test(script(file, 'app') ?? '') && declaresPages(script(file, 'app')),
  },
  // mpvue and megalo without app.json: the entry of the app has it, or a list of pages stands beside it.
  {
    trigger: /^main\.[jt]s$/,
    fits: (file) =>
      /\.mpType\s*=\s*['"]app['"]/.test(script(file, 'main') ?? '')
        ? declaresPages(script(file, 'main')) || file('pages.js') !== undefined
        : EXPORTS_CONFIG.test(script(file, 'main') ?? ''),
  },
  { trigger: /^[aA]pp\.vue$/, fits: (file) => EXPORTS_CONFIG.test(file('App.vue') ?? file('app.vue') ?? '') },
  // Chameleon.
  { trigger: /^router\.config\.json$/, fits: (file) => file('app/app.cml') !== undefined },
  // HTML5+: pages of HTML beside a manifest for the runtime that shows them.
  { trigger: /^manifest\.json$/, fits: (file) => isHtml5Plus(file) },
  // Quick app sources.
  { trigger: /^app\.ux$/, fits: (file) => file('manifest.json') !== undefined },
  // Mini-games.
  { trigger: /^game\.json$/, fits: (file) => script(file, 'game') !== undefined },
  // A package taken apart.
  { trigger: /^app-config\.json$/, fits: (file) => declaresPages(file('app-config.json')) },
  // WePY, Mpx: the list of pages may stand in a file that the app takes in.
  { trigger: /^app\.(wpy|mpx)$/, fits: () => true },
  // Sources of a web app with pages of a router; web pages as they are, or as they were built.
  { trigger: /^package\.json$/, fits: (file) => ROUTED.test(file('package.json') ?? ''), web: 'sources' },
  {
    trigger: /^index\.html?$/,
    fits: (file) => /<(html|head|body|title|script|div)\b/i.test(file('index.html') ?? file('index.htm') ?? ''),
    web: 'pages',
  },
];

/** Configuration that compilers write too. */
const BUILT = /^(app|app-config)\.json$/;

/** Whether a folder holds what was compiled from the sources in another: every page of its is named there. */
export function isBuiltFrom(tree: Tree, output: CandidateRoot, { folder, source }: CandidateRoot): boolean {
  if (output.source || !source || output.folder === folder) return false;
  const [, list = ''] = /"pages"\s*:\s*\[([^\]]*)\]/.exec(readText(tree, output.folder, 'app.json') ?? '') ?? [];
  const pages = list.match(/[\w-]+(\/[\w-]+)+/g) ?? [];
  const written = readText(tree, folder, source) ?? '';
  return pages.length > 0 && pages.every((page) => written.includes(page));
}

/** A page of sources, which a bundler makes the app of: `<script type="module" src="/src/main.ts">`. */
const SOURCE_PAGE = /<script\b[^>]*\bsrc=["']?(\.?\/)?src\//i;

/** Every folder of the tree that its own files make the root of an app. */
export function candidateRoots(tree: Tree): CandidateRoot[] {
  const roots = new Map<string, CandidateRoot>();
  for (const { name } of tree.entries) {
    if (roots.size >= MAX_CANDIDATES) break;
    const { folder, base } = splitName(name);
    if (IGNORED.test(name)) continue;
    const marker = MARKERS.find(({ trigger, fits }) => trigger.test(base) && fits((file) => readText(tree, folder, file)));
    const known = roots.get(folder);
    if (!marker || (marker.web && known && known.web !== 'pages')) continue;
    if (marker.web === 'pages' && SOURCE_PAGE.test(readText(tree, folder, base) ?? ''))
      roots.set(folder, { folder, web: marker.web, unbuilt: true });
    else if (marker.web) roots.set(folder, { folder, web: marker.web });
    else roots.set(folder, BUILT.test(base) ? { folder, ...(known?.web ? undefined : known) } : { folder, source: base });
  }
  return [...roots.values()];
}

/** Folders that a project file names as the mini-program's. */
export function namedRoots(tree: Tree): Set<string> {
  const files = tree.entries.filter(
    ({ name }) => /(^|\/)(project\.config|mini\.project|project\.swan)\.json$/.test(name) && !IGNORED.test(name),
  );
  const named = new Set<string>();
  for (const { name } of files.slice(0, MAX_CANDIDATES)) {
    const { folder, base } = splitName(name);
    const value = /"(?:miniprogramRoot|smartProgramRoot)"\s*:\s*"([^"]*)"/.exec(readText(tree, folder, base) ?? '')?.[1];
    if (value === undefined) continue;
    const parts = `${folder}/${value}`.split('/').filter((part) => part !== '' && part !== '.');
    named.add(parts.join('/'));
  }
  return named;
}

export function splitName(name: string): { folder: string; base: string } {
  const slash = name.lastIndexOf('/');
  return { folder: slash < 0 ? '' : name.slice(0, slash), base: name.slice(slash + 1) };
}

/** Text of `folder/file`, where `file` may go one folder up; `''` when it is too large or unreadable. */
export function readText(tree: Tree, folder: string, file: string): string | undefined {
  const inFolder = file.startsWith('../') ? splitName(folder).folder : folder;
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

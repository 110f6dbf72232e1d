import type { Node } from '@babel/types';
import { keyName } from '../../decode/javascript/names.js';
import { listed } from '../../facts/listing.js';
import type { LimitFact } from '../../facts/types.js';
import type { Entry, Opened, Tree } from '../../open/tree.js';
import type { Application } from '../javascript/application/application.js';
import type { ScreenSpec } from '../javascript/application/screens.js';
import { fold, foldObject } from '../javascript/constants/fold.js';
import type { Call } from '../javascript/module/model.js';
import { limitFacts as commonLimits } from '../miniprogram/limits.js';
import type { Sources } from '../miniprogram/source-set.js';
import { rounded } from '../shares.js';
import { chunkFiles } from './chunks.js';
import type { QuickAppConfig } from './config.js';

/** What a page's compiled script may be instead of text: a runtime's bytecode or snapshot. */
const COMPILED = /\.(jsc|qbc|abc|hbc|bin|snapshot|bytecode)$/;
/** A page that shows more texts, and members of rows, than this is more than a way to a web page. */
const FEW_TEXTS = 2;

interface Scope {
  tree: Tree;
  app: Application;
  sources: Sources;
  config: QuickAppConfig;
  screens: ScreenSpec[];
}

/** What could not be seen of a quick app: unread scripts and bytecode, pages without files, pages that only open a web page. */
export function limitFacts(scope: Scope, opened: Opened): LimitFact[] {
  const { app, sources, config, screens } = scope;
  return [
    // Pages without files are told apart here: a file may be there that is no script.
    ...commonLimits(app, sources, config, screens, opened).filter((fact) => !isOfEmptyPages(fact)),
    ...emptyPages(scope),
    ...unreadApp(scope),
    ...unreadChunks(scope),
    ...beyondBudget(scope),
    ...webPages(scope),
  ];
}

function isOfEmptyPages({ reason, hides }: LimitFact): boolean {
  return reason === 'missing-subpackage' || (reason === 'parse-failed' && hides.includes('screens'));
}

type Told = Omit<LimitFact, 'kind' | 'at' | 'owner' | 'screens' | 'hides'>;

function limit(path: string, hides: LimitFact['hides'], fact: Told): LimitFact {
  return { kind: 'limit', hides, at: { path }, owner: 'own', screens: [], ...fact };
}

/** Registered pages of which nothing was read: bytecode, a script that does not parse, or no file at all. */
function emptyPages({ tree, config, screens }: Scope): LimitFact[] {
  const stems = new Map(config.pages.map(({ id, file }) => [id, file ?? id]));
  const find = fileFinder(tree);
  const fileOf = ({ id }: ScreenSpec): Entry | undefined => find(stems.get(id) ?? id);
  const empty = screens.filter(({ registered, modules, templates }) => registered && modules.length + templates.length === 0);
  const of = (kind: string) => empty.filter((screen) => kindOf(fileOf(screen)) === kind);
  const told = (pages: ScreenSpec[], reason: LimitFact['reason'], what: string, advice: string): LimitFact[] => {
    if (pages.length === 0) return [];
    const path = fileOf(pages[0]!)?.path ?? config.entry.path;
    const detail = `manifest.json 登记的 ${config.pages.length} 个页面中有 ${pages.length} 个${what}（${listed(pages.map(({ id }) => id))}），未能检查。${advice}`;
    return [limit(path, ['code', 'screens', 'texts'], { reason, detail, share: rounded(pages.length / config.pages.length) })];
  };
  return [
    ...told(of('compiled'), 'compiled-runtime', '只有字节码或快照', '请提交未编译为字节码的同版本快应用或源码。'),
    ...told(of('encrypted'), 'encrypted', '的脚本不是文本，可能已加密', '请提交未加密的同版本快应用或源码。'),
    ...told(of('script'), 'parse-failed', '的脚本未能解析', '请提交能被解析的同版本代码。'),
    ...told(of('none'), 'missing-subpackage', '没有对应文件', '请补交缺少的分包或源码。'),
  ];
}

/** Finds the file that should be a page's script: the script itself, a source, or what stands in its place. */
function fileFinder(tree: Tree): (stem: string) => Entry | undefined {
  const compiled = new Map(
    tree.entries.filter(({ name }) => COMPILED.test(name)).map((entry) => [entry.name.replace(COMPILED, ''), entry]),
  );
  return (stem) => tree.find(`${stem}.js`) ?? tree.find(`${stem}.ux`) ?? tree.find(`${stem}.ts`) ?? compiled.get(stem);
}

function kindOf(entry: Entry | undefined): 'none' | 'compiled' | 'encrypted' | 'script' {
  if (!entry) return 'none';
  if (COMPILED.test(entry.name)) return 'compiled';
  return isText(entry.peek()) ? 'script' : 'encrypted';
}

function isText(start: Buffer): boolean {
  return !start.some((byte) => byte < 9 || (byte > 13 && byte < 32)) && !start.toString('utf8').slice(0, -1).includes('\ufffd');
}

/** What all pages share stands in the app's script. */
function unreadApp({ tree, sources, app }: Scope): LimitFact[] {
  const file = fileFinder(tree)('app');
  if (!file || !COMPILED.test(file.name) || app.byStem.has('app') || sources.bundles.has('app')) return [];
  const detail = `应用脚本 ${file.name} 是字节码或快照，未能检查。请提交未编译为字节码的同版本快应用或源码。`;
  return [limit(file.path, ['code', 'texts'], { reason: 'compiled-runtime', detail })];
}

/** What pages share and keep in a file of its own: no JSON, or scripts whose modules cannot be told apart and joined to the pages. */
function unreadChunks({ tree, sources }: Scope): LimitFact[] {
  const whole = new Set(sources.modules.filter(({ id, path }) => nameIn(path) === id).map(({ path }) => path));
  return chunkFiles(tree)
    .filter(({ entry, scripts }) => [...(scripts?.keys() ?? [''])].some((name) => !scripts || whole.has(`${entry.path}!${name}`)))
    .map(({ entry }) => {
      const detail = `${entry.name} 存放各页面共用的脚本，未能解析或与页面对应。请提交未拆分脚本的同版本快应用或源码。`;
      return limit(entry.path, ['code', 'texts'], { reason: 'parse-failed', detail });
    });
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('!') + 1).replace(/^[./]+/, '');
}

function beyondBudget({ config }: Scope): LimitFact[] {
  if (config.dropped === 0) return [];
  const total = config.pages.length + config.dropped;
  const detail = `manifest.json 登记了 ${total} 个页面，只检查了前 ${config.pages.length} 个。请核对页面登记后重新提交。`;
  return [
    limit(config.entry.path, ['code', 'screens', 'texts'], { reason: 'budget', detail, share: rounded(config.dropped / total) }),
  ];
}

/** Pages that show nothing of their own and hand over to a web page: a web component, `webview.loadUrl`, or the router with a URL. */
function webPages({ app, config, screens }: Scope): LimitFact[] {
  const pages = screens.filter(({ registered, templates }) => registered && templates.length > 0);
  const leaves = pages.filter(({ modules, templates }) => {
    const shown = templates.reduce((sum, { reading }) => sum + reading.texts.length + reading.rows.length, 0);
    return shown <= FEW_TEXTS && modules.some((module) => module.calls.some((call) => opensWeb(app, call)));
  });
  if (leaves.length === 0) return [];
  const detail = `${pages.length} 个页面中有 ${leaves.length} 个只用来打开网页，网页内容不在包内，未能检查。请一并提交所打开的 H5 页面（${listed(leaves.map(({ id }) => id))}）。`;
  const whole = leaves.some(({ id }) => id === config.pages[0]?.id);
  return [
    limit(leaves[0]!.templates[0]!.path, ['code', 'screens', 'texts'], {
      reason: 'remote-content',
      detail,
      // An app that opens with a web page is a shell: how much lies behind it cannot be counted in pages.
      ...(whole ? {} : { share: rounded(leaves.length / pages.length) }),
    }),
  ];
}

function opensWeb(app: Application, { system, callee, node, unit }: Call): boolean {
  if (system === 'system.webview') return /\.load\w*$/.test(callee);
  if (system !== 'system.router' || !/\.(push|replace)$/.test(callee) || !node.arguments[0]) return false;
  const object = foldObject(app, node.arguments[0] as Node, unit);
  const member = object?.node.properties.find((item) => keyName(item) === 'uri');
  return member?.type === 'ObjectProperty' && /^https?:/.test(fold(app, member.value, object!.unit) ?? '');
}

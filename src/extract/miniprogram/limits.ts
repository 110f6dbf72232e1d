import { listed } from '../../facts/listing.js';
import type { LimitFact } from '../../facts/types.js';
import type { Opened } from '../../open/tree.js';
import { type Application, stemOf } from '../javascript/application/application.js';
import type { ScreenSpec } from '../javascript/application/screens.js';
import { limitAt } from '../limit-at.js';
import { rounded } from '../shares.js';
import type { AppConfig } from './app-config.js';
import type { Sources } from './source-set.js';
import { webViewLimits } from './web-views.js';

/** What could not be seen of a mini-program: unread scripts, pages without files, pages that only hold a web-view. */
export function limitFacts(
  app: Application,
  sources: Sources,
  config: AppConfig,
  screens: ScreenSpec[],
  opened: Opened,
): LimitFact[] {
  return [
    ...unreadScripts(sources),
    ...missingPages(sources, config, screens, opened.format === 'wxapkg'),
    ...missingScripts(sources, config, screens),
    ...missingTemplates(config, screens),
    ...webViewLimits(app, { entry: config.entry.path, first: config.pages[0]?.id }, screens),
  ];
}

export function unreadScripts(sources: Sources): LimitFact[] {
  const lost = sources.failures.reduce((sum, failure) => sum + failure.bytes, 0);
  const total = Math.max(sources.scriptBytes + lost, 1);
  return sources.failures.map((failure) =>
    limitAt(failure.path, {
      reason: failure.reason,
      hides: ['code', 'texts'],
      detail: `${failure.detail}。请提交能被解析的同版本代码。`,
      share: rounded(failure.bytes / total),
    }),
  );
}

/** @param packaged opening has told of subpackages that are missing as a whole */
function missingPages(sources: Sources, config: AppConfig, screens: ScreenSpec[], packaged: boolean): LimitFact[] {
  const isEmpty = (screen: ScreenSpec) => screen.registered && screen.modules.length === 0 && screen.templates.length === 0;
  const there = new Set(screens.filter((screen) => !isEmpty(screen)).map((screen) => screen.id));
  const roots = new Map(config.pages.map((page) => [page.id, page.root]));
  const present = new Set(config.pages.filter((page) => there.has(page.id)).map((page) => page.root));
  const isTold = (id: string) => packaged && Boolean(roots.get(id)) && !present.has(roots.get(id)!);
  const empty = screens.filter((screen) => isEmpty(screen) && !isTold(screen.id));
  const failed = new Set(sources.failures.map(({ name }) => stemOf(name)));
  const files = new Map(config.pages.map((page) => [page.id, stemOf(page.file ?? page.id)]));
  const [broken, missing] = [true, false].map((is) => empty.filter(({ id }) => failed.has(files.get(id) ?? id) === is));
  return [
    ...told(config, missing!, 'missing-subpackage', '没有对应文件', '请补交缺少的分包或源码。'),
    ...told(config, broken!, 'parse-failed', '的文件未能解析', '请提交能被解析的同版本代码。'),
  ];
}

/** Pages that a person can touch, of which there is only what they show: their logic is in a file that is not here. */
function missingScripts(sources: Sources, config: AppConfig, screens: ScreenSpec[]): LimitFact[] {
  const failed = new Set(sources.failures.map(({ name }) => stemOf(name)));
  const files = new Map(config.pages.map((page) => [page.id, stemOf(page.file ?? page.id)]));
  const idle = screens.filter(
    ({ id, registered, modules, templates }) =>
      registered &&
      modules.length === 0 &&
      !failed.has(files.get(id) ?? id) &&
      templates.some(({ reading }) => reading.handlers.length > 0),
  );
  return told(config, idle, 'missing-subpackage', '只有模板，没有脚本', '请补交缺少的脚本。', ['code']);
}

function told(
  config: AppConfig,
  lost: readonly ScreenSpec[],
  reason: LimitFact['reason'],
  what: string,
  advice: string,
  hides: LimitFact['hides'] = ['code', 'screens', 'texts'],
): LimitFact[] {
  if (lost.length === 0 || config.pages.length === 0) return [];
  return [
    limitAt(config.entry.path, {
      reason,
      hides,
      detail: `配置登记的 ${config.pages.length} 个页面中有 ${lost.length} 个${what}（${listed(lost.map(({ id }) => id))}），未能检查。${advice}`,
      share: rounded(lost.length / config.pages.length),
    }),
  ];
}

/** Frameworks whose pages cannot show anything without a template of their own. */
const NEEDS_TEMPLATE = new Set(['native', 'compiled', 'quickapp']);

/** Pages with a script but no template were shown by something that was not read. A game has no pages. */
function missingTemplates(config: AppConfig, screens: ScreenSpec[]): LimitFact[] {
  if (!NEEDS_TEMPLATE.has(config.framework)) return [];
  const blind = screens.filter((screen) => screen.registered && screen.modules.length > 0 && screen.templates.length === 0);
  if (blind.length === 0) return [];
  return [
    limitAt(config.entry.path, {
      reason: 'unsupported',
      hides: ['screens', 'texts'],
      detail: `${config.pages.length} 个页面中有 ${blind.length} 个没有找到能读的模板（${listed(blind.map(({ id }) => id))}），页面上的文字和按钮未检查。请提交这些页面的源码。`,
      share: rounded(blind.length / config.pages.length),
    }),
  ];
}

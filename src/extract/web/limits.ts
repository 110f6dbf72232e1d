import { listed } from '../../facts/listing.js';
import type { LimitFact } from '../../facts/types.js';
import type { Application } from '../javascript/application/application.js';
import type { ScreenSpec } from '../javascript/application/screens.js';
import { limitAt } from '../limit-at.js';
import { unreadScripts } from '../miniprogram/limits.js';
import type { Sources } from '../miniprogram/source-set.js';
import { webViewLimits } from '../miniprogram/web-views.js';
import { rounded } from '../shares.js';
import { isAddress, type WebConfig } from './config.js';
import type { UnreadFile, WebPage } from './pages.js';

const ALL: LimitFact['hides'] = ['code', 'screens', 'texts'];

interface Read {
  app: Application;
  config: WebConfig;
  sources: Sources;
  pages: readonly WebPage[];
  unread: readonly UnreadFile[];
  screens: readonly ScreenSpec[];
  /** Screens that show a page of a server, with its address. */
  remote: readonly { page: string; url: string }[];
  /** The screen the app opens with. */
  opened?: string;
  /** How evidence names the app: its configuration or its folder. */
  path: string;
}

/** What could not be seen of a web app: encrypted or unreadable files, and pages that come from a server. */
export function webLimits(read: Read): LimitFact[] {
  return [
    ...unreadScripts(read.sources),
    ...unreadFiles(read),
    ...blindScreens(read),
    ...remoteContent(read),
    ...webViewLimits(read.app, { entry: read.path, first: read.opened }, read.screens),
  ];
}

const REASONS = {
  encrypted: ['不是明文（经加密）', '请提交未加密的同版本文件'],
  unreadable: ['无法读出', '请提交完整的安装包'],
  budget: ['超出检查上限', '请分别提交'],
} as const;

function unreadFiles({ unread, pages, sources }: Read): LimitFact[] {
  const all = pages.length + sources.scripts.total + unread.length;
  return (['encrypted', 'unreadable', 'budget'] as const).flatMap((reason) => {
    const files = unread.filter((file) => file.reason === reason).map(({ entry }) => entry);
    if (files.length === 0) return [];
    const [what, ask] = REASONS[reason];
    return [
      limitAt(files[0]!.path, {
        reason,
        hides: ALL,
        detail: `${all} 个页面和脚本文件中有 ${files.length} 个${what}（${listed(
          files.map(({ name }) => name),
          3,
        )}），未检查。${ask}。`,
        share: rounded(files.length / all),
      }),
    ];
  });
}

/** Routes whose component was not found. */
function blindScreens({ screens, path }: Read): LimitFact[] {
  const blind = screens.filter(({ modules, templates }) => modules.length === 0 && templates.length === 0);
  if (blind.length === 0) return [];
  return [
    limitAt(path, {
      reason: 'unsupported',
      hides: ALL,
      detail: `${screens.length} 个页面中有 ${blind.length} 个没有找到对应的组件（${listed(blind.map(({ id }) => id))}），页面上的文字和按钮未检查。请提交这些页面的源码。`,
      share: rounded(blind.length / screens.length),
    }),
  ];
}

function remoteContent({ config, screens, remote, path }: Read): LimitFact[] {
  if (config.start && isAddress(config.start))
    return [
      limitAt(path, {
        reason: 'remote-content',
        hides: ALL,
        detail: `应用启动后直接打开网页 ${config.start.slice(0, 80)}，页面在服务器上，包内不可见。请提交网页端源代码或可供检查的地址。`,
        share: 1,
      }),
    ];
  const shells = [...new Set(remote.map(({ page }) => page))];
  if (shells.length === 0) return [];
  const urls = [...new Set(remote.map(({ url }) => url.slice(0, 60)))].slice(0, 3);
  return [
    limitAt(path, {
      reason: 'remote-content',
      hides: ALL,
      detail: `${screens.length} 个页面中有 ${shells.length} 个只用来打开服务器上的网页（${urls.join('、')}），网页内容不在包内，未检查。请一并提交这些网页。`,
      share: rounded(shells.length / Math.max(screens.length, 1)),
    }),
  ];
}

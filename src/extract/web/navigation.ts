import type { Node } from '@babel/types';
import { keyName } from '../../decode/javascript/names.js';
import type { MarkupNode } from '../../decode/template/markup.js';
import type { Application } from '../javascript/application/application.js';
import { callsOf } from '../javascript/application/call-graph.js';
import type { ScreenSpec } from '../javascript/application/screens.js';
import { fold, foldObject } from '../javascript/constants/fold.js';
import type { Call } from '../javascript/module/model.js';
import type { WebPage } from './pages.js';

/** Calls that open a page in place of, or above, the one that is shown. */
const OPENS =
  /^(mui|\$|api|plus\.webview|window|uni|top|parent)\.(openWindow|openWin|openFrame|open|create)$|(^|\.)(changePage|pushWindow|openWebview|loadURL)$|(^|\.)location\.(replace|assign)$|(^|\.)(\$?router|history|navigation)\.(push|replace|navigate)$/;
const REMOTE = /^(https?:)?\/\/[\w.-]+/i;

/** Whether some call opens a page that is only known when it runs. */
export function opensUnknown(app: Application): boolean {
  for (const module of app.modules.values())
    if (module.owner !== 'third-party' && module.calls.some((call) => OPENS.test(call.callee) && target(app, call) === undefined))
      return true;
  return false;
}

function target(app: Application, { node, unit }: Call): string | undefined {
  const [first] = node.arguments as Node[];
  if (!first) return '';
  const object = foldObject(app, first, unit);
  if (!object) return fold(app, first, unit);
  for (const member of object.node.properties)
    if (member.type === 'ObjectProperty' && /^(url|path|name|id|uri)$/.test(keyName(member) ?? '')) {
      const text = fold(app, member.value, object.unit);
      if (text !== undefined) return text;
    }
  return undefined;
}

/** Pages that show hardly a word of their own and open, or frame, one of a server. */
export function remotePages(
  app: Application,
  pages: readonly WebPage[],
  screens: readonly ScreenSpec[],
): { page: string; url: string }[] {
  return pages.flatMap((page) => {
    const screen = screens.find(({ id }) => id === page.name);
    const words = new Set(screen?.templates.flatMap(({ reading }) => reading.texts.map(({ value }) => value)) ?? []);
    if (words.size > 2) return [];
    const url = framed(page.document.nodes) ?? refreshed(page) ?? (screen && opened(app, screen));
    return url ? [{ page: page.name, url }] : [];
  });
}

function framed(nodes: readonly MarkupNode[]): string | undefined {
  for (const node of nodes) {
    if (node.type === 'text') continue;
    const src = /^(i?frame|embed|webview)$/.test(node.name)
      ? node.attributes.find(({ name }) => name === 'src')?.value
      : undefined;
    const found = src && REMOTE.test(src) ? src : framed(node.children);
    if (found) return found;
  }
  return undefined;
}

function refreshed({ document }: WebPage): string | undefined {
  return document.refresh && REMOTE.test(document.refresh.url) ? document.refresh.url : undefined;
}

/** `location.href = 'https://…'` and calls that open an address. */
function opened(app: Application, screen: ScreenSpec): string | undefined {
  for (const module of screen.modules) {
    for (const value of [...(module.members.get('href') ?? []), ...(module.members.get('location') ?? [])]) {
      const text = fold(app, value, module.top);
      if (text && REMOTE.test(text)) return text;
    }
    for (const unit of module.units)
      for (const call of callsOf(unit)) {
        const text = OPENS.test(call.callee) ? target(app, call) : undefined;
        if (text && REMOTE.test(text)) return text;
      }
  }
  return undefined;
}

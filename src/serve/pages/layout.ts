import { type Lang, type Messages, messages } from '../../messages/index.js';
import { type Content, html, type Markup, nothing, render } from '../../report/markup.js';
import { mayDo, type Role } from '../accounts.js';
import { SCRIPT_PATH, STYLE_PATH } from '../assets.js';
import { type ServeWords, serveWords } from '../words/index.js';

/** Who a page is for, and in which words. */
export interface Viewer {
  lang: Lang;
  /** Missing before somebody logged in. */
  person?: { name: string; role: Role; canLogOut: boolean };
  /** For the forms of the page. */
  token: string;
  hasFolder: boolean;
}

export interface PageParts {
  title: string;
  /** Of the menu, to mark where one is. */
  at?: string;
  body: Content;
}

export function wordsFor({ lang }: Pick<Viewer, 'lang'>): { words: ServeWords; said: Messages } {
  return { words: serveWords[lang], said: messages[lang] };
}

/** A whole page. Whatever goes in that is not markup of ours is escaped. */
export function page(viewer: Viewer, { title, at, body }: PageParts): string {
  const { words } = wordsFor(viewer);
  return `<!DOCTYPE html>\n${render(html`<html lang="${viewer.lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} - ${words.title}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
<script src="${SCRIPT_PATH}" defer></script>
</head>
<body class="desk">
<a class="skip" href="#main">${words.skip}</a>
${header(viewer, at)}
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>`)}\n`;
}

function header(viewer: Viewer, at: string | undefined): Markup {
  const { words } = wordsFor(viewer);
  const { person, token } = viewer;
  if (!person) return html`<header class="bar"><p class="brand">${words.title}</p></header>`;
  const links = menu(viewer).map(
    ([href, name]) => html`<li><a href="${href}"${href === at ? html` aria-current="page"` : nothing}>${name}</a></li>`,
  );
  return html`<header class="bar"><p class="brand">${words.title}</p>
<nav aria-label="${words.menu}"><ul>${links}</ul></nav>
<div class="who"><span>${person.name} <span class="dim">${words.role[person.role]}</span></span>${
    person.canLogOut
      ? html`<form method="post" action="/logout">${tokenField(token)}<button type="submit">${words.logout}</button></form>`
      : nothing
  }</div></header>`;
}

function menu({ lang, person, hasFolder }: Viewer): [href: string, name: string][] {
  const words = serveWords[lang];
  const may = (role: Role): boolean => person !== undefined && mayDo(person.role, role);
  return [
    ['/', words.home],
    ...(may('inspector') ? [['/upload', words.upload] as [string, string]] : []),
    ...(may('inspector') && hasFolder ? [['/folder', words.folder] as [string, string]] : []),
    ['/progress', words.progress],
    ...(may('admin') ? [['/audit', words.audit] as [string, string]] : []),
  ];
}

export function tokenField(token: string): Markup {
  return html`<input type="hidden" name="token" value="${token}">`;
}

/** Something that went wrong or well, said to those who listen as well. */
export function notice(text: Content, kind: 'good' | 'bad' | 'plain'): Markup {
  return html`<div class="notice ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">${text}</div>`;
}

/** A label above its control. */
export function field(id: string, label: string, control: Markup): Markup {
  return html`<div class="field"><label for="${id}">${label}</label>${control}</div>`;
}

export function select(
  id: string,
  name: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
): Markup {
  return html`<select id="${id}" name="${name}">${options.map(
    ([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : nothing}>${text}</option>`,
  )}</select>`;
}

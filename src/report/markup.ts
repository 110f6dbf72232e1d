import { inert, inertLines } from './inert.js';

/** Markup written by us. The key is private to this file, so nothing read from a package or a declaration can pose as it. */
const MARKUP = Symbol('markup');

export interface Markup {
  readonly [MARKUP]: string;
}

export type Content = string | number | undefined | Markup | readonly Content[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

/** XML 1.0 §2.2: these two are no characters; controls and lone surrogates are named by `inert` already. */
const NO_CHARACTER = /[\ufffe\uffff]/g;

/** The only way text gets into a page: acting characters are named, markup characters become references that HTML and XML know. */
function escapeText(text: string): string {
  return escapeMarkup(inert(text));
}

function escapeMarkup(text: string): string {
  return text.replace(NO_CHARACTER, '\ufffd').replace(/[&<>"'`]/g, (character) => ENTITIES[character]!);
}

/** Template tag: what stands in the template is markup, every value is escaped unless it is itself made by this tag. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Markup {
  return { [MARKUP]: strings.reduce((out, part, i) => out + render(values[i - 1]) + part) };
}

/** The same for XML. */
export function xml(strings: TemplateStringsArray, ...values: Content[]): Markup {
  return html(strings, ...values);
}

export function render(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  return isList(content) ? content.map(render).join('') : content[MARKUP];
}

function isList(content: Markup | readonly Content[]): content is readonly Content[] {
  return Array.isArray(content);
}

/** A text of many lines, for elements that show them as they are. */
export function lines(text: string): Markup {
  return { [MARKUP]: escapeMarkup(inertLines(text)) };
}

export const nothing: Markup = html``;

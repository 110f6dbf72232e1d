import { Parser } from 'htmlparser2';

/** One shape for every template: WXML and its sisters, Vue, quick app, HTML, JSX, and decompiled `$gwx`. Offsets are UTF-16. */
export interface MarkupElement {
  type: 'element';
  name: string;
  attributes: MarkupAttribute[];
  children: MarkupNode[];
  offset: number;
}

export interface MarkupAttribute {
  name: string;
  value: string;
  /** Of the value in the source; of the name where there is no value. */
  offset: number;
}

export interface MarkupText {
  type: 'text';
  value: string;
  offset: number;
}

export type MarkupNode = MarkupElement | MarkupText;

export interface MarkupProblem {
  message: string;
  offset: number;
}

/** Deeper nesting is flattened: no real template comes near, and readers recurse. */
export const MAX_DEPTH = 400;
const VOID = new Set(['img', 'input', 'br', 'hr', 'meta', 'link', 'area', 'base', 'col', 'embed', 'source', 'track', 'wbr']);
const VIEW_SCRIPTS = new Set(['wxs', 'sjs', 'filter', 'import-sjs']);
const RAW = new Set(['script', 'style', 'wxs', 'sjs', 'filter', 'import-sjs']);

/**
 * Decodes a template; never throws. `xml` for WXML and its sisters (any tag may close itself, none is void), without it the
 * HTML rules that Vue and quick-app templates follow. `html` for whole pages, read as a browser does: names in lower case, no tag
 * closes itself, and the text of a `<script>` is its child. Otherwise the content of scripts and styles is dropped, as comments are;
 * that of a view's own script (`<wxs>`) is its child.
 */
export function decodeMarkup(
  source: string,
  options: { xml?: boolean; html?: boolean } = {},
): { nodes: MarkupNode[]; problems: MarkupProblem[] } {
  const nodes: MarkupNode[] = [];
  const problems: MarkupProblem[] = [];
  const stack: MarkupElement[] = [];
  const masked = maskExpressions(source);
  const into = (): MarkupNode[] => stack.at(-1)?.children ?? nodes;
  let attributes: MarkupAttribute[] = [];
  const parser: Parser = new Parser(
    {
      onopentagname() {
        attributes = [];
      },
      onattribute(name, value) {
        attributes.push({ name, value: unmask(value), offset: valueOffset(source, parser.startIndex, name) });
      },
      onopentag(name) {
        const element: MarkupElement = { type: 'element', name, attributes, children: [], offset: parser.startIndex };
        into().push(element);
        if (stack.length < MAX_DEPTH) stack.push(element);
        else problems.push({ message: 'nested too deeply', offset: parser.startIndex });
      },
      onclosetag(name, implied) {
        const at = stack.findLastIndex((element) => element.name === name);
        if (at === -1) return;
        if (implied && !VOID.has(name) && !options.xml)
          problems.push({ message: `<${name}> is not closed`, offset: stack[at]!.offset });
        stack.length = at;
      },
      ontext(text) {
        const holder = stack.at(-1);
        if (holder && RAW.has(holder.name)) {
          if (options.html ? holder.name === 'script' : VIEW_SCRIPTS.has(holder.name))
            addRaw(holder, unmask(text), parser.startIndex);
          return;
        }
        const value = unmask(text);
        const list = into();
        const last = list.at(-1);
        // Entities arrive in pieces of their own.
        if (last?.type === 'text') last.value += value;
        else if (value.trim()) list.push({ type: 'text', value, offset: parser.startIndex + Math.max(0, value.search(/\S/)) });
      },
    },
    {
      xmlMode: options.xml ?? false,
      recognizeSelfClosing: !options.html,
      recognizeCDATA: !options.html,
      lowerCaseTags: options.html ?? false,
      lowerCaseAttributeNames: options.html ?? false,
      decodeEntities: true,
    },
  );
  parser.write(masked);
  parser.end();
  return { nodes, problems };
}

/** A script's text whole: it comes in pieces. */
function addRaw(script: MarkupElement, value: string, offset: number): void {
  const [known] = script.children;
  if (known?.type === 'text') known.value += value;
  else script.children.push({ type: 'text', value, offset });
}

const LESS = '\uE000';

/** `{{a<b}}` holds no tag: the sign is hidden from the tokeniser and put back afterwards. */
function maskExpressions(source: string): string {
  if (!source.includes('{{')) return source;
  return source.replace(/\{\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\}/g, (expression) => expression.replaceAll('<', LESS));
}

function unmask(text: string): string {
  return text.replaceAll(LESS, '<');
}

function valueOffset(source: string, start: number, name: string): number {
  const after = start + name.length;
  const match = /^\s*=\s*["']?/.exec(source.slice(after, after + 40));
  return match ? after + match[0].length : start;
}

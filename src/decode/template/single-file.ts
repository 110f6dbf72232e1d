export interface Block {
  kind: 'template' | 'script' | 'style' | 'config' | 'other';
  lang?: string;
  setup?: boolean;
  /** Path of an outside file the block is taken from. */
  src?: string;
  attributes: Record<string, string>;
  /** Offsets of the block's content in the file. */
  start: number;
  end: number;
}

/** `<import name="card" src="./card.ux">` of quick apps, beside the blocks. */
export interface ComponentImport {
  name: string;
  src: string;
  offset: number;
}

/** The extensions of files that hold a template and its script: Vue, uni-app x, quick apps, Mpx, WePY, Chameleon. */
export const SINGLE_FILE = /\.(vue|nvue|uvue|ux|mpx|wpy|cml)$/;

/** Space between attributes may be missing after a quote, as parsers of HTML let it. */
const OPENING =
  /<(template|script|style|config|page|json|import)((?:(?:\s+|(?<=["']))[^\s=<>/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*(\/?)>/gi;
const ATTRIBUTE = /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/**
 * The top-level blocks of a single-file component. A `<template>` inside the template does not
 * end the block; a `</script>` always does, as in the frameworks' own splitters. Components are imported beside the blocks.
 */
export function splitSingleFile(source: string): { blocks: Block[]; imports: ComponentImport[] } {
  const blocks: Block[] = [];
  const imports: ComponentImport[] = [];
  const opening = new RegExp(OPENING);
  const commented = commentTest(source);
  for (let match = opening.exec(source); match; match = opening.exec(source)) {
    const start = match.index + match[0].length;
    const tag = match[1]!.toLowerCase();
    if (commented(match.index)) continue;
    if (tag === 'import') {
      const { src, name } = readAttributes(match[2] ?? '');
      if (src) imports.push({ name: name ?? src.replace(/^.*\/|\.\w+$/g, ''), src, offset: match.index });
    }
    if (match[3] || tag === 'import') continue;
    const end = tag === 'template' ? templateEnd(source, start) : endOf(source, tag, start);
    const attributes = readAttributes(match[2] ?? '');
    blocks.push({
      kind: kindOf(tag, attributes),
      lang: attributes.lang,
      setup: 'setup' in attributes || undefined,
      src: attributes.src,
      attributes,
      start,
      end,
    });
    opening.lastIndex = end;
  }
  return { blocks, imports };
}

/** Tells whether an offset stands in a comment; to be asked in ascending order. A comment that is not closed is none. */
function commentTest(source: string): (offset: number) => boolean {
  let from = 0;
  let to = 0;
  return (offset) => {
    while (to <= offset && from !== -1) {
      from = source.indexOf('<!--', to);
      to = from === -1 ? -1 : commentEnd(source, from);
      if (to === -1) from = -1;
    }
    return from !== -1 && offset >= from;
  };
}

function commentEnd(source: string, start: number): number {
  const end = source.indexOf('-->', start + 2);
  return end === -1 ? -1 : end + 3;
}

function endOf(source: string, tag: string, start: number): number {
  const end = source.slice(start).search(new RegExp(`</${tag}\\s*>`, 'i'));
  return end === -1 ? source.length : start + end;
}

function templateEnd(source: string, start: number): number {
  const tags = /<template\b(?:"[^"]*"|'[^']*'|[^"'<>])*?(\/?)>|<\/template\s*>|<!--/gi;
  tags.lastIndex = start;
  const lastComment = source.lastIndexOf('-->');
  let depth = 1;
  for (let match = tags.exec(source); match; match = tags.exec(source)) {
    if (match[0] === '<!--') {
      if (match.index < lastComment) tags.lastIndex = commentEnd(source, match.index);
    } else if (match[0].startsWith('</')) depth--;
    else if (!match[1]) depth++;
    if (depth === 0) return match.index;
  }
  return source.length;
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(ATTRIBUTE)].map((match) => [match[1]!, match[2] ?? match[3] ?? match[4] ?? '']));
}

function kindOf(tag: string, attributes: Record<string, string>): Block['kind'] {
  if (tag === 'script')
    return attributes.type === 'application/json' || attributes.name === 'json' || attributes['cml-type'] === 'json'
      ? 'config'
      : attributes.module || attributes.lang === 'wxs' || attributes.lang === 'renderjs'
        ? 'other'
        : 'script';
  if (tag === 'template' || tag === 'style') return tag;
  return 'config';
}

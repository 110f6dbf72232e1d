import { type Markup, xml } from '../markup.js';
import type { Block, Heading } from '../model/index.js';
import type { State } from './page.js';
import { field, plain } from './text.js';

/** Bookmark around one report, so that its contents list its own headings only. */
export function rangeId(prefix: string): string {
  return `${prefix}report`;
}

/**
 * The contents as a field, filled in with the headings. Page numbers are fields as well and show those of the PDF until the
 * word processor has made pages; it is told to do so when it opens the file.
 */
export function contents(title: string, blocks: readonly Block[], range: string, state: State): Markup {
  const headings = headingsOf(blocks);
  const { marks } = state;
  const start = xml`<w:r><w:fldChar w:fldCharType="begin" w:dirty="1"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o &quot;1-2&quot; \\h \\z \\u \\b ${marks.nameOf(range)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`;
  const end = xml`<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  return xml`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>
<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r>${plain(title)}</w:r></w:p>
${headings.map((heading, i) => entry(heading, i === 0 ? start : '', i === headings.length - 1 ? end : '', state))}</w:sdtContent></w:sdt>
`;
}

function entry({ level, number, text, id }: Heading, start: Markup | '', end: Markup | '', { marks, pages }: State): Markup {
  const name = marks.nameOf(id);
  const link = xml`<w:hyperlink w:anchor="${name}" w:history="1"><w:r>${plain(`${number}${text}`)}</w:r><w:r><w:tab/></w:r>${field(`PAGEREF ${name} \\h`, xml`<w:r>${plain(String(pages.numberOf(id) ?? ' '))}</w:r>`)}</w:hyperlink>`;
  return xml`<w:p><w:pPr><w:pStyle w:val="TOC${level}"/></w:pPr>${start}${link}${end}</w:p>\n`;
}

function headingsOf(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap((one): Heading[] => {
    if (one.kind === 'heading') return one.level < 3 ? [one] : [];
    return one.kind === 'group' || one.kind === 'item' ? headingsOf(one.blocks) : [];
  });
}

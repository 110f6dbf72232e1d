import type { Block, Report } from '../model/index.js';
import { allStrips } from './blocks.js';
import { contentsHeadings, contentsStrips } from './contents.js';
import type { Fonts } from './fonts.js';
import { furniture, setPageNumbers, watermark } from './furniture.js';
import type { Layout } from './page.js';
import { type Paginated, paginate } from './paginate.js';
import type { Setting, Strip } from './strip.js';
import type { Style } from './style.js';

export { type FontName, type Fonts, loadFonts } from './fonts.js';
export { logoSize } from './logo.js';
export type { LaidPage, Layout, Mark, OutlineEntry, Place, TextMark } from './page.js';
export { styleOf } from './style.js';

/**
 * Sets reports on pages, one after the other, each with its own page numbers; several begin with a list of them. Pure: the
 * same pages for the same reports, fonts and style. What PDF and OFD write.
 */
export function layOut(reports: readonly Report[], style: Style, fonts: Fonts, listTitle: string): Layout {
  const { margin, width, height } = style;
  const setting: Setting = {
    style,
    fonts,
    width: width - margin.left - margin.right,
    height: height - margin.top - margin.bottom,
  };
  const layout: Layout = { width, height, pages: [], outline: [], places: new Map() };
  if (reports.length > 1) add(layout, listStrips(reports, listTitle, setting), setting);
  for (const report of reports) {
    const made = add(layout, reportStrips(report, setting), setting);
    furniture(made.pages, report, setting);
    watermark(made.pages, report, setting);
  }
  return layout;
}

function add(layout: Layout, strips: readonly Strip[], setting: Setting): Paginated {
  const { margin } = setting.style;
  const first = layout.pages.length;
  const made = paginate(strips, { left: margin.left, top: margin.top, height: setting.height }, first);
  setPageNumbers(made, first, setting);
  layout.pages.push(...made.pages);
  layout.outline.push(...made.outline);
  for (const [id, place] of made.places) layout.places.set(id, place);
  return made;
}

function reportStrips(report: Report, setting: Setting): Strip[] {
  const strips: Strip[] = [];
  const headings = contentsHeadings(report.blocks);
  const end = report.blocks.findLastIndex(({ kind }) => kind === 'end');
  const put = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (block.kind === 'contents') strips.push(...contentsStrips(block.title, headings, setting));
      else strips.push(...allStrips([block], setting));
    }
  };
  put(end === -1 ? report.blocks : report.blocks.slice(0, end));
  const missing = setting.fonts.missing();
  if (missing.length > 0)
    put([{ kind: 'paragraph', style: 'note', text: report.missingGlyphs(missing.map(codePoint).join(' ')) }]);
  put(end === -1 ? [] : report.blocks.slice(end));
  return strips;
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Which reports the file holds, with a link to each. */
function listStrips(reports: readonly Report[], title: string, setting: Setting): Strip[] {
  const rows = reports.map(({ subject, number, blocks }) => {
    const id = contentsHeadings(blocks)[0]?.id ?? '';
    return { kind: 'heading', level: 1, number: '', text: `${subject}　${number}`, id } as const;
  });
  return contentsStrips(title, rows, setting).map(({ pageOf: _, ...strip }) => strip);
}

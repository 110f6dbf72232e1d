import type { Report } from '../model/index.js';
import { breakLines, type Line } from './lines.js';
import type { LaidPage } from './page.js';
import type { Paginated } from './paginate.js';
import { lineMarks, rule, type Setting } from './strip.js';
import { DIM, RULE } from './style.js';

/** The running head (circulation, number) and `第 x 页　共 y 页` on every page; the cover has the former itself. */
export function furniture(pages: readonly LaidPage[], { header, pageWords }: Report, { style, fonts, width }: Setting): void {
  const { margin, height, furniture: face } = style;
  const small = { ...face, size: face.size * 0.86, colour: DIM };
  const one = (text: string): Line => breakLines(text, small, width * 0.75, fonts)[0]!;
  const start = one(header.start);
  const end = one(header.end);
  const top = margin.top - 26;
  const [before, between, after] = pageWords;
  pages.forEach((page, i) => {
    const foot = breakLines(`${before}${i + 1}${between}${pages.length}${after}`, face, width, fonts)[0]!;
    page.marks.push(
      ...lineMarks(start, margin.left, top, small),
      ...lineMarks(end, margin.left + width - end.width, top, small),
      rule(margin.left, top + small.pitch + 2, margin.left + width, top + small.pitch + 2, RULE),
      ...lineMarks(foot, margin.left + (width - foot.width) / 2, height - margin.bottom + 22, face),
    );
  });
}

/** Large and pale across the page, behind everything. */
export function watermark(pages: readonly LaidPage[], report: Report, { fonts }: Setting): void {
  if (report.watermark === undefined) return;
  const size = 60;
  const width = [...report.watermark].reduce((sum, character) => sum + fonts.glyph(character, 'hei').width, 0) * size;
  for (const page of pages) page.watermark = { text: report.watermark, size, width };
}

/** Page numbers of the report at the ends of its contents' rows, with dots before them. */
export function setPageNumbers({ pages, places, pending }: Paginated, first: number, { style, fonts, width }: Setting): void {
  const face = style.table;
  for (const { id, page, y } of pending) {
    const place = places.get(id);
    if (!place) continue;
    const [line] = breakLines(String(place.page - first + 1), face, 40, fonts);
    pages[page]!.marks.push(...lineMarks(line!, style.margin.left + width - line!.width, y, face));
  }
}

import { type FontName, type Fonts, type Layout, layOut, loadFonts, styleOf } from '../layout/index.js';
import { reportModel } from '../model/index.js';
import { wordsOf } from '../model/words/index.js';
import type { Writer } from '../writer.js';
import { type Font, pack } from './package.js';
import { pageContent, type Shared } from './page.js';
import { subset } from './subset.js';

/** OFD (GB/T 33190-2016): the pages of the PDF, their text as text, the characters that are used embedded. */
export const ofd: Writer<Promise<Uint8Array>> = {
  format: 'ofd',
  extension: 'ofd',
  binary: true,
  write: (documents, { lang, settings = {} }) => {
    const isOnly = documents.length === 1;
    const reports = documents.map((document, i) => reportModel(document, settings, lang, isOnly ? '' : `r${i + 1}-`));
    const words = wordsOf(lang).report;
    const fonts = loadFonts();
    const layout = layOut(reports, styleOf(settings), fonts, words.listTitle);
    const shared = sharedBy(fonts, layout);
    const pages = layout.pages.map((page, i) => ({ id: shared.pages[i]!, content: pageContent(page, layout, shared) }));
    const [first] = reports;
    return pack({
      layout,
      pages,
      fonts: embedded(fonts, shared),
      ...(settings.logo && { logo: { ...settings.logo, id: shared.logo } }),
      title: isOnly && first ? `${first.title} ${first.number}` : words.title,
      subject: reports.map(({ subject }) => subject).join('; '),
      author: settings.organisation ?? 'jianfu',
      created: first?.created ?? '',
      seals: reports.map(({ seal }) => seal),
      lastId: shared.nextId(),
    });
  },
};

const NAMES: Record<FontName, string> = { song: 'Noto Serif SC', hei: 'Noto Sans SC', mono: 'Cousine' };

function sharedBy(fonts: Fonts, layout: Layout): Shared & { pages: number[] } {
  let last = 0;
  const nextId = (): number => {
    last += 1;
    return last;
  };
  const pages = layout.pages.map(nextId);
  return {
    nextId,
    pages,
    fonts: { song: nextId(), hei: nextId(), mono: nextId() },
    logo: nextId(),
    widthOf: (character, font) => fonts.glyph(character, font).width,
    used: { song: new Set(), hei: new Set(), mono: new Set() },
    destinationOf: (id) => {
      const place = layout.places.get(id);
      return place && { pageId: pages[place.page]!, y: place.y };
    },
  };
}

function embedded(fonts: Fonts, { fonts: ids, used }: Shared): Font[] {
  return (Object.keys(NAMES) as FontName[])
    .filter((name) => used[name].size > 0)
    .map((name) => ({ id: ids[name], name: NAMES[name], file: `${name}.ttf`, bytes: subset(fonts.faces[name], used[name]) }));
}

import { loadFonts } from '../layout/index.js';
import { type Markup, xml } from '../markup.js';
import { type Report, type ReportSettings, reportModel } from '../model/index.js';
import { type Words, wordsOf } from '../model/words/index.js';
import { officeWords } from '../model/words/office.js';
import type { Writer } from '../writer.js';
import { body } from './blocks.js';
import { rangeId } from './contents.js';
import { fontsOf, fontTable } from './fonts.js';
import { footer, header } from './furniture.js';
import { type Measures, measuresOf } from './measures.js';
import { NAMESPACES } from './namespaces.js';
import { logoName, type Part, pack, relationOf } from './package.js';
import { bookmarks } from './page.js';
import { type Pages, pagesOf } from './pages.js';
import { styles } from './styles.js';
import { bookmarked } from './text.js';

/**
 * A document to edit and stamp (ECMA-376, the transitional kind every word processor reads): real styles, fields for pages
 * and contents, tables with headers that repeat, drawings as shapes. Nothing of the package is anything but text in it.
 */
export const docx: Writer<Promise<Uint8Array>> = {
  format: 'docx',
  extension: 'docx',
  binary: true,
  write: (documents, { lang, settings = {} }) => {
    const words = wordsOf(lang);
    const isOnly = documents.length === 1;
    const reports = documents.map((document, i) => reportModel(document, settings, lang, isOnly ? '' : `r${i + 1}-`));
    const fonts = loadFonts();
    const set = reports.map((report) => ({ report, pages: pagesOf(report, settings, fonts) }));
    const [first] = reports;
    return pack(
      mainDocument(set, settings, words),
      parts(set, settings, words),
      {
        title: isOnly && first ? `${first.title} ${first.number}` : words.report.title,
        subject: reports.map(({ subject }) => subject).join('; '),
        creator: settings.organisation ?? 'jianfu',
        created: first?.created ?? '',
        ...(first?.watermark && { status: first.watermark }),
        lang: lang === 'zh' ? 'zh-CN' : 'en',
        seals: reports.map(({ seal }) => seal),
      },
      settings.logo,
    );
  },
};

/** A report and where its contents say things stand. */
interface SetReport {
  report: Report;
  pages: Pages;
}

function parts(reports: readonly SetReport[], settings: ReportSettings, { lang }: Words): Part[] {
  const fonts = fontsOf(settings);
  return [
    { name: 'styles.xml', kind: 'styles', content: styles(fonts, measuresOf(settings), officeWords[lang].styles) },
    { name: 'settings.xml', kind: 'settings', content: documentSettings },
    { name: 'fontTable.xml', kind: 'fontTable', content: fontTable(fonts) },
    ...reports.flatMap(({ report, pages }, i): Part[] => [
      { name: `header${i + 1}.xml`, kind: 'header', content: header(report, fonts) },
      { name: `footer${i + 1}.xml`, kind: 'footer', content: footer(report, reports.length === 1, pages.total) },
    ]),
  ];
}

/** Fields are brought up to date when the file is opened; layout as since Word 2013. */
const documentSettings: Markup = xml`<w:settings ${NAMESPACES}><w:updateFields w:val="1"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

/** LibreOffice takes a second for some hundred shapes; with thousands it does not open within minutes. */
const MOST_SHAPES = 1200;

function mainDocument(reports: readonly SetReport[], settings: ReportSettings, words: Words): Markup {
  const marks = bookmarks();
  const sizes = measuresOf(settings);
  const logo = settings.logo ? relationOf(logoName(settings.logo)) : '';
  const bodies = reports.map(({ report, pages }, i) => {
    const prefix = reports.length === 1 ? '' : `r${i + 1}-`;
    const state = { words, sizes, report, marks, pages, shapesLeft: MOST_SHAPES, breakBefore: false, keepNext: false };
    const section = sectionOf(i + 1, sizes);
    const isLast = i === reports.length - 1;
    return xml`${bookmarked(rangeId(prefix), body(report.blocks, { prefix, logo }, state), state)}${
      isLast ? section : xml`<w:p><w:pPr>${section}</w:pPr></w:p>`
    }`;
  });
  return xml`<w:document ${NAMESPACES}><w:body>${bodies}</w:body></w:document>`;
}

/** A4 with the header and footer of its report, which counts its own pages. */
function sectionOf(number: number, { page }: Measures): Markup {
  const of = (kind: 'header' | 'footer'): string => relationOf(`${kind}${number}.xml`);
  return xml`<w:sectPr><w:headerReference w:type="default" r:id="${of('header')}"/><w:footerReference w:type="default" r:id="${of('footer')}"/><w:type w:val="nextPage"/><w:pgSz w:w="${page.width}" w:h="${page.height}"/><w:pgMar w:top="${page.top}" w:right="${page.right}" w:bottom="${page.bottom}" w:left="${page.left}" w:header="${Math.round(page.top / 2)}" w:footer="${Math.round(page.bottom / 2)}" w:gutter="0"/><w:pgNumType w:start="1"/></w:sectPr>`;
}

import { layOut, loadFonts, styleOf } from '../layout/index.js';
import { reportModel } from '../model/index.js';
import { wordsOf } from '../model/words/index.js';
import type { Writer } from '../writer.js';
import { writePdf } from './write.js';

/** PDF/A-2b with the fonts embedded: the report model on A4 pages. */
export const pdf: Writer<Promise<Uint8Array>> = {
  format: 'pdf',
  extension: 'pdf',
  binary: true,
  write: async (documents, { lang, settings = {} }) => {
    const reports = documents.map((document, i) =>
      reportModel(document, settings, lang, documents.length > 1 ? `r${i + 1}-` : ''),
    );
    const fonts = loadFonts();
    const layout = layOut(reports, styleOf(settings), fonts, wordsOf(lang).report.listTitle);
    return writePdf(layout, fonts, {
      lang,
      title: reports.length === 1 ? `${reports[0]!.title} ${reports[0]!.number}` : wordsOf(lang).report.title,
      author: settings.organisation ?? 'jianfu',
      subject: reports.map(({ subject }) => subject).join('; '),
      seals: reports.map(({ seal }) => seal),
      created: reports[0]?.created ?? '',
    });
  },
};

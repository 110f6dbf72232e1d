import type { ResultDocument } from '../../result.js';
import { inert } from '../inert.js';
import { loosePapers } from '../view.js';
import type { Writer } from '../writer.js';
import { header } from './header.js';
import { inventoryPart } from './inventory.js';
import { itemsPart, notesPart } from './items.js';
import { limitsPart, tamperingPart } from './limits.js';
import { hanging, heading, type Page, pageOf } from './page.js';
import { verdictTable } from './table.js';

/** The terminal report: verdicts first, then what was not read, then every item that asks for something. */
export const text: Writer<string> = {
  format: 'text',
  extension: 'txt',
  write: (documents, options) => {
    const page = pageOf(options);
    return `${documents.map((document) => documentLines(document, page).join('\n')).join(`\n\n${'='.repeat(page.width)}\n\n`)}\n`;
  },
};

function documentLines(document: ResultDocument, page: Page): string[] {
  const lines = [
    ...header(document, page),
    ...verdictTable(document, page),
    ...limitsPart(document, page),
    ...tamperingPart(document, page),
    ...itemsPart(document.items, page),
    ...notesPart(document.items, page),
    ...inventoryPart(document, page),
    ...papersPart(document, page),
  ];
  while (lines.at(-1) === '') lines.pop();
  return [
    ...lines,
    '',
    ...[...page.words.say.standing, page.words.say.exits].flatMap((line) => hanging('* ', line, 0, page, page.paint.dim)),
  ];
}

/** Suppressions that ran out or fit nothing, and reviews that do not: someone has to tidy them up. */
function papersPart(document: ResultDocument, page: Page): string[] {
  const lines = loosePapers(document, page.words);
  if (lines.length === 0) return [];
  return [...heading(page.words.label.papers, page), ...lines.flatMap((line) => hanging('- ', inert(line), 2, page)), ''];
}

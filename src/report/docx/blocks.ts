import { type Markup, nothing, xml } from '../markup.js';
import type { Block, EvidenceEntry, Heading, Paragraph, Picture } from '../model/index.js';
import { officeWords } from '../model/words/office.js';
import { contents, rangeId } from './contents.js';
import { cover } from './cover.js';
import { drawing } from './drawing.js';
import type { State } from './page.js';
import { fields, room, signatures, table } from './table.js';
import { paragraph, plain, runs } from './text.js';

/** What a report is written with beyond its state. */
export interface Whole {
  prefix: string;
  /** Relation of the logo, where there is one. */
  logo: string;
}

/** The blocks of a report as the body of a document. */
export function body(blocks: readonly Block[], whole: Whole, state: State): Markup {
  return xml`${blocks.map((one) => block(one, whole, state))}`;
}

function block(one: Block, whole: Whole, state: State): Markup {
  switch (one.kind) {
    case 'heading':
      return heading(one, state);
    case 'paragraph':
      return text(one, state);
    case 'fields':
      return fields(one, state);
    case 'table':
      return table(one, state);
    case 'evidence':
      return xml`${one.entries.map((entry) => evidence(entry, state))}`;
    case 'drawing':
      return picture(one, state);
    case 'room':
      return room(one.title, one.lines, state);
    case 'cover':
      return cover(one, whole.logo, state);
    case 'signatures':
      return signatures(one, state);
    case 'contents':
      return contents(one.title, state.report.blocks, rangeId(whole.prefix), state);
    case 'seal':
      return line(one.text, 'SealLine', state);
    case 'end':
      return line(one.text, 'EndMark', state);
    case 'page-break':
      state.breakBefore = true;
      return nothing;
    case 'group':
      return group(one.blocks, whole, state);
    case 'item':
      return body(one.blocks, whole, state);
  }
}

/** All but its last block stay on the page of what follows. */
function group(blocks: readonly Block[], whole: Whole, state: State): Markup {
  const outer = state.keepNext;
  const parts = blocks.map((inner, i) => {
    state.keepNext = outer || i < blocks.length - 1;
    return block(inner, whole, state);
  });
  state.keepNext = outer;
  return xml`${parts}`;
}

function line(text: string, style: string, state: State): Markup {
  return paragraph(xml`<w:r>${plain(text)}</w:r>`, { style }, state);
}

function heading({ level, number, text, id, verdict }: Heading, state: State): Markup {
  const spans = [`${number}${text}`, ...(verdict ? ['　', { text: state.words.verdict[verdict], verdict }] : [])];
  return paragraph(runs(spans, state), { style: `Heading${level}`, id }, state);
}

const STYLE = { note: 'ReportNote', item: 'ReportItem', label: 'ReportLabel' } as const;

function text({ text, style, mark }: Paragraph, state: State): Markup {
  const lead = mark ? xml`<w:r>${plain(mark)}<w:tab/></w:r>` : nothing;
  return paragraph(xml`${lead}${runs(text, state)}`, { style: style ? STYLE[style] : 'BodyText' }, state);
}

/** What it shows, where it stands, and the excerpt, on one page. */
function evidence({ number, id, elements, kind, what, place, excerpt }: EvidenceEntry, state: State): Markup {
  const head = runs([{ text: number, bold: true }, `　${elements}　`, { text: kind, dim: true }], state);
  const kept = { style: 'Evidence', keepNext: true };
  return xml`${paragraph(head, { ...kept, id }, state)}${paragraph(runs(what, state), kept, state)}${paragraph(
    runs({ text: place, code: true }, state),
    { ...kept, keepNext: excerpt !== undefined },
    state,
  )}${excerpt ? paragraph(runs(excerpt, state), { style: 'Excerpt' }, state) : nothing}${paragraph(nothing, { style: 'Gap' }, state)}`;
}

/** A report with very many findings has its later drawings in words; its other formats have them all. */
function picture({ drawing: drawn, caption }: Picture, state: State): Markup {
  state.shapesLeft -= drawn.shapes.length;
  if (state.shapesLeft < 0)
    return line(officeWords[state.words.lang].drawingElsewhere(drawn.alt || caption), 'ReportNote', state);
  return xml`${paragraph(drawing(drawn, caption, state), { style: 'Drawing', keepNext: true }, state)}${line(caption, 'Caption', state)}`;
}

import { type Block, type Report, type Rich, spansOf } from '../../src/report/model/index.js';

/** Everything a report says in its blocks, piece by piece, in order: what every format has to hold. */
export function reportTexts({ blocks }: Report): string[] {
  return blocks
    .flatMap(texts)
    .map(bare)
    .filter((text) => text !== '');
}

/** Formats break lines where they like. */
export function bare(text: string): string {
  return text.replace(/\s/g, '');
}

/** The texts that do not stand in `written` behind the one before them. */
export function missingIn(written: string, wanted: readonly string[]): string[] {
  const text = bare(written);
  let at = 0;
  return wanted.filter((one) => {
    const found = text.indexOf(one, at);
    if (found !== -1) at = found + one.length;
    return found === -1;
  });
}

function texts(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [`${block.number}${block.text}`];
    case 'paragraph':
      return [block.mark ?? '', rich(block.text)];
    case 'fields':
      return block.fields.flatMap(({ name, value }) => [name, rich(value)]);
    case 'table':
      return [block.caption ?? '', ...block.columns.map(({ title }) => title), ...block.rows.flatMap((row) => row.map(rich))];
    case 'evidence':
      return block.entries.flatMap(({ number, elements, kind, what, place, excerpt = [] }) => [
        number,
        elements,
        kind,
        what,
        place,
        rich(excerpt),
      ]);
    case 'drawing':
      return [...block.drawing.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : [])), block.caption];
    case 'group':
    case 'item':
      return block.blocks.flatMap(texts);
    case 'cover':
      return [block.title, block.subject, ...block.fields.flatMap(({ name, value }) => [name, value])];
    case 'signatures':
      return [...block.roles, block.name, block.date, block.seal];
    case 'room':
      return [block.title];
    case 'seal':
    case 'end':
      return [block.text];
    case 'contents':
      return [block.title];
    case 'page-break':
      return [];
  }
}

function rich(value: Rich): string {
  return spansOf(value)
    .map(({ text }) => text)
    .join('');
}

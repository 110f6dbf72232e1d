import type { Block, Heading } from '../model/index.js';
import { breakLines } from './lines.js';
import { lineMarks, type Setting, type Strip } from './strip.js';

/** Headings that stand in the contents: parts, items and annexes. */
export function contentsHeadings(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return block.level < 3 ? [block] : [];
    return block.kind === 'group' || block.kind === 'item' ? contentsHeadings(block.blocks) : [];
  });
}

/** A row per heading; the page numbers are set once the pages are made. */
export function contentsStrips(title: string, headings: readonly Heading[], { style, fonts, width }: Setting): Strip[] {
  const top = style.headings[0];
  const faces = [
    { ...style.table, pitch: style.table.pitch * 0.9 },
    { ...style.note, pitch: style.note.pitch * 0.92, colour: style.table.colour },
  ] as const;
  const [line] = breakLines(title, top, width, fonts);
  return [
    { gap: 18, height: top.pitch + 4, marks: lineMarks(line!, (width - line!.width) / 2, 0, top), keepNext: true },
    ...headings.map(({ level, number, text, id }): Strip => {
      const face = faces[level === 1 ? 0 : 1];
      const { pitch } = face;
      const left = level === 1 ? 0 : 20;
      const [row] = breakLines({ text: `${number}${text}`, bold: level === 1 }, face, width - left - 40, fonts);
      return {
        height: pitch,
        marks: [...lineMarks(row!, left, 0, face), { kind: 'link', x: 0, y: 0, width, height: pitch, to: id }],
        pageOf: id,
      };
    }),
  ];
}

import { TONE_COLOUR, VERDICT_TONE } from '../drawing/tones.js';
import type { Block, EvidenceEntry, Heading, Paragraph } from '../model/index.js';
import { coverStrip } from './cover.js';
import { pictureStrip } from './drawing.js';
import { breakLines } from './lines.js';
import type { Mark } from './page.js';
import { lineMarks, rule, type Setting, type Strip, together } from './strip.js';
import { RULE, type TextStyle, TINT } from './style.js';
import { fieldStrips, tableStrips } from './table.js';

/** A block as strips, in order. The contents are made by `contents.ts`, which knows all headings. */
export function blockStrips(block: Block, setting: Setting): Strip[] {
  switch (block.kind) {
    case 'heading':
      return [headingStrip(block, setting)];
    case 'paragraph':
      return paragraphStrips(block, setting);
    case 'table':
      return tableStrips(block, setting);
    case 'fields':
      return fieldStrips(block.fields, setting);
    case 'evidence':
      return block.entries.map((entry) => evidenceStrip(entry, setting));
    case 'drawing':
      return [pictureStrip(block, setting)];
    case 'group':
      return together(allStrips(block.blocks, setting));
    case 'item':
      // Its heading and what it says of the whole item stay together.
      return [...together(allStrips(block.blocks.slice(0, 2), setting)), ...allStrips(block.blocks.slice(2), setting)];
    case 'room':
      return [roomStrip(block.title, block.lines, setting)];
    case 'cover':
      return [coverStrip(block, setting)];
    case 'signatures':
      return [signatureStrip(block, setting)];
    case 'seal':
      return sealStrips(block.text, setting);
    case 'end':
      return [endStrip(block.text, setting)];
    case 'page-break':
      return [{ height: 0, marks: [], newPage: true }];
    case 'contents':
      return [];
  }
}

export function allStrips(blocks: readonly Block[], setting: Setting): Strip[] {
  return blocks.flatMap((block) => blockStrips(block, setting));
}

function headingStrip({ level, number, text, id, verdict }: Heading, { style, fonts, width }: Setting): Strip {
  const face = style.headings[level - 1]!;
  const own = verdict ? { ...face, colour: TONE_COLOUR[VERDICT_TONE[verdict]] } : face;
  const lines = breakLines(`${number}${text}`, level === 1 ? face : own, width, fonts);
  return {
    gap: [18, 14, 10][level - 1]!,
    height: lines.length * face.pitch,
    marks: lines.flatMap((line, i) => lineMarks(line, 0, i * face.pitch, face)),
    keepNext: true,
    ids: [id],
    ...(level < 3 && { outline: { level, title: `${number}${text}`, id } }),
  };
}

/** Line by line, so that it may go over a page; never a single line at the foot or head of one. */
function paragraphStrips({ text, style: kind, mark }: Paragraph, { style, fonts, width }: Setting): Strip[] {
  const face = kind === 'note' ? style.note : kind === undefined ? style.body : style.table;
  const hang = mark === undefined ? 0 : Math.max(2, mark.length * 0.6 + 0.4) * face.size;
  const first = mark === undefined && kind === undefined && style.indent ? 2 * face.size : 0;
  const lines = breakLines(text, face, width - hang, fonts, first);
  return lines.map((line, i) => ({
    ...(i === 0 && { gap: kind === 'label' ? 8 : kind === undefined ? 4 : 3 }),
    height: face.pitch,
    marks: [
      ...(i === 0 && mark !== undefined ? lineMarks(breakLines(mark, face, hang, fonts)[0]!, 0, 0, face) : []),
      ...lineMarks(line, hang + (i === 0 ? first : 0), 0, face),
    ],
    ...((kind === 'label' || ((i === 0 || i === lines.length - 2) && i < lines.length - 1)) && { keepNext: true }),
  }));
}

/** Number, elements and kind; what it is; where it is; the source around it. */
function evidenceStrip(
  { number, id, elements, kind, what, place, excerpt }: EvidenceEntry,
  { style, fonts, width }: Setting,
): Strip {
  const left = 8;
  const room = width - left - 4;
  const head = { ...style.note, colour: style.table.colour };
  const parts: { text: Parameters<typeof breakLines>[0]; face: TextStyle; box?: boolean }[] = [
    {
      text: [
        { text: number, bold: true },
        { text: `　${elements}`, bold: true },
        { text: `　${kind}`, dim: true },
      ],
      face: head,
    },
    { text: what, face: style.table },
    { text: { text: place, code: true }, face: { ...style.code, colour: TONE_COLOUR.blue } },
    ...(excerpt
      ? [
          {
            text: excerpt.map((piece) => (typeof piece === 'string' ? { text: piece, code: true } : { ...piece, code: true })),
            face: style.code,
            box: true,
          },
        ]
      : []),
  ];
  const marks: Mark[] = [];
  let y = 2;
  for (const { text, face, box } of parts) {
    const inset = box ? 4 : 0;
    const lines = breakLines(text, face, room - 2 * inset, fonts);
    if (box) {
      y += 2;
      marks.push({
        kind: 'rect',
        x: left,
        y,
        width: room,
        height: lines.length * face.pitch + 2,
        fill: TINT,
        weight: 0,
        dashed: false,
      });
      y += 1;
    }
    for (const line of lines) {
      marks.push(...lineMarks(line, left + inset, y, face));
      y += face.pitch;
    }
  }
  return { gap: 5, height: y + 2, marks: [rule(2, 2, 2, y + 1, RULE, 1.2), ...marks], ids: [id] };
}

/** An empty frame to write into. */
function roomStrip(title: string, lines: number, { style, fonts, width }: Setting): Strip {
  const height = (lines + 1) * style.table.pitch + 6;
  const [line] = breakLines({ text: title, dim: true }, style.note, width - 10, fonts);
  return {
    gap: 8,
    height,
    marks: [
      { kind: 'rect', x: 0, y: 0, width, height, stroke: RULE, weight: 0.5, dashed: true },
      ...lineMarks(line!, 5, 3, style.note),
    ],
  };
}

function signatureStrip(
  { roles, name, date, seal }: Extract<Block, { kind: 'signatures' }>,
  { style, fonts, width }: Setting,
): Strip {
  const face = style.table;
  const column = width / roles.length;
  const heights = [24, 64, 30];
  const height = heights.reduce((sum, one) => sum + one, 0);
  const cell = (text: string, x: number, y: number): Mark[] =>
    lineMarks(breakLines(text, face, column - 8, fonts)[0]!, x, y, face);
  const marks = roles.flatMap((role, i): Mark[] => {
    const x = i * column;
    return [
      { kind: 'rect', x, y: 0, width: column, height: 24, fill: TINT, stroke: RULE, weight: 0.5, dashed: false },
      { kind: 'rect', x, y: 24, width: column, height: height - 24, stroke: RULE, weight: 0.5, dashed: false },
      ...cell(role, x + 6, 4),
      ...cell(name, x + 6, 30),
      ...cell(seal, x + column - 48, 70),
      ...cell(date, x + 6, 94),
    ];
  });
  return { gap: 10, height: height + 4, marks };
}

function sealStrips(text: string, { style, fonts, width }: Setting): Strip[] {
  const lines = breakLines({ text, code: true }, style.code, width, fonts);
  return lines.map((line, i) => ({
    ...(i === 0 && { gap: 14 }),
    height: style.code.pitch,
    marks: lineMarks(line, 0, 0, style.code),
  }));
}

function endStrip(text: string, { style, fonts, width }: Setting): Strip {
  const [line] = breakLines(text, style.table, width, fonts);
  return { gap: 20, height: style.table.pitch + 6, marks: lineMarks(line!, (width - line!.width) / 2, 3, style.table) };
}

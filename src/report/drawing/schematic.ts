import type { ContextResult, ShownText } from '../../result.js';
import type { Words } from '../model/words/index.js';
import { estimate, fit, linesOf } from './fit.js';
import type { Drawing, Shape } from './shapes.js';

const WIDTH = 440;
const PHONE = 170;
const PAD = 10;
const BAR = 22;
const SIZE = 8;
const MOST = 16;
const NOTES = { x: PHONE + 40, room: WIDTH - PHONE - 40 };
/** Of the numbers beside what is marked. */
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩';

/**
 * A screen as its texts give it: title above, then texts, inputs and buttons in their order, tabs below; what is evidence in
 * red with a number, told beside it. Absent where nothing is known of what the screen shows.
 */
export function schematic(context: ContextResult, words: Words): Drawing | undefined {
  const shown = chosen(context.shows ?? []);
  if (shown.length === 0) return undefined;
  const title = context.title ?? words.report.drawing.untitled;
  const tabs = shown.filter(({ position }) => position === 'tab');
  const numbers = new Map(shown.filter(({ marked }) => marked).map((text, i) => [text, CIRCLED[i] ?? '●']));
  const shapes: Shape[] = [];
  let y = BAR + 8;
  for (const text of shown.filter(({ position }) => position !== 'tab')) {
    shapes.push(...row(text, y, numbers.get(text)));
    y += heightOf(text);
  }
  const bottom = Math.max(y + 6, 90) + (tabs.length > 0 ? BAR : 0);
  const notes = noteLines(numbers, words);
  return {
    width: WIDTH,
    height: Math.max(bottom, notes.height) + 2,
    shapes: [...frame(title, bottom), ...shapes, ...tabBar(tabs, numbers, bottom), ...notes.shapes],
    alt: words.report.drawing.schematicAlt(title, numbers.size),
  };
}

/** As many as have room, those that are marked first, in the order of the screen. */
function chosen(shows: readonly ShownText[]): ShownText[] {
  const kept = new Set([...shows.filter(({ marked }) => marked), ...shows].slice(0, MOST));
  return shows.filter((text) => kept.has(text));
}

function frame(title: string, bottom: number): Shape[] {
  return [
    { kind: 'rect', x: 0, y: 0, width: PHONE, height: bottom, fill: 'paper', stroke: 'dim', weight: 1 },
    { kind: 'rect', x: 0, y: 0, width: PHONE, height: BAR, fill: 'tint', stroke: 'dim', weight: 1 },
    {
      kind: 'text',
      x: PHONE / 2,
      y: 14.5,
      size: 9,
      text: fit(title, 9, PHONE - 2 * PAD),
      tone: 'ink',
      bold: true,
      align: 'middle',
      room: PHONE - 2 * PAD,
    },
  ];
}

const BOXED: Partial<Record<ShownText['position'], { height: number; dashed?: boolean; fill: 'tint' | 'paper' }>> = {
  button: { height: 18, fill: 'tint' },
  placeholder: { height: 16, fill: 'paper' },
  toast: { height: 16, fill: 'tint', dashed: true },
  dialog: { height: 16, fill: 'paper', dashed: true },
};

function heightOf({ position }: ShownText): number {
  return (BOXED[position]?.height ?? 10) + 5;
}

function row(shown: ShownText, y: number, number: string | undefined): Shape[] {
  const box = BOXED[shown.position];
  const room = PHONE - 2 * PAD - 10;
  const text = fit(shown.text, SIZE, room);
  const tone = shown.marked ? 'red' : shown.position === 'placeholder' ? 'dim' : 'ink';
  const height = box?.height ?? 10;
  const isCentred = shown.position === 'button' || box?.dashed;
  return [
    ...(box || shown.marked
      ? [
          {
            kind: 'rect',
            x: PAD,
            y: box ? y : y - 1.5,
            width: PHONE - 2 * PAD,
            height: box ? height : height + 3,
            fill: box?.fill ?? 'paper',
            stroke: shown.marked ? 'red' : 'line',
            weight: shown.marked ? 1.2 : 0.7,
            ...(box?.dashed && { dashed: true }),
          } as const,
        ]
      : []),
    {
      kind: 'text',
      x: isCentred ? PHONE / 2 : PAD + 5,
      y: y + height / 2 + 3,
      size: SIZE,
      text,
      tone,
      ...(isCentred && { align: 'middle' as const }),
      room,
    },
    ...(number ? markLine(number, y + height / 2) : []),
  ];
}

function markLine(number: string, y: number): Shape[] {
  return [
    { kind: 'line', points: [[PHONE - PAD, y], [PHONE + 14, y]], stroke: 'red', weight: 0.7 }, // biome-ignore format: two points
    { kind: 'text', x: PHONE + 17, y: y + 3.2, size: 9.5, text: number, tone: 'red', room: 12 },
  ];
}

function tabBar(tabs: readonly ShownText[], numbers: ReadonlyMap<ShownText, string>, bottom: number): Shape[] {
  if (tabs.length === 0) return [];
  const width = PHONE / tabs.length;
  return [
    { kind: 'line', points: [[0, bottom - BAR], [PHONE, bottom - BAR]], stroke: 'dim', weight: 0.7 }, // biome-ignore format: two points
    ...tabs.map(
      (tab, i): Shape => ({
        kind: 'text',
        x: width * (i + 0.5),
        y: bottom - 8,
        size: 7.5,
        text: fit(`${numbers.get(tab) ?? ''}${tab.text}`, 7.5, width - 4),
        tone: tab.marked ? 'red' : 'ink',
        align: 'middle',
        room: width - 2,
      }),
    ),
  ];
}

/** What is marked, in words: number, position and text. */
function noteLines(numbers: ReadonlyMap<ShownText, string>, words: Words): { shapes: Shape[]; height: number } {
  const shapes: Shape[] = [];
  const indent = estimate('①', 9) + 4;
  let y = 12;
  for (const [{ position, text }, number] of numbers) {
    shapes.push({ kind: 'text', x: NOTES.x, y, size: 9, text: number, tone: 'red', room: indent });
    for (const line of linesOf(`${words.position[position]}${words.mark.colon}${text}`, 9, NOTES.room - indent, 2)) {
      shapes.push({ kind: 'text', x: NOTES.x + indent, y, size: 9, text: line, tone: 'ink', room: NOTES.room - indent });
      y += 13;
    }
    y += 2;
  }
  return { shapes, height: y - 8 };
}

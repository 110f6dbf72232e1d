import type { Item, ItemKind } from '../../result.js';
import type { Words } from '../model/words/index.js';
import { tally } from '../view.js';
import { estimate, linesOf } from './fit.js';
import type { Drawing, Shape } from './shapes.js';
import { VERDICT_MARK, VERDICT_TONE } from './tones.js';

const WIDTH = 440;
const COLUMNS = 4;
const GAP = 5;
const TILE = { width: (WIDTH - GAP * (COLUMNS - 1)) / COLUMNS, height: 42 };
const KINDS: ItemKind[] = ['prohibition', 'duty', 'note'];

/** Every item as a tile in the colour and with the sign of its verdict, by kind. */
export function overview(items: readonly Item[], words: Words): Drawing {
  const shapes: Shape[] = [];
  let y = 0;
  for (const kind of KINDS) {
    const some = items.filter((item) => item.kind === kind);
    if (some.length === 0) continue;
    shapes.push({
      kind: 'text',
      x: 0,
      y: y + 10,
      size: 9,
      text: kindLine(kind, some, words),
      tone: 'dim',
      bold: true,
      room: WIDTH,
    });
    y += 18;
    some.forEach((item, i) => {
      shapes.push(...tile(item, (i % COLUMNS) * (TILE.width + GAP), y + Math.floor(i / COLUMNS) * (TILE.height + GAP), words));
    });
    y += Math.ceil(some.length / COLUMNS) * (TILE.height + GAP) + 6;
  }
  return { width: WIDTH, height: y, shapes, alt: words.report.drawing.overviewAlt(tallyText(items, words)) };
}

function kindLine(kind: ItemKind, items: readonly Item[], words: Words): string {
  return `${words.kind[kind]}${words.mark.colon}${tallyText(items, words)}`;
}

function tallyText(items: readonly Item[], { say, verdict, mark }: Words): string {
  return tally(items)
    .map((one) => say.tally(verdict[one.verdict], one.count))
    .join(mark.semicolon);
}

function tile({ verdict, title, partly }: Item, x: number, y: number, { verdict: names, say }: Words): Shape[] {
  const tone = VERDICT_TONE[verdict];
  const room = TILE.width - 16;
  const word = `${VERDICT_MARK[verdict]} ${names[verdict]}${partly ? say.partly : ''}`;
  return [
    { kind: 'rect', x, y, ...TILE, fill: 'paper', stroke: 'line', weight: 0.6 },
    { kind: 'rect', x, y, width: 3, height: TILE.height, fill: tone },
    { kind: 'text', x: x + 9, y: y + 12, size: 8.5, text: word, tone, bold: true, room: Math.max(room, estimate(word, 8.5)) },
    ...linesOf(title, 8, room, 2).map(
      (text, line): Shape => ({ kind: 'text', x: x + 9, y: y + 25 + line * 11, size: 8, text, tone: 'ink', room }),
    ),
  ];
}

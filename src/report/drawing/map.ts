import type { ResultDocument, Verdict } from '../../result.js';
import { worstByScreen } from '../model/screens.js';
import type { Words } from '../model/words/index.js';
import { fit } from './fit.js';
import type { Drawing, Point, Shape } from './shapes.js';
import { VERDICT_MARK, VERDICT_TONE } from './tones.js';

const WIDTH = 440;
const BOX = { width: 92, height: 26 };
const GAP_Y = 8;
/** Screens in one picture; more cannot be read on a page. */
const MOST = 40;
const DEEPEST = 2;
const COLUMNS = 4;
/** Screens in one column. */
const TALLEST = 11;

interface Node {
  id: string;
  title: string;
  reachable: string;
  from: string[];
  verdict: Verdict | undefined;
  depth: number;
}

/**
 * Which screen leads where: the screens with findings, what leads to them, and others as far as there is room; those a
 * start page or tab bar opens on the left, the rest by how many steps away they are. Absent where no screen is known.
 */
export function screenMap(document: ResultDocument, words: Words): Drawing | undefined {
  const all = nodesOf(document, words);
  if (all.length < 2) return undefined;
  const nodes = chosen(all);
  const columns = columnsOf(nodes);
  const tallest = Math.max(...columns.map((column) => column.length));
  const places = new Map<string, Point>();
  const step = columns.length > 1 ? (WIDTH - BOX.width) / (columns.length - 1) : 0;
  columns.forEach((column, x) => {
    column.forEach(({ id }, y) => {
      places.set(id, [x * step, (y + (tallest - column.length) / 2) * (BOX.height + GAP_Y)]);
    });
  });
  const height = tallest * (BOX.height + GAP_Y);
  const left = all.length - nodes.length;
  return {
    width: WIDTH,
    height: height + (left > 0 ? 14 : 0),
    shapes: [
      ...nodes.flatMap((node) => arrowsTo(node, places)),
      ...nodes.flatMap((node) => boxOf(node, places.get(node.id)!)),
      ...(left > 0 ? [moreLine(left, height, words)] : []),
    ],
    alt: words.report.drawing.mapAlt(all.length, all.filter(({ verdict }) => verdict).length),
  };
}

function moreLine(left: number, height: number, words: Words): Shape {
  return {
    kind: 'text',
    x: WIDTH,
    y: height + 9,
    size: 8,
    text: words.report.drawing.more(left),
    tone: 'dim',
    align: 'end',
    room: WIDTH,
  };
}

/** Steps from a start page, counted along `from`; screens nothing leads to come last. */
function nodesOf(document: ResultDocument, words: Words): Node[] {
  const worst = worstByScreen(document);
  const { screens } = document.inventory;
  const depths = new Map<string, number>();
  let reached = screens.filter(({ from }) => from.includes('app')).map(({ id }) => id);
  for (let depth = 0; reached.length > 0; depth++) {
    for (const id of reached) depths.set(id, Math.min(depth, DEEPEST));
    const now = new Set(reached);
    reached = screens.filter(({ id, from }) => !depths.has(id) && from.some((one) => now.has(one))).map(({ id }) => id);
  }
  return screens.map(({ id, title, reachable, from }) => ({
    id,
    title: title ?? (id.split(/[/.]/).at(-1) || words.report.drawing.untitled),
    reachable,
    from,
    verdict: worst.get(id),
    depth: depths.get(id) ?? DEEPEST + 1,
  }));
}

/** As many as can be read on a page: those with findings and what leads to them, then the nearest to the start. */
function chosen(all: readonly Node[]): Node[] {
  const depths = new Set(all.map(({ depth }) => depth)).size;
  const most = TALLEST * Math.max(1, Math.floor(COLUMNS / depths));
  const byId = new Map(all.map((node) => [node.id, node]));
  const kept = new Set<Node>();
  const atDepth = new Map<number, number>();
  const keep = (node: Node | undefined): void => {
    for (let one = node; one && !kept.has(one); one = nearerThan(one, byId)) {
      const count = atDepth.get(one.depth) ?? 0;
      if (kept.size === MOST || count === most) return;
      kept.add(one);
      atDepth.set(one.depth, count + 1);
    }
  };
  for (const node of all) if (node.verdict) keep(node);
  for (const node of [...all].sort((a, b) => a.depth - b.depth)) keep(node);
  return all.filter((node) => kept.has(node));
}

/** A screen that leads here and is nearer to the start. */
function nearerThan(node: Node, byId: ReadonlyMap<string, Node>): Node | undefined {
  return node.from.map((id) => byId.get(id)).find((from) => from !== undefined && from.depth < node.depth);
}

/** Nodes by depth, in columns that all have some; long ones are split so that a page holds them. */
function columnsOf(nodes: readonly Node[]): Node[][] {
  const byDepth = new Map<number, Node[]>();
  for (const node of nodes) byDepth.set(node.depth, [...(byDepth.get(node.depth) ?? []), node]);
  const columns = [...byDepth].sort(([a], [b]) => a - b).map(([, column]) => column);
  while (columns.length < COLUMNS) {
    const longest = columns.reduce((best, column, i) => (column.length > columns[best]!.length ? i : best), 0);
    const column = columns[longest]!;
    if (column.length <= 12) break;
    const half = Math.ceil(column.length / 2);
    columns.splice(longest, 1, column.slice(0, half), column.slice(half));
  }
  return columns;
}

function arrowsTo({ id, from, verdict }: Node, places: ReadonlyMap<string, Point>): Shape[] {
  const [x, y] = places.get(id)!;
  return from.flatMap((one): Shape[] => {
    const start = places.get(one);
    if (!start || one === id || start[0] === x) return [];
    const forward = start[0] < x;
    const tone = verdict ? VERDICT_TONE[verdict] : 'dim';
    const points: Point[] = [
      [start[0] + (forward ? BOX.width : 0), start[1] + BOX.height / 2],
      [x + (forward ? 0 : BOX.width), y + BOX.height / 2],
    ];
    return [{ kind: 'line', points, stroke: tone, weight: verdict ? 0.9 : 0.4, arrow: true }];
  });
}

function boxOf({ title, id, verdict, reachable }: Node, [x, y]: Point): Shape[] {
  const room = BOX.width - 8;
  const tone = verdict ? VERDICT_TONE[verdict] : 'dim';
  const name = verdict ? `${VERDICT_MARK[verdict]} ${title}` : title;
  return [
    {
      kind: 'rect',
      x,
      y,
      ...BOX,
      fill: 'paper',
      stroke: tone,
      weight: verdict ? 1.4 : 0.6,
      ...(reachable === 'yes' ? {} : { dashed: true }),
    },
    {
      kind: 'text',
      x: x + 4,
      y: y + 11,
      size: 8,
      text: fit(name, 8, room),
      tone: verdict ? tone : 'ink',
      bold: verdict !== undefined,
      room,
    },
    { kind: 'text', x: x + 4, y: y + 21, size: 6.5, text: fit(id, 6.5, room), tone: 'dim', room },
  ];
}

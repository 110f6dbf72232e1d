import type { ResultDocument } from '../../result.js';
import type { Words } from '../model/words/index.js';
import { estimate, fit } from './fit.js';
import type { Drawing, Shape } from './shapes.js';

const WIDTH = 440;
const ROW = 22;
const SIZE = 8.5;
const FIGURE_ROOM = 110;

/** One bar for each part that can be counted: how much of it was read. */
export function coverageBars(document: ResultDocument, words: Words): Drawing | undefined {
  const rows = measures(document, words);
  if (rows.length === 0) return undefined;
  const lead = Math.min(150, Math.max(...rows.map(({ name }) => estimate(name, SIZE)))) + 8;
  const room = WIDTH - lead - FIGURE_ROOM;
  const shapes = rows.flatMap(({ name, part, whole }, i): Shape[] => {
    const y = i * ROW;
    const share = part / whole;
    const percent = share > 0 && share < 0.995 ? (share * 100).toFixed(1) : String(Math.round(share * 100));
    const figure = `${part} / ${whole}（${percent}%）`;
    return [
      { kind: 'text', x: 0, y: y + 13, size: SIZE, text: fit(name, SIZE, lead - 8), tone: 'ink', room: lead - 4 },
      { kind: 'rect', x: lead, y: y + 4, width: room, height: 12, fill: 'tint', stroke: 'line', weight: 0.6 },
      ...(part > 0 ? [{ kind: 'rect', x: lead, y: y + 4, width: room * share, height: 12, fill: 'blue' } as const] : []),
      { kind: 'text', x: WIDTH, y: y + 13, size: SIZE, text: figure, tone: 'ink', align: 'end', room: FIGURE_ROOM },
    ];
  });
  return { width: WIDTH, height: rows.length * ROW, shapes, alt: words.report.drawing.barAlt };
}

function measures({ coverage }: ResultDocument, { figures }: Words): { name: string; part: number; whole: number }[] {
  const { scripts, templates, screens } = coverage;
  return [
    { name: figures.scripts, part: scripts.parsed, whole: scripts.total },
    { name: figures.templates, part: templates.parsed, whole: templates.total },
    { name: figures.screens, part: screens.reachable, whole: screens.total },
  ]
    .filter(({ whole }) => whole > 0)
    .map((measure) => ({ ...measure, part: Math.min(measure.part, measure.whole) }));
}

import type { Drawing, Point, Shape, TextShape } from '../drawing/shapes.js';
import { TONE_COLOUR } from '../drawing/tones.js';
import type { Picture } from '../model/index.js';
import type { FontName, Fonts, Glyphs } from './fonts.js';
import type { Mark } from './page.js';
import type { Setting, Strip } from './strip.js';
import { captionStrip } from './table.js';

/** A drawing with its caption below: at full size, or smaller where the page is. */
export function pictureStrip({ drawing, caption }: Picture, setting: Setting): Strip {
  const below = captionStrip(caption, setting);
  const scale = Math.min(1, setting.width / drawing.width, (setting.height - below.height - 8) / drawing.height);
  const left = (setting.width - drawing.width * scale) / 2;
  const height = drawing.height * scale + 6;
  return {
    gap: 10,
    height: height + below.height,
    marks: [
      ...drawingMarks(drawing, left, scale, setting.fonts),
      ...below.marks.map((mark) => ({ ...mark, ...('y' in mark && { y: mark.y + height }) })),
    ],
  };
}

function drawingMarks({ shapes }: Drawing, left: number, scale: number, fonts: Fonts): Mark[] {
  const at = ([x, y]: Point): [number, number] => [left + x * scale, y * scale];
  return shapes.flatMap((shape): Mark[] => {
    if (shape.kind === 'text') return textMarks(shape, at([shape.x, shape.y]), scale, fonts);
    if (shape.kind === 'line') return lineMarks(shape, shape.points.map(at), scale);
    const [x, y] = at([shape.x, shape.y]);
    const { fill, stroke } = shape;
    return [
      {
        kind: 'rect',
        x,
        y,
        width: shape.width * scale,
        height: shape.height * scale,
        ...(fill && { fill: TONE_COLOUR[fill] }),
        ...(stroke && { stroke: TONE_COLOUR[stroke] }),
        weight: (shape.weight ?? 0.7) * scale,
        dashed: shape.dashed ?? false,
      },
    ];
  });
}

const HEAD = { length: 4.5, half: 1.7 };

function lineMarks(
  { stroke, weight = 0.7, dashed = false, arrow }: Extract<Shape, { kind: 'line' }>,
  points: [number, number][],
  scale: number,
): Mark[] {
  const colour = TONE_COLOUR[stroke];
  const line: Mark = { kind: 'line', points, stroke: colour, weight: weight * scale, dashed };
  const end = points.at(-1);
  const before = points.at(-2);
  if (!arrow || !end || !before) return [line];
  const angle = Math.atan2(end[1] - before[1], end[0] - before[0]);
  const corner = (side: number): [number, number] => [
    end[0] - scale * (HEAD.length * Math.cos(angle) + side * HEAD.half * Math.sin(angle)),
    end[1] - scale * (HEAD.length * Math.sin(angle) - side * HEAD.half * Math.cos(angle)),
  ];
  return [
    line,
    {
      kind: 'line',
      points: [end, corner(1), corner(-1)],
      stroke: colour,
      fill: colour,
      weight: 0.2,
      dashed: false,
      closed: true,
    },
  ];
}

function textMarks(
  { text, size: full, tone, bold, align, room: space }: TextShape,
  [x, y]: [number, number],
  scale: number,
  fonts: Fonts,
): Mark[] {
  const size = full * scale;
  const glyphs = fitted(text, bold ? 'hei' : 'song', (space * scale) / size, fonts);
  const width = glyphs.reduce((sum, glyph) => sum + glyph.width, 0) * size;
  let left = x - (align === 'end' ? width : align === 'middle' ? width / 2 : 0);
  const marks: Mark[] = [];
  for (const run of joined(glyphs)) {
    marks.push({
      kind: 'text',
      x: left,
      y,
      text: run.text,
      font: run.font,
      size,
      colour: TONE_COLOUR[tone],
      width: run.width * size,
    });
    left += run.width * size;
  }
  return marks;
}

/** The glyphs of a text, or as many as `ems` hold and `…`. */
function fitted(text: string, font: FontName, ems: number, fonts: Fonts): Glyphs[] {
  const glyphs = [...text].map((character) => fonts.glyph(character, font));
  if (glyphs.reduce((sum, { width }) => sum + width, 0) <= ems) return glyphs;
  const dots = fonts.glyph('…', font);
  const kept: Glyphs[] = [];
  let sum = dots.width;
  for (const glyph of glyphs) {
    sum += glyph.width;
    if (sum > ems) break;
    kept.push(glyph);
  }
  return [...kept, dots];
}

function joined(glyphs: readonly Glyphs[]): Glyphs[] {
  const runs: Glyphs[] = [];
  for (const glyph of glyphs) {
    const last = runs.at(-1);
    if (last?.font === glyph.font) {
      last.text += glyph.text;
      last.width += glyph.width;
    } else runs.push({ ...glyph });
  }
  return runs;
}

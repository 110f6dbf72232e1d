import { arrowHead } from '../drawing/arrow.js';
import type { Drawing, Point, Shape, TextShape } from '../drawing/shapes.js';
import { html, type Markup, nothing } from '../markup.js';

/** Longer descriptions help nobody who listens. */
const LONGEST = 600;

/**
 * A drawing as SVG in the page, in colours of its style sheet: title and description are read to those who do not see it,
 * and the description holds the texts of the drawing.
 *
 * @param id of the element, unique on the page
 */
export function svg({ width, height, shapes, alt }: Drawing, title: string, id: string): Markup {
  const said = shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : [])).join(' ');
  return html`<svg role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="-2 -2 ${round(width + 4)} ${round(height + 4)}">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${`${alt} ${said}`.slice(0, LONGEST)}</desc>
${shapes.map(element)}</svg>`;
}

function element(shape: Shape): Markup {
  if (shape.kind === 'text') return text(shape);
  const weight = html` stroke-width="${shape.weight ?? 0.7}"${shape.dashed ? html` stroke-dasharray="3 2"` : nothing}`;
  if (shape.kind === 'line') {
    const head = shape.arrow ? html`<polygon class="f-${shape.stroke}" points="${list(arrowHead(shape.points))}"/>` : nothing;
    return html`<polyline class="s-${shape.stroke}" points="${list(shape.points)}"${weight}/>${head}\n`;
  }
  const { x, y, width, height, fill, stroke } = shape;
  const names = [fill ? `f-${fill}` : 'hollow', ...(stroke ? [`s-${stroke}`] : [])].join(' ');
  return html`<rect class="${names}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${
    stroke ? weight : nothing
  }/>\n`;
}

function text({ x, y, size, text, tone, bold, align }: TextShape): Markup {
  const anchor = align ? html` text-anchor="${align}"` : nothing;
  const weight = bold ? html` font-weight="700"` : nothing;
  return html`<text class="f-${tone}" x="${round(x)}" y="${round(y)}" font-size="${size}"${anchor}${weight}>${text}</text>\n`;
}

function list(points: readonly Point[]): string {
  return points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
}

function round(value: number): number {
  return Number(value.toFixed(2));
}

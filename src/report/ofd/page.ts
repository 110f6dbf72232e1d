import type { FontName } from '../layout/index.js';
import type { LaidPage, Mark, TextMark } from '../layout/page.js';
import { type Markup, nothing, xml } from '../markup.js';
import { type Destination, onClick } from './goto.js';
import { mm } from './measures.js';

export const NAMESPACE: Markup = xml`xmlns:ofd="http://www.ofdspec.org/2016"`;

/** What pages share: numbers of objects, fonts and pictures, and which characters each font has to have. */
export interface Shared {
  nextId(): number;
  fonts: Record<FontName, number>;
  /** Width of a character in ems, as the page was laid out. */
  widthOf(character: string, font: FontName): number;
  used: Record<FontName, Set<string>>;
  logo: number;
  /** Where a link to an id of the model leads. */
  destinationOf(id: string): Destination | undefined;
}

const WATERMARK = { colour: '#eceef0', angle: (-32 * Math.PI) / 180 };

/** The content of one page: everything at its place, in the order it was laid out. GB/T 33190-2016, 7.7. */
export function pageContent({ marks, watermark }: LaidPage, size: { width: number; height: number }, shared: Shared): Markup {
  const links = marks.filter((mark) => mark.kind === 'link');
  const behind = watermark ? draftMark(watermark, size, shared) : nothing;
  return xml`<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer ID="${shared.nextId()}" Type="Body">${behind}
${marks.map((mark) => object(mark, links, shared))}</ofd:Layer></ofd:Content></ofd:Page>`;
}

function object(mark: Mark, links: readonly Link[], shared: Shared): Markup {
  switch (mark.kind) {
    case 'text':
      return text(mark, linkOver(mark, links), shared);
    case 'rect':
      return rect(mark, shared);
    case 'line':
      return line(mark, shared);
    case 'image':
      return xml`<ofd:ImageObject ID="${shared.nextId()}" Boundary="${mm(mark.x)} ${mm(mark.y)} ${mm(mark.width)} ${mm(mark.height)}" CTM="${mm(mark.width)} 0 0 ${mm(mark.height)} 0 0" ResourceID="${shared.logo}"/>\n`;
    case 'link':
      return nothing;
  }
}

type Link = Extract<Mark, { kind: 'link' }>;

/** The area a text stands in that leads to a place. */
function linkOver({ x, y }: TextMark, links: readonly Link[]): Link | undefined {
  return links.find((one) => x >= one.x && x < one.x + one.width && y >= one.y && y < one.y + one.height);
}

/** Above and below the baseline, in ems. */
const ABOVE = 1;
const BELOW = 0.3;

/**
 * What leads elsewhere is the text itself: ofd.js paints an area that is neither drawn nor filled black, and what a reader
 * does not know about text it leaves out.
 */
function text(mark: TextMark, link: Link | undefined, shared: Shared): Markup {
  const { x, y, width, size } = mark;
  const place = xml`Boundary="${mm(x)} ${mm(y - ABOVE * size)} ${mm(width + size)} ${mm((ABOVE + BELOW) * size)}"`;
  const destination = link && shared.destinationOf(link.to);
  return letters(mark, place, shared, destination ? onClick(destination) : nothing);
}

/** A run of text: the reader is told how far apart its characters stand, so lines are as wide as in the PDF. */
function letters(
  { text: words, font, size, colour }: Omit<TextMark, 'x' | 'y' | 'width'>,
  place: Markup,
  shared: Shared,
  actions = nothing,
): Markup {
  const characters = [...words];
  for (const character of characters) shared.used[font].add(character);
  const steps = characters.slice(0, -1).map((character) => mm(shared.widthOf(character, font) * size));
  const delta = steps.length > 0 ? xml` DeltaX="${grouped(steps)}"` : nothing;
  return xml`<ofd:TextObject ID="${shared.nextId()}" ${place} Font="${shared.fonts[font]}" Size="${mm(size)}">${actions}<ofd:FillColor Value="${rgb(colour)}"/><ofd:TextCode X="0" Y="${mm(ABOVE * size)}"${delta}>${words}</ofd:TextCode></ofd:TextObject>\n`;
}

/** `g 3 5.6` for three equal steps: 11.3 of the standard. */
function grouped(steps: readonly number[]): string {
  const groups: { step: number; count: number }[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.step === step) last.count += 1;
    else groups.push({ step, count: 1 });
  }
  return groups.map(({ step, count }) => (count > 2 ? `g ${count} ${step}` : Array(count).fill(step).join(' '))).join(' ');
}

/** Aslant through the middle of the page. */
function draftMark(
  { text: words, size, width }: NonNullable<LaidPage['watermark']>,
  page: { width: number; height: number },
  shared: Shared,
): Markup {
  const [cos, sin] = [Math.cos(WATERMARK.angle), Math.sin(WATERMARK.angle)];
  const start = { x: page.width / 2 - (width / 2) * cos, y: page.height / 2 - (width / 2) * sin };
  const shift = ABOVE * size;
  const matrix = [cos, sin, -sin, cos, mm(start.x + shift * sin), mm(start.y - shift * cos)].map(
    (n) => Math.round(n * 1e4) / 1e4,
  );
  const place = xml`Boundary="0 0 ${mm(page.width)} ${mm(page.height)}" CTM="${matrix.join(' ')}"`;
  return letters({ kind: 'text', text: words, font: 'hei', size, colour: WATERMARK.colour }, place, shared);
}

type Paint = { fill?: string; stroke?: string; weight: number; dashed: boolean };

function rect(mark: Extract<Mark, { kind: 'rect' }>, shared: Shared): Markup {
  const { x, y, width, height } = mark;
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ].map(([a, b]) => `${mm(a!)} ${mm(b!)}`);
  return path({ x, y, width, height }, `M ${corners.join(' L ')} C`, mark, shared);
}

function line(mark: Extract<Mark, { kind: 'line' }>, shared: Shared): Markup {
  const xs = mark.points.map(([x]) => x);
  const ys = mark.points.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const box = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  const points = mark.points.map(([a, b]) => `${mm(a - x)} ${mm(b - y)}`);
  return path(box, `M ${points.join(' L ')}${mark.closed ? ' C' : ''}`, mark, shared);
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What is drawn is cut at the boundary, so there is room for half the line on every side. */
function path({ x, y, width, height }: Box, data: string, { fill, stroke, weight, dashed }: Paint, shared: Shared): Markup {
  const edge = stroke ? weight : 0;
  const box = [x - edge, y - edge, width + 2 * edge || weight, height + 2 * edge || weight].map(mm).join(' ');
  const shift = edge ? xml` CTM="1 0 0 1 ${mm(edge)} ${mm(edge)}"` : nothing;
  const look = xml` Stroke="${stroke ? 'true' : 'false'}" Fill="${fill ? 'true' : 'false'}" LineWidth="${mm(weight)}"${dashed ? xml` DashPattern="${mm(2.5)} ${mm(2)}"` : nothing}`;
  return xml`<ofd:PathObject ID="${shared.nextId()}" Boundary="${box}"${shift}${look}>${
    stroke ? xml`<ofd:StrokeColor Value="${rgb(stroke)}"/>` : nothing
  }${fill ? xml`<ofd:FillColor Value="${rgb(fill)}"/>` : nothing}<ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>\n`;
}

function rgb(colour: string): string {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(' ');
}

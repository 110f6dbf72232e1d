import type { Drawing, Point, Shape, TextShape, Tone } from '../drawing/shapes.js';
import { TONE_COLOUR } from '../drawing/tones.js';
import { type Content, type Markup, nothing, xml } from '../markup.js';
import type { State } from './page.js';
import { hex } from './styles.js';
import { plain } from './text.js';

/** English metric units per point. */
const EMU = 12_700;
const GROUP = 'http://schemas.microsoft.com/office/word/2010/wordprocessingGroup';
/** Longer descriptions help nobody who listens. */
const LONGEST = 600;

/**
 * A drawing as one group of DrawingML shapes: it stays sharp, its texts can be searched and corrected, and no picture has to
 * be made from it. Programs older than Word 2010 show its description instead.
 */
export function drawing({ width, height, shapes, alt }: Drawing, title: string, state: State): Markup {
  const said = `${alt} ${shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : [])).join(' ')}`.slice(0, LONGEST);
  const scale = Math.min(1, state.sizes.width / 20 / width, 560 / height);
  const full = xml`cx="${emu(width)}" cy="${emu(height)}"`;
  const shown = xml`cx="${emu(width * scale)}" cy="${emu(height * scale)}"`;
  return xml`<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${shown}/><wp:docPr id="${state.marks.next()}" name="${title}" descr="${said}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="${GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext ${shown}/><a:chOff x="0" y="0"/><a:chExt ${full}/></a:xfrm></wpg:grpSpPr>
${shapes.map((shape) => element(shape, scale))}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>${plain(said)}</mc:Fallback></mc:AlternateContent></w:r>`;
}

function emu(points: number): number {
  return Math.round(points * EMU);
}

function element(shape: Shape, scale: number): Markup {
  if (shape.kind === 'text') return text(shape, scale);
  if (shape.kind === 'line') return lines(shape);
  const { x, y, width, height, fill, stroke } = shape;
  const look = xml`${fill ? solid(fill) : xml`<a:noFill/>`}${stroke ? outline(stroke, shape) : xml`<a:ln><a:noFill/></a:ln>`}`;
  return wsp(xml`<wps:cNvSpPr/>`, xml`${box(x, y, width, height)}${preset('rect')}${look}`, xml`<wps:bodyPr/>`);
}

function wsp(kind: Content, look: Content, body: Content): Markup {
  return xml`<wps:wsp>${kind}<wps:spPr>${look}</wps:spPr>${body}</wps:wsp>\n`;
}

function box(x: number, y: number, width: number, height: number, flips: Content = nothing): Markup {
  return xml`<a:xfrm${flips}><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></a:xfrm>`;
}

function preset(name: 'rect' | 'line'): Markup {
  return xml`<a:prstGeom prst="${name}"><a:avLst/></a:prstGeom>`;
}

function solid(tone: Tone): Markup {
  return xml`<a:solidFill><a:srgbClr val="${hex(TONE_COLOUR[tone])}"/></a:solidFill>`;
}

function outline(stroke: Tone, { weight = 0.7, dashed }: { weight?: number; dashed?: boolean }, end: Content = nothing): Markup {
  return xml`<a:ln w="${emu(weight)}">${solid(stroke)}${dashed ? xml`<a:prstDash val="dash"/>` : nothing}${end}</a:ln>`;
}

/** A straight line for each leg; the last has the arrow. */
function lines(shape: Extract<Shape, { kind: 'line' }>): Markup {
  const { points, stroke, arrow } = shape;
  const legs = points.slice(1).map((to, i) => {
    const isLast = i === points.length - 2;
    const end = arrow && isLast ? xml`<a:tailEnd type="triangle" w="sm" len="sm"/>` : nothing;
    return leg(points[i]!, to, outline(stroke, shape, end));
  });
  return xml`${legs}`;
}

function leg([x1, y1]: Point, [x2, y2]: Point, look: Markup): Markup {
  const flips = xml`${x2 < x1 ? xml` flipH="1"` : nothing}${y2 < y1 ? xml` flipV="1"` : nothing}`;
  const place = box(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1), flips);
  return wsp(xml`<wps:cNvCnPr/>`, xml`${place}${preset('line')}${look}`, xml`<wps:bodyPr/>`);
}

const SIDE = { middle: 'center', end: 'right' } as const;

/** A box of one line, as wide as the text may be, its baseline where the drawing has it. */
function text({ x, y, size, text: words, tone, bold, align, room }: TextShape, scale: number): Markup {
  const left = align === 'middle' ? x - room / 2 : align === 'end' ? x - room : x;
  const height = size * 1.4;
  const half = Math.round(size * scale * 2);
  const line = Math.round(height * scale * 20);
  const paragraph = xml`<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/><w:jc w:val="${
    align ? SIDE[align] : 'left'
  }"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="黑体"/>${bold ? xml`<w:b/>` : nothing}<w:color w:val="${hex(TONE_COLOUR[tone])}"/><w:sz w:val="${half}"/><w:szCs w:val="${half}"/></w:rPr>${plain(words)}</w:r></w:p>`;
  return wsp(
    xml`<wps:cNvSpPr txBox="1"/>`,
    xml`${box(left, y - size * 1.06, room, height)}${preset('rect')}<a:noFill/><a:ln><a:noFill/></a:ln>`,
    xml`<wps:txbx><w:txbxContent>${paragraph}</w:txbxContent></wps:txbx><wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr>`,
  );
}

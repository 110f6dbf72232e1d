import { TONE_COLOUR } from '../drawing/tones.js';
import { type Markup, nothing, xml } from '../markup.js';
import type { Report } from '../model/index.js';
import type { Fonts } from './fonts.js';
import { NAMESPACES } from './namespaces.js';
import { field, plain } from './text.js';

/** On every page: who may know, the report's number, and the mark of a draft behind the text. */
export function header({ header: { start, end }, watermark }: Report, fonts: Fonts): Markup {
  return xml`<w:hdr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>${
    watermark ? draftMark(watermark, fonts) : nothing
  }<w:r>${plain(start)}<w:tab/>${plain(end)}</w:r></w:p></w:hdr>`;
}

/** The shape Word itself puts there, under the name by which it finds and removes a watermark. */
function draftMark(text: string, fonts: Fonts): Markup {
  const width = Math.min(420, 46 * [...text].length);
  const style = `position:absolute;margin-left:0;margin-top:0;width:${width}pt;height:52pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin`;
  return xml`<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="${style}" o:allowincell="f" fillcolor="${TONE_COLOUR.red}" stroked="f"><v:fill opacity=".14"/><v:textpath style="font-family:&quot;${fonts.heading}&quot;;font-size:1pt" string="${text}"/></v:shape></w:pict></w:r>`;
}

/** Page x of y. Where a file holds several reports each counts its own pages. */
export function footer({ pageWords: [before, between, after] }: Report, isOnly: boolean, total: number): Markup {
  const shown = (count: number): Markup => xml`<w:r>${plain(String(count))}</w:r>`;
  return xml`<w:ftr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r>${plain(before)}</w:r>${field('PAGE', shown(1))}<w:r>${plain(between)}</w:r>${field(
    isOnly ? 'NUMPAGES' : 'SECTIONPAGES',
    shown(total),
  )}<w:r>${plain(after)}</w:r></w:p></w:ftr>`;
}

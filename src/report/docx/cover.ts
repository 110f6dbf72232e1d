import { logoSize } from '../layout/index.js';
import { type Content, type Markup, nothing, xml } from '../markup.js';
import type { Cover, Logo } from '../model/index.js';
import type { State } from './page.js';
import { paragraph, plain } from './text.js';

/** Twentieths of a point: names and values of the cover. */
const NAMES = 2300;
const ROW = 560;
const EMU = 12_700;
const PICTURE = 'http://schemas.openxmlformats.org/drawingml/2006/picture';

/** The first page: mark, title, sample, who is asked to fill in what, and the body that signs. */
export function cover({ title, subject, fields, organisation, markNote, logo }: Cover, logoId: string, state: State): Markup {
  const line = (text: string, style: string): Markup =>
    paragraph(xml`<w:r>${plain(text)}</w:r>`, { style, align: 'center' }, state);
  return xml`${logo ? paragraph(picture(logo, organisation, logoId, state), { style: 'Gap', align: 'center' }, state) : nothing}${line(title, 'Title')}${line(
    subject,
    'Subtitle',
  )}${rows(fields, state)}${paragraph(nothing, { style: 'Normal' }, state)}${line(organisation, 'Normal')}${line(markNote, 'ReportNote')}`;
}

/** Names, and values over a line each. */
function rows(fields: Cover['fields'], state: State): Markup {
  const left = Math.round(state.sizes.width * 0.06);
  const values = Math.round(state.sizes.width * 0.88) - NAMES;
  const cell = (width: number, content: Content, border: Content): Markup =>
    xml`<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${border}<w:vAlign w:val="bottom"/></w:tcPr>${paragraph(content, { style: 'TableText' }, state)}</w:tc>`;
  const under = xml`<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="8B949C"/></w:tcBorders>`;
  const words = (text: string): Markup => xml`<w:r><w:rPr><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>${plain(text)}</w:r>`;
  return xml`<w:tbl><w:tblPr><w:tblW w:w="${NAMES + values}" w:type="dxa"/><w:tblInd w:w="${left}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="${NAMES}"/><w:gridCol w:w="${values}"/></w:tblGrid>
${fields.map(
  ({ name, value }) =>
    xml`<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="${ROW}" w:hRule="atLeast"/></w:trPr>${cell(NAMES, words(name), nothing)}${cell(values, words(value), under)}</w:tr>\n`,
)}</w:tbl>
`;
}

function picture(logo: Logo, alt: string, relation: string, state: State): Markup {
  const id = state.marks.next();
  const { width, height } = logoSize(logo);
  const extent = xml`cx="${Math.round(width * EMU)}" cy="${Math.round(height * EMU)}"`;
  return xml`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/><wp:docPr id="${id}" name="logo" descr="${alt}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="${PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr id="${id}" name="logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

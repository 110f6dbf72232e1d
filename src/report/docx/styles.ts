import { TONE_COLOUR } from '../drawing/tones.js';
import { type Markup, nothing, xml } from '../markup.js';
import type { StyleNames } from '../model/words/office.js';
import { codeFace, type Fonts, face } from './fonts.js';
import type { Measures } from './measures.js';
import { NAMESPACES } from './namespaces.js';

const LINE = hex(TONE_COLOUR.line);
const TINT = hex(TONE_COLOUR.tint);
const DIM = hex(TONE_COLOUR.dim);

/** WordprocessingML writes colours without `#`. */
export function hex(colour: string): string {
  return colour.slice(1).toUpperCase();
}

/** Styles that people can change once for the whole report: those every word processor knows, and ours. */
export function styles(fonts: Fonts, sizes: Measures, names: StyleNames): Markup {
  return xml`<w:styles ${NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr>${face(fonts.body)}<w:color w:val="${hex(TONE_COLOUR.ink)}"/><w:sz w:val="${sizes.body}"/><w:szCs w:val="${sizes.body}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
${builtIn(fonts, sizes)}${ours(fonts, sizes, names)}${characters(fonts, sizes, names)}${tables(names)}</w:styles>`;
}

interface Paragraph {
  based?: string;
  next?: string;
  paragraph?: Markup;
  run?: Markup;
}

function style(id: string, name: string, { based = 'Normal', next, paragraph, run }: Paragraph, custom = false): Markup {
  return xml`<w:style w:type="paragraph"${custom ? xml` w:customStyle="1"` : nothing}${id === 'Normal' ? xml` w:default="1"` : nothing} w:styleId="${id}"><w:name w:val="${name}"/>${
    id === 'Normal' ? nothing : xml`<w:basedOn w:val="${based}"/>`
  }${next ? xml`<w:next w:val="${next}"/>` : nothing}<w:qFormat/><w:pPr>${paragraph ?? nothing}</w:pPr><w:rPr>${run ?? nothing}</w:rPr></w:style>
`;
}

function size(half: number): Markup {
  return xml`<w:sz w:val="${half}"/><w:szCs w:val="${half}"/>`;
}

/** Lines as far apart as the type is high, half as much again. */
function lines(half: number): Markup {
  return xml`w:line="${Math.round(half * 15)}" w:lineRule="exact"`;
}

function builtIn(fonts: Fonts, sizes: Measures): Markup {
  const [first, second, third] = sizes.headings;
  const heading = (level: number, half: number, font: string, before: number): Markup =>
    style(`Heading${level}`, `heading ${level}`, {
      next: 'BodyText',
      paragraph: xml`<w:keepNext/><w:keepLines/><w:spacing w:before="${before}" w:after="80" w:line="360" w:lineRule="auto"/><w:outlineLvl w:val="${level - 1}"/>`,
      run: xml`${face(font)}<w:b/>${size(half)}`,
    });
  // No indent on the right, beyond which LibreOffice does not set the page number.
  const toc = (level: number, half: number): Markup =>
    style(`TOC${level}`, `toc ${level}`, {
      next: 'BodyText',
      paragraph: xml`<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="${sizes.width}"/></w:tabs><w:spacing w:line="${Math.round(half * 13.5)}" w:lineRule="exact"/><w:ind w:left="${(level - 1) * 420}"/>`,
      run: size(half),
    });
  const furniture = xml`<w:tabs><w:tab w:val="right" w:pos="${sizes.width}"/></w:tabs><w:spacing w:line="280" w:lineRule="exact"/>`;
  return xml`${style('Normal', 'Normal', {
    paragraph: xml`<w:widowControl/><w:spacing w:line="${sizes.pitch}" w:lineRule="exact"/><w:jc w:val="both"/>`,
  })}${style('BodyText', 'Body Text', {
    paragraph: xml`<w:ind w:firstLineChars="200" w:firstLine="${sizes.body * 20}"/>`,
  })}${style('Title', 'Title', {
    next: 'Subtitle',
    paragraph: xml`<w:spacing w:before="1800" w:after="300" w:line="360" w:lineRule="auto"/><w:jc w:val="center"/>`,
    run: xml`${face(fonts.title)}${size(sizes.title)}`,
  })}${style('Subtitle', 'Subtitle', {
    paragraph: xml`<w:spacing w:after="1000" w:line="360" w:lineRule="auto"/><w:jc w:val="center"/>`,
    run: size(sizes.title - 10),
  })}${heading(1, first, fonts.heading, 360)}${heading(2, second, fonts.second, 260)}${heading(3, third, fonts.heading, 200)}${style(
    'Caption',
    'caption',
    {
      paragraph: xml`<w:keepLines/><w:spacing w:before="80" w:after="120" ${lines(sizes.table)}/><w:jc w:val="center"/>`,
      run: xml`${face(fonts.heading)}${size(sizes.table)}`,
    },
  )}${style('TOCHeading', 'TOC Heading', {
    next: 'BodyText',
    paragraph: xml`<w:keepNext/><w:spacing w:before="480" w:after="160" w:line="360" w:lineRule="auto"/><w:jc w:val="center"/>`,
    run: xml`${face(fonts.heading)}${size(first)}`,
  })}${toc(1, sizes.table)}${toc(2, sizes.small)}${style('Header', 'header', { paragraph: furniture, run: size(sizes.table) })}${style(
    'Footer',
    'footer',
    {
      paragraph: xml`<w:spacing w:line="280" w:lineRule="exact"/><w:jc w:val="center"/>`,
      run: size(sizes.table),
    },
  )}`;
}

/** `wordWrap` off: paths and names of code may be broken anywhere, as in Chinese text. */
function ours(fonts: Fonts, sizes: Measures, names: StyleNames): Markup {
  const table = xml`${face(fonts.table)}${size(sizes.table)}`;
  const beside = xml`<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="${LINE}"/></w:pBdr>`;
  const inset = xml`<w:ind w:left="240"/><w:jc w:val="left"/>`;
  return xml`${style(
    'TableText',
    names.cell,
    {
      paragraph: xml`<w:wordWrap w:val="0"/><w:spacing ${lines(sizes.table)}/><w:jc w:val="left"/>`,
      run: table,
    },
    true,
  )}${style(
    'LongTableText',
    names.longCell,
    { based: 'TableText', paragraph: xml`<w:spacing ${lines(sizes.long)}/>`, run: size(sizes.long) },
    true,
  )}${style(
    'ReportNote',
    names.note,
    {
      paragraph: xml`<w:spacing w:before="40" w:after="80" ${lines(sizes.small)}/>`,
      run: xml`${face(fonts.table)}<w:color w:val="${DIM}"/>${size(sizes.small)}`,
    },
    true,
  )}${style('ReportLabel', names.label, { next: 'BodyText', paragraph: xml`<w:keepNext/><w:spacing w:before="160" w:after="60" ${lines(sizes.table + 3)}/>`, run: xml`${face(fonts.heading)}${size(sizes.table + 3)}` }, true)}${style('ReportItem', names.item, { paragraph: xml`<w:wordWrap w:val="0"/><w:ind w:left="640" w:hanging="640"/><w:jc w:val="left"/>` }, true)}${style(
    'Evidence',
    names.evidence,
    {
      paragraph: xml`<w:keepLines/>${beside}<w:wordWrap w:val="0"/><w:spacing ${lines(sizes.table)}/>${inset}`,
      run: table,
    },
    true,
  )}${style(
    'Excerpt',
    names.excerpt,
    {
      based: 'Evidence',
      paragraph: xml`${beside}<w:shd w:val="clear" w:color="auto" w:fill="${TINT}"/>`,
      run: xml`${codeFace(fonts)}${size(sizes.code)}`,
    },
    true,
  )}${style(
    'SealLine',
    names.seal,
    {
      paragraph: xml`<w:wordWrap w:val="0"/><w:spacing w:before="240" ${lines(sizes.code)}/><w:jc w:val="left"/>`,
      run: xml`${codeFace(fonts)}${size(sizes.code)}`,
    },
    true,
  )}${style(
    'EndMark',
    names.end,
    {
      paragraph: xml`<w:spacing w:before="360" ${lines(sizes.table)}/><w:jc w:val="center"/>`,
      run: table,
    },
    true,
  )}${style('Drawing', names.drawing, { based: 'Gap', paragraph: xml`<w:keepNext/><w:spacing w:before="160" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>` }, true)}${style(
    'Gap',
    names.gap,
    {
      paragraph: xml`<w:spacing w:line="120" w:lineRule="exact"/>`,
      run: size(8),
    },
    true,
  )}`;
}

function characters(fonts: Fonts, sizes: Measures, names: StyleNames): Markup {
  return xml`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="${hex(TONE_COLOUR.blue)}"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="Code"><w:name w:val="${names.code}"/><w:qFormat/><w:rPr>${codeFace(fonts)}${size(sizes.code)}</w:rPr></w:style>
`;
}

function tables(names: StyleNames): Markup {
  const border = (side: string): Markup => xml`<w:${side} w:val="single" w:sz="4" w:space="0" w:color="${LINE}"/>`;
  const grid = xml`<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border)}</w:tblBorders>`;
  const margins = xml`<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>`;
  const part = (kind: string): Markup =>
    xml`<w:tblStylePr w:type="${kind}"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="${TINT}"/></w:tcPr></w:tblStylePr>`;
  return xml`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="${names.table}"/><w:basedOn w:val="TableNormal"/><w:tblPr>${grid}${margins}</w:tblPr>${part('firstRow')}</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="ReportFields"><w:name w:val="${names.fields}"/><w:basedOn w:val="TableNormal"/><w:tblPr>${grid}${margins}</w:tblPr>${part('firstCol')}</w:style>
`;
}

import { TONE_COLOUR, VERDICT_TONE } from '../drawing/tones.js';
import { type Content, type Markup, nothing, xml } from '../markup.js';
import { BREAK, type Rich, type Span, spansOf } from '../model/index.js';
import type { State } from './page.js';
import { hex } from './styles.js';

const MARKED = 'FFE08A';

/** Text in pieces, as runs. */
export function runs(rich: Rich, { marks }: Pick<State, 'marks'>): Markup {
  return xml`${spansOf(rich).map((span) => {
    const inner = run(span);
    return span.to ? xml`<w:hyperlink w:anchor="${marks.nameOf(span.to)}" w:history="1">${inner}</w:hyperlink>` : inner;
  })}`;
}

/** In the order the schema asks for. */
function run({ text, bold, dim, code, verdict, marked, to }: Span): Markup {
  if (text === BREAK.text) return xml`<w:r><w:br/></w:r>`;
  const colour = verdict ? VERDICT_TONE[verdict] : dim ? 'dim' : undefined;
  const properties: Content[] = [
    to ? xml`<w:rStyle w:val="Hyperlink"/>` : code ? xml`<w:rStyle w:val="Code"/>` : nothing,
    bold || verdict ? xml`<w:b/>` : nothing,
    colour ? xml`<w:color w:val="${hex(TONE_COLOUR[colour])}"/>` : nothing,
    marked ? xml`<w:shd w:val="clear" w:color="auto" w:fill="${MARKED}"/>` : nothing,
  ];
  return xml`<w:r><w:rPr>${properties}</w:rPr>${plain(text)}</w:r>`;
}

export function plain(text: string): Markup {
  return xml`<w:t xml:space="preserve">${text}</w:t>`;
}

/** A field with what it shows until it is updated. */
export function field(instruction: string, shown: Content, isDirty = false): Markup {
  return xml`<w:r><w:fldChar w:fldCharType="begin"${isDirty ? xml` w:dirty="1"` : nothing}/></w:r><w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
}

interface Kind {
  style: string;
  align?: 'center' | 'right';
  /** Id of the model that leads here. */
  id?: string;
  keepNext?: boolean;
}

/** A paragraph of a style; a page break that is due stands before it. */
export function paragraph(content: Content, { style, align, id, keepNext }: Kind, state: State): Markup {
  const isBroken = state.breakBefore;
  state.breakBefore = false;
  // LibreOffice gives up on long reports whose tables are bound to what follows.
  const isBound = keepNext || (state.keepNext && !style.endsWith('TableText') && style !== 'Gap');
  const properties = xml`<w:pStyle w:val="${style}"/>${isBound ? xml`<w:keepNext/>` : nothing}${
    isBroken ? xml`<w:pageBreakBefore/>` : nothing
  }${align ? xml`<w:jc w:val="${align}"/>` : nothing}`;
  return xml`<w:p><w:pPr>${properties}</w:pPr>${id ? bookmarked(id, content, state) : content}</w:p>\n`;
}

export function bookmarked(id: string, content: Content, { marks }: Pick<State, 'marks'>): Markup {
  const number = marks.next();
  return xml`<w:bookmarkStart w:id="${number}" w:name="${marks.nameOf(id)}"/>${content}<w:bookmarkEnd w:id="${number}"/>`;
}

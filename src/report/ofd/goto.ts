import { type Markup, xml } from '../markup.js';
import { mm } from './measures.js';

/** A place of the document. */
export interface Destination {
  pageId: number;
  /** Points from the upper edge. */
  y: number;
}

/** What a click does: the page with a place at its upper edge, as large as it is now. GB/T 33190-2016, 14. */
export function onClick({ pageId, y }: Destination): Markup {
  return xml`<ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="XYZ" PageID="${pageId}" Left="0" Top="${mm(y)}" Zoom="0"/></ofd:Goto></ofd:Action></ofd:Actions>`;
}

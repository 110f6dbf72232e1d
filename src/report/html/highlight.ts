import { markedPieces } from '../marks.js';
import { type Content, html } from './markup.js';

/** The excerpt with the words of `what` marked. */
export function highlight(excerpt: string, what: string): Content[] {
  return markedPieces(excerpt, what).map(({ text, marked }) => (marked ? html`<mark>${text}</mark>` : text));
}

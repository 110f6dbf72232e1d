import { type Content, html } from '../../report/markup.js';
import { page, type Viewer, wordsFor } from './layout.js';

export function errorPage(viewer: Viewer, text: string, more?: Content): string {
  const { words } = wordsFor(viewer);
  const body = html`<section class="sheet small"><h1>${words.error.title}</h1><p>${text}</p>${more}<p><a href="/">${words.error.back}</a></p></section>`;
  return page(viewer, { title: words.error.title, body });
}

export { decodeHtml, type HtmlDocument, type HtmlScript } from './document.js';
export { decodePageText, isText } from './text.js';

import type { Lang } from '../../messages/index.js';
import { html, type Markup } from '../markup.js';

/** Printed: margins of GB/T 9704, text in Fang Song, number and page in the margins, everything unfolded. */
export function print(number: string, lang: Lang): Markup {
  return html`
@page { size: A4; margin: 27mm 24mm 25mm 26mm;
  @top-right { content: "${number.replace(/["\\\n<]/g, '')}"; font-size: 8pt; color: #555; }
  @bottom-center { content: ${lang === 'zh' ? pageZh : pageEn}; font-size: 9pt; color: #333; } }
${sheet}`;
}

const pageZh = html`"第 " counter(page) " 页　共 " counter(pages) " 页"`;
const pageEn = html`counter(page) " / " counter(pages)`;

const sheet = html`@media print {
  body { background: none; font: 11pt/1.55 var(--fang); } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  #tools, .skip { display: none; }
  .report, .list { max-width: none; margin: 0; padding: 0; border: 0; } .report + .report { break-before: page; }
  .watermark { display: block; position: fixed; inset: 45% 0 auto; text-align: center; font: 42pt var(--hei); color: var(--red); opacity: .12; rotate: -32deg; }
  .cover { min-height: 200mm; } .page-break { break-after: page; }
  h2, h3, h4, summary, caption { break-after: avoid; } h2 { margin-top: 7mm; }
  table { font-size: 9.5pt; line-height: 1.45; } th, td { padding: 1.2mm 2mm; } thead { display: table-header-group; }
  tr, .evidence > li, .room, figure, .group, .sign, .fields > div { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; }
  .canvas { overflow: visible; } svg { min-width: 0; }
  a { color: inherit; text-decoration: none; } .jump { display: none; }
}
`;

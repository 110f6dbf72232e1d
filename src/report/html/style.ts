import type { Lang } from '../../messages/index.js';
import { html, type Markup } from './markup.js';

/** The style element. `number` stands in the running head of the printed pages; letters, digits and hyphens only. */
export function style(number: string, lang: Lang): Markup {
  return html`<style>${sheet}
@page { @top-right { content: "${number.replace(/[^\w-]/g, '')}"; font-size: 8pt; color: #555; }
  @bottom-center { content: ${lang === 'zh' ? pageZh : pageEn}; font-size: 9pt; color: #333; } }
</style>`;
}

const pageZh = html`"第 " counter(page) " 页　共 " counter(pages) " 页"`;
const pageEn = html`counter(page) " / " counter(pages)`;

/** Type and margins after GB/T 9704: title in Song, headings in Hei, printed text in Fang Song, tables one size smaller. */
const sheet: Markup = html`
:root { color-scheme: light; --ink: #1c2127; --dim: #5c6670; --line: #c9d0d6; --tint: #f4f6f8;
  --song: "FZXiaoBiaoSong-B05S", "STZhongsong", "Source Han Serif SC", "Noto Serif CJK SC", "SimSun", serif;
  --hei: "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", "SimHei", sans-serif;
  --fang: "FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC", "SimSun", serif;
  --mono: ui-monospace, "SFMono-Regular", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #e9ecef; color: var(--ink); font: 16px/1.75 var(--hei); }
.report, .contents { max-width: 60rem; margin: 1.5rem auto; padding: 2.5rem 3rem 3rem; background: #fff; box-shadow: 0 1px 4px #0002; }
.report > header { border-bottom: 2px solid var(--ink); margin-bottom: 2rem; padding-bottom: 1.25rem; text-align: center; }
.top { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; margin: 0 0 2rem; font-size: .85rem; color: var(--dim); }
.draft { color: #a3261e; border: 1px solid; padding: 0 .6em; letter-spacing: .1em; }
h1 { font: 700 1.9rem/1.4 var(--song); margin: 0 0 .75rem; text-wrap: balance; }
.subject { font: 1.25rem/1.5 var(--song); margin: 0; overflow-wrap: anywhere; }
h2 { font: 700 1.2rem/1.5 var(--hei); margin: 2.5rem 0 .9rem; break-after: avoid; }
h3 { font: 700 1rem/1.5 var(--hei); margin: 1.4rem 0 .5rem; break-after: avoid; overflow-wrap: anywhere; }
p { margin: .4rem 0; overflow-wrap: anywhere; }
a { color: #0b4f8a; text-underline-offset: .2em; }
.dim { color: var(--dim); font-weight: 400; }
code, pre { font-family: var(--mono); font-size: .85em; overflow-wrap: anywhere; }
pre { margin: .3rem 0 0; white-space: pre-wrap; }
table { width: 100%; border-collapse: collapse; font-size: .92rem; line-height: 1.55; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th, .pairs th, .sign th { background: var(--tint); font-weight: 600; }
.pairs th { width: 11em; }
.num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.results .clause { white-space: nowrap; }
.verdict { white-space: nowrap; font-weight: 600; color: var(--v, var(--ink)); }
.verdict i { font-style: normal; display: inline-block; min-width: 1.25em; text-align: center; margin-right: .25em; }
.v-found, .v-absent { --v: #a3261e; } .v-suspected { --v: #8a5200; } .v-undetermined { --v: #62389a; }
.v-present { --v: #176639; } .v-likely-present { --v: #4c6410; } .v-note { --v: #0b4f8a; }
.v-not-found, .v-not-applicable, .v-none { --v: #4d5761; }
.tally { list-style: none; margin: 0 0 1.25rem; padding: 0; display: flex; flex-wrap: wrap; gap: .6rem; }
.tally li { border: 1px solid var(--line); border-top: 3px solid var(--v); padding: .35rem .9rem; color: var(--v); }
.tally b { font-size: 1.35rem; font-variant-numeric: tabular-nums; }
details > summary { cursor: pointer; }
.meanings { margin-top: .8rem; font-size: .9rem; } .meanings dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0; } .meanings dd { margin: 0; }
.limit { border-left: 4px solid #62389a; background: var(--tint); padding: .6rem 1rem; margin: .7rem 0; break-inside: avoid; }
.limit .name { font-weight: 600; }
.places, .tampering { margin: .3rem 0; padding-left: 1.3em; font-size: .92rem; }
.item-box { border: 1px solid var(--line); border-left: 4px solid var(--v); padding: .9rem 1.2rem 1rem; margin: 1.2rem 0; }
.lead > header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; break-after: avoid; }
.lead > header h3 { margin: 0; font-size: 1.1rem; }
.lead > .clause { color: var(--dim); font-size: .9rem; margin: 0 0 .5rem; break-after: avoid; }
.lead { break-inside: avoid; } .lead + .context { break-before: avoid; }
.elements { list-style: none; margin: .5rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem; font-size: .88rem; }
.elements li { border: 1px solid var(--line); padding: .05rem .6rem; } .elements b { font-weight: 600; }
.s-evidenced b { color: #a3261e; } .v-present .s-evidenced b, .v-likely-present .s-evidenced b, .v-absent .s-evidenced b { color: #176639; } .s-not-evidenced b { color: var(--dim); } .s-review b { color: #8a5200; }
.context { margin: .8rem 0; } .context > summary { padding: .25rem 0; overflow-wrap: anywhere; } .context[open] > summary { break-after: avoid; }
.reach { border: 1px solid var(--line); font-size: .82rem; padding: 0 .4em; white-space: nowrap; }
.evidence { table-layout: fixed; } .evidence th:first-child { width: 11em; }
.place { color: #0b4f8a; }
.excerpt { background: var(--tint); padding: .35rem .6rem; }
mark { background: #ffe08a; color: inherit; padding: 0 .1em; }
.advice, .questions { break-after: avoid; }
.advice { border-top: 1px dashed var(--line); padding-top: .6rem; margin-top: .9rem; }
.questions ol { margin: .2rem 0; padding-left: 1.6em; }
.unit-says { border: 1px dashed var(--line); min-height: 4rem; padding: .4rem .7rem; color: var(--dim); break-inside: avoid; break-before: avoid; }
.short { break-inside: avoid; }
.inventory th, .inventory td { min-width: 4.5em; }
.inventory > summary h3 { display: inline-block; margin: 1rem 0 .5rem; }
.sign { margin-top: 2rem; break-inside: avoid; break-before: avoid; table-layout: fixed; } .sign th { text-align: center; } .sign .room td { height: 4.5rem; } .sign .seal { text-align: right; vertical-align: bottom; color: var(--dim); }
.end { text-align: center; color: var(--dim); margin-top: 2rem; letter-spacing: .2em; }
@media (max-width: 600px) {
  body { background: #fff; font-size: 15px; }
  .report, .contents { margin: 0; padding: 1rem; box-shadow: none; }
  h1 { font-size: 1.4rem; } .top { margin-bottom: 1rem; }
  .results thead { display: none; } .results, .results tbody { display: block; }
  .results tr { display: grid; grid-template-columns: 1fr auto; gap: 0 .6rem; border-bottom: 1px solid var(--line); padding: .5rem 0; }
  .results td { border: 0; padding: 0; } .results .clause { grid-column: 1 / 3; color: var(--dim); font-size: .85rem; } .results .num { display: none; }
  .pairs { table-layout: fixed; } .pairs th { width: 6.5em; }
  .item-box { padding: .7rem .8rem; } .evidence th:first-child { width: 6.5em; } th, td { padding: .3rem .4rem; }
}
@page { size: A4; margin: 27mm 24mm 25mm 26mm; }
@media print {
  body { background: none; font: 11pt/1.55 var(--fang); }
  .report, .contents { max-width: none; margin: 0; padding: 0; box-shadow: none; } .report + .report { break-before: page; }
  table { font-size: 9.5pt; line-height: 1.45; } th, td { padding: 1.2mm 2mm; } h2 { margin-top: 7mm; } thead { display: table-header-group; } tr, .tally, .advice, .questions { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .meanings::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; }
  a { color: inherit; text-decoration: none; }
}
`;

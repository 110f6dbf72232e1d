import type { Lang } from '../../messages/index.js';
import type { Tone } from '../drawing/shapes.js';
import { TONE_COLOUR } from '../drawing/tones.js';
import { html, type Markup } from '../markup.js';
import { print } from './print.js';

/** The style sheet. `number` stands in the running head of the printed pages. */
export function styleSheet(number: string, lang: Lang): Markup {
  return html`
:root { color-scheme: light dark; ${variables(TONE_COLOUR)}; --mark: #ffe08a; --desk: #e9ecef; }
@media screen and (prefers-color-scheme: dark) { :root { ${variables(DARK)}; --mark: #6b5200; --desk: #0c0f12; } }
${tones}${sheet}${narrow}${wide}${print(number, lang)}`;
}

/** For dark paper; text in them has a contrast of at least 4.5 to 1 on `paper` and `tint`. */
const DARK: Record<Tone, string> = {
  ink: '#e3e7eb',
  dim: '#a3adb7',
  line: '#46505a',
  tint: '#222930',
  paper: '#171c21',
  red: '#ff9c92',
  amber: '#f2b45c',
  violet: '#c9aaf5',
  green: '#7fd3a5',
  olive: '#bfd070',
  blue: '#8cc4f5',
  grey: '#b4bec7',
};

/** Our own constants: letters, digits and `#`. */
function variables(colours: Record<Tone, string>): Markup {
  return html`${Object.entries(colours).map(([tone, colour]) => html`--${tone}: ${colour}; `)}`;
}

const tones: Markup = html`${(Object.keys(TONE_COLOUR) as Tone[]).map(
  (tone) => html`.f-${tone} { fill: var(--${tone}); } .s-${tone} { stroke: var(--${tone}); }\n`,
)}`;

/** Type after GB/T 9704: title in Song, headings in Hei. */
const sheet: Markup = html`
:root { --song: "FZXiaoBiaoSong-B05S", "STZhongsong", "Source Han Serif SC", "Noto Serif CJK SC", "SimSun", serif;
  --hei: "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", "SimHei", sans-serif;
  --fang: "FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC", "SimSun", serif;
  --mono: ui-monospace, "SFMono-Regular", Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--desk); color: var(--ink); font: 16px/1.75 var(--hei); }
main:focus { outline: none; }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; padding: .5rem 1rem; background: var(--paper); color: var(--blue); z-index: 2; }
.skip:focus { left: .5rem; top: .5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
#tools, .report, .list { max-width: 60rem; margin: 1.5rem auto; padding: 2.5rem 3rem 3rem; background: var(--paper); border: 1px solid var(--line); }
#tools { padding: .8rem 1.5rem 1rem; margin-bottom: 0; font-size: .9rem; }
#tools fieldset { border: 0; padding: 0; margin: 0; } #tools legend { font-weight: 700; padding: 0; }
#tools label { display: inline-block; margin: .1rem 1.1rem .1rem 0; } #tools input { width: 1.1em; height: 1.1em; vertical-align: -.15em; margin: 0 .4em 0 0; }
#tools p { margin: .5rem 0 0; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
button { font: inherit; color: var(--ink); background: var(--tint); border: 1px solid var(--dim); border-radius: 3px; padding: .15rem .8rem; cursor: pointer; }
.cover { text-align: center; border-bottom: 2px solid var(--ink); margin-bottom: 2rem; padding-bottom: 1rem; }
.cover .fields { text-align: left; }
.top { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; margin: 0 0 2rem; font-size: .85rem; color: var(--dim); overflow-wrap: anywhere; }
.draft { float: right; margin: -1.7rem 0 0; color: var(--red); font-size: .85rem; letter-spacing: .1em; }
.watermark { display: none; }
.logo { max-width: 12rem; max-height: 5rem; }
h1 { font: 700 1.9rem/1.4 var(--song); margin: 0 0 .75rem; text-wrap: balance; }
.subject { font: 1.25rem/1.5 var(--song); margin: 0 0 1.5rem; }
.organisation { margin: 1rem 0 0; }
h1, h2, h3, h4, p, li, dd, dt, figcaption, caption { overflow-wrap: anywhere; }
h2 { font: 700 1.25rem/1.5 var(--hei); margin: 2.5rem 0 .9rem; padding-bottom: .2rem; border-bottom: 1px solid var(--line); }
h3 { font: 700 1.08rem/1.5 var(--hei); margin: 0; } h4 { font: 700 1rem/1.5 var(--hei); margin: 1.4rem 0 .4rem; }
p { margin: .4rem 0; }
a { color: var(--blue); text-underline-offset: .2em; }
.dim, .note { color: var(--dim); font-weight: 400; } .note { font-size: .92rem; }
.label { margin-top: 1rem; font-weight: 700; }
.item { display: flex; gap: .5em; } .item > :first-child { flex: none; min-width: 1.4em; }
code, pre { font-family: var(--mono); font-size: .86em; overflow-wrap: anywhere; unicode-bidi: isolate; }
.contents ul { list-style: none; padding: 0; margin: 0; } .contents li { padding: .1rem 0; } .contents .level-2 { padding-left: 1.6em; font-size: .93rem; }
.list ol { padding-left: 1.6em; margin: 0; } .list li { margin: .5rem 0; }
.fields { margin: .5rem 0; border-top: 1px solid var(--line); }
.fields > div { display: grid; grid-template-columns: 10.5em 1fr; border: solid var(--line); border-width: 0 1px 1px; }
.fields dt { background: var(--tint); padding: .35rem .6rem; font-size: .92rem; border-right: 1px solid var(--line); } .fields dd { margin: 0; padding: .35rem .6rem; font-size: .95rem; min-width: 0; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .92rem; line-height: 1.55; margin: .5rem 0; }
caption { text-align: center; font-weight: 700; padding: .3rem; }
th, td { border: 1px solid var(--line); padding: .4rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: var(--tint); font-weight: 600; } .to-end { text-align: right; } .to-middle { text-align: center; }
.verdict { font-weight: 600; color: var(--v); } .verdict i { font-style: normal; display: inline-block; min-width: 1.2em; text-align: center; margin-right: .2em; }
.v-found, .v-absent { --v: var(--red); } .v-suspected { --v: var(--amber); } .v-undetermined { --v: var(--violet); }
.v-present { --v: var(--green); } .v-likely-present { --v: var(--olive); } .v-note { --v: var(--blue); }
.v-not-found, .v-not-applicable, .v-none { --v: var(--grey); }
.item-box { border: 1px solid var(--line); border-left: 4px solid var(--v); padding: .8rem 1.2rem 1rem; margin: 1.2rem 0; }
details { margin: 1rem 0; } .item-box > details { margin: 0; }
summary { cursor: pointer; overflow-wrap: anywhere; } summary > h3 { display: inline; }
.jump { font-size: .92rem; } .jump a { display: inline-block; min-width: 1.5rem; min-height: 1.5rem; padding: 0 .2em; }
.evidence { list-style: none; margin: .6rem 0; padding: 0; } .evidence > li { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .9rem; margin: .8rem 0; }
.evidence p { margin: .1rem 0; } .carries { font-size: .92rem; } .place code { color: var(--blue); }
:target { background: var(--tint); }
pre { background: var(--tint); border: 1px solid var(--line); padding: .35rem .6rem; margin: .3rem 0 0; white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; }
figure { margin: 1rem 0; } figcaption { text-align: center; font-weight: 700; font-size: .92rem; padding: .3rem; }
.canvas { overflow-x: auto; } svg { display: block; width: 100%; min-width: 32rem; max-width: 44rem; height: auto; margin: 0 auto; font-family: var(--hei); }
polyline, .hollow { fill: none; }
.room { border: 1px dashed var(--dim); min-height: 4.5rem; padding: .3rem .7rem; margin: .8rem 0; color: var(--dim); }
.sign th { text-align: center; } .room-to-sign td { height: 4.5rem; } .stamp td { text-align: right; color: var(--dim); height: 3.5rem; vertical-align: bottom; }
.seal { font-size: .85rem; color: var(--dim); } .end { text-align: center; color: var(--dim); margin-top: 2rem; letter-spacing: .2em; }
`;

/** On a telephone a row of a table is a card, each value behind its column's title. */
const narrow: Markup = html`
@media screen and (max-width: 640px) {
  body { font-size: 15px; } #tools, .report, .list { margin: 0; padding: 1rem; border-width: 0 0 1px; }
  h1 { font-size: 1.4rem; } .draft { float: none; margin: 0; } .top { margin-bottom: 1rem; }
  .fields > div { grid-template-columns: 1fr; } .fields dt { border: 0; padding-bottom: 0; } .fields dd { background: var(--paper); }
  table, tbody, caption { display: block; } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; border: 1px solid var(--line); margin: .5rem 0; padding: .3rem .5rem; }
  td, td[class] { display: block; border: 0; padding: .1rem 0; text-align: left; } td::before { content: attr(data-title) "　"; color: var(--dim); font-size: .9em; }
  .item-box { padding: .6rem .7rem; } .stamp td, .room-to-sign td { height: 2.5rem; }
}
`;

/** Beside one report its contents stay in sight. */
const wide: Markup = html`
@media screen and (min-width: 1280px) {
  .one > main, .one > #tools { margin-left: max(21rem, calc(50vw - 24rem)); margin-right: 1.5rem; } .one .report { margin-inline: 0 auto; }
  .one .contents { position: fixed; left: max(1rem, calc(50vw - 44rem)); top: 1.5rem; bottom: 1.5rem; width: 19rem; overflow-y: auto; background: var(--paper); border: 1px solid var(--line); padding: 0 1.2rem 1rem; font-size: .9rem; line-height: 1.5; }
  .one .contents h2 { margin-top: 1rem; font-size: 1.05rem; } .one .contents a { text-decoration: none; } .one .contents a:hover { text-decoration: underline; }
}
`;

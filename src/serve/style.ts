import { html, type Markup } from '../report/markup.js';

/** Beside the report's style sheet, in its colours: menu, forms, lists. */
export const DESK: Markup = html`
.desk { font-size: 15px; line-height: 1.65; }
.bar { display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; align-items: center; padding: .5rem 1.5rem; background: var(--paper); border-bottom: 1px solid var(--line); }
.bar p { margin: 0; } .brand { font-weight: 700; }
.bar ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem; margin: 0; padding: 0; }
.bar nav a { display: block; padding: .3rem .7rem; border-radius: 3px; text-decoration: none; } .bar nav a:hover { text-decoration: underline; }
.bar nav a[aria-current] { background: var(--tint); color: var(--ink); font-weight: 700; }
.who { margin-left: auto; display: flex; gap: .8rem; align-items: center; overflow-wrap: anywhere; }
.sheet { max-width: 80rem; margin: 1.2rem auto; padding: 1.4rem 2rem 2rem; background: var(--paper); border: 1px solid var(--line); }
.sheet.medium { max-width: 44rem; } .sheet.small { max-width: 28rem; margin-top: 3rem; }
.sheet h1 { font: 700 1.5rem/1.4 var(--hei); margin: 0 0 .6rem; } .sheet h2 { margin: 1.8rem 0 .7rem; font-size: 1.15rem; }
.field { display: flex; flex-direction: column; gap: .2rem; min-width: 0; } .field label, legend { font-size: .9rem; color: var(--ink); font-weight: 600; }
input, select, textarea { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--dim); border-radius: 3px; padding: .3rem .5rem; max-width: 100%; }
input[type=checkbox], input[type=radio] { width: 1.15em; height: 1.15em; vertical-align: -.2em; margin: 0 .35em 0 0; }
.fields-form { display: grid; gap: .8rem; } .fields-form p { margin: 0; } .fields-form .row { display: flex; flex-wrap: wrap; gap: .8rem 1.2rem; } .fields-form fieldset { border: 0; padding: 0; margin: 0; }
textarea { line-height: 1.5; } .paper textarea { font-family: var(--mono); font-size: .88em; resize: vertical; } [aria-invalid=true] { border: 2px solid var(--red); }
.problems:empty { display: none; } .problems { color: var(--red); margin-top: .3rem; overflow-wrap: anywhere; } .problems ul { margin: .1rem 0; padding-left: 1.4em; }
.check { display: inline-block; padding: .2rem 1.2rem .2rem 0; overflow-wrap: anywhere; }
button { min-height: 2.1rem; } button.main { background: var(--blue); border-color: var(--blue); color: var(--paper); padding: .3rem 1.4rem; } button.danger { background: var(--red); border-color: var(--red); color: var(--paper); padding: .3rem 1.4rem; } button[disabled] { opacity: .6; cursor: default; }
.filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .7rem 1rem; margin: .8rem 0 .4rem; padding: .8rem 1rem 1rem; background: var(--tint); border: 1px solid var(--line); }
.filters .actions { flex-direction: row; align-items: center; gap: 1rem; align-self: end; white-space: nowrap; }
.samples th:nth-child(1) { width: 25%; } .samples th:nth-child(3) { width: 9%; } .samples th:nth-child(4) { width: 19%; } .samples th:nth-child(6) { width: 6%; } .samples th:nth-child(7) { width: 11%; }
.log th:nth-child(5) { width: 34%; } .log th:nth-child(1) { width: 16%; } .log th:nth-child(4) { width: 15%; }
.second { display: block; font-size: .88em; color: var(--dim); }
.samples td:first-child > a, .samples .second { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; width: fit-content; }
.count { white-space: nowrap; margin-right: .5em; }
.pager { display: flex; flex-wrap: wrap; gap: 1rem; justify-content: center; margin-top: 1rem; }
.links { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; list-style: none; margin: 0; padding: 0; }
.notice { border: 1px solid var(--line); border-left: 4px solid var(--blue); background: var(--tint); padding: .5rem .9rem; margin: .6rem 0; } .notice ul { margin: .2rem 0; padding-left: 1.4em; }
.notice.bad { border-left-color: var(--red); } .notice.good { border-left-color: var(--green); }
.finding { border-top: 1px dashed var(--line); margin-top: .8rem; padding-top: .1rem; } .finding h4 { margin: .8rem 0 .2rem; }
.answers { list-style: none; padding: .2rem 0 .2rem .9rem; margin: .6rem 0; border-left: 3px solid var(--green); } .answers li { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: center; } .answers p { margin: .1rem 0; white-space: pre-line; }
details.answering { margin: .8rem 0 .2rem; } details.answering > summary { color: var(--blue); padding: .2rem 0; } details.answering > form { padding: .8rem 1rem 1rem; background: var(--tint); border: 1px solid var(--line); max-width: 44rem; }
#papers > summary { color: var(--blue); } #papers > div { padding: .7rem 1rem; margin-top: .4rem; background: var(--tint); border: 1px solid var(--line); }
.contents-list { columns: 22rem; column-gap: 2rem; list-style: none; margin: .4rem 0; padding: 0; } .contents-list li { break-inside: avoid; padding: .1rem 0; }
progress { width: 100%; }
@media screen and (max-width: 640px) {
  .bar { padding: .5rem 1rem; } .sheet, .sheet.small { margin: 0; padding: 1rem; border-width: 0 0 1px; } .who { margin-left: 0; }
  .filters { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); padding: .7rem; } .filters .actions { grid-column: 1 / -1; }
  .sheet .fields > div { grid-template-columns: 7.5em 1fr; } .sheet .fields dd { padding: .35rem .5rem; }
  td[data-title]:empty { display: none; }
}
`;

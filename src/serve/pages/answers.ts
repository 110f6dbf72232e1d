import { html, lines, type Markup, nothing } from '../../report/markup.js';
import { isClue } from '../../report/view.js';
import type { ContextResult, Item } from '../../result.js';
import type { Answer } from '../answer-records.js';
import { ANSWERS, type AnswerDraft } from '../answers.js';
import { clock, dayOf } from '../local-time.js';
import { filled } from '../words/index.js';
import { field, notice, tokenField, type Viewer, wordsFor } from './layout.js';

export interface AnswerView {
  digest: string;
  answers: readonly Answer[];
  mayAnswer: boolean;
  mayWithdraw: (answer: Answer) => boolean;
  /** What was sent and not kept, with the reasons. */
  draft?: { draft: AnswerDraft; mistakes: string[] };
}

/** Answers that were given to a finding (or to an item as a whole) and the form for one more. */
export function answersTo(viewer: Viewer, view: AnswerView, item: Item, context: ContextResult | undefined, id: string): Markup {
  const fingerprint = context?.fingerprint ?? '';
  const given = view.answers.filter((one) => one.rule === item.rule && (one.fingerprint ?? '') === fingerprint);
  return html`${given.length > 0 ? givenAnswers(viewer, view, given) : nothing}${
    view.mayAnswer && !(context && isClue(context)) ? form(viewer, view, item, context, id) : nothing
  }`;
}

export function givenAnswers(viewer: Viewer, { digest, mayWithdraw }: AnswerView, given: readonly Answer[]): Markup {
  const { words, said } = wordsFor(viewer);
  const { answering } = words;
  return html`<ul class="answers" aria-label="${answering.given}">${given.map(
    (one) =>
      html`<li><p>${said.say.reviewed(one)} <span class="dim">${filled(answering.recorded, one.account)} ${clock(one.at)}</span></p>${
        mayWithdraw(one)
          ? html`<form method="post" action="/samples/${digest}/answers/${one.id}/withdraw" data-ask="${answering.ask}">${tokenField(viewer.token)}<button type="submit">${answering.withdraw}</button></form>`
          : nothing
      }</li>\n`,
  )}</ul>`;
}

function form(viewer: Viewer, view: AnswerView, item: Item, context: ContextResult | undefined, id: string): Markup {
  const { words } = wordsFor(viewer);
  const { answering } = words;
  const fingerprint = context?.fingerprint ?? '';
  const sent = view.draft?.draft;
  const isMine = sent !== undefined && sent.rule === item.rule && sent.fingerprint === fingerprint;
  const held: AnswerDraft = isMine
    ? sent
    : {
        rule: item.rule,
        fingerprint,
        about: 'finding',
        answer: '',
        by: viewer.person?.name ?? '',
        on: dayOf(new Date()),
        reason: '',
      };
  const mistakes = isMine ? (view.draft?.mistakes ?? []) : [];
  const choice = (name: string, value: string, text: string, chosen: boolean): Markup =>
    html`<label class="check"><input type="radio" name="${name}" value="${value}" required${chosen ? html` checked` : nothing}> ${text}</label>`;
  return html`<details class="answering"${isMine ? html` open` : nothing}><summary>${context ? answering.title : answering.titleItem}</summary>
${mistakes.length > 0 ? notice(html`${answering.mistakes}<ul>${mistakes.map((one) => html`<li>${one}</li>`)}</ul>`, 'bad') : nothing}
<form method="post" action="/samples/${view.digest}/answers#${item.rule}" class="fields-form">${tokenField(viewer.token)}
<input type="hidden" name="rule" value="${item.rule}"><input type="hidden" name="fingerprint" value="${fingerprint}">
${
  context?.declared
    ? html`<fieldset><legend>${answering.about}</legend>${choice('about', 'finding', answering.finding, held.about !== 'scene')}${choice('about', 'scene', answering.scene, held.about === 'scene')}</fieldset>`
    : nothing
}
<fieldset><legend>${answering.answer}</legend>${ANSWERS.map((one) => choice('answer', one, one, held.answer === one))}</fieldset>
<div class="row">${field(`${id}-by`, answering.by, html`<input id="${id}-by" name="by" value="${held.by}" required maxlength="100">`)}
${field(`${id}-on`, answering.on, html`<input id="${id}-on" name="on" type="date" value="${held.on}" max="${dayOf(new Date())}" required>`)}</div>
${field(`${id}-reason`, answering.reason, html`<textarea id="${id}-reason" name="reason" rows="3" required maxlength="1000">${lines(`\n${held.reason}`)}</textarea>`)}
<p><button type="submit" class="main">${answering.save}</button></p></form></details>`;
}

import { mask } from '../../../facts/excerpt.js';
import type { Fact, TextPosition } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import type { Body } from '../code/body.js';
import { type Sink, sinkByName } from '../code/sinks.js';
import type { Literal } from '../code/values.js';
import { plain } from '../markup/layouts.js';
import { TITLE_ID } from '../markup/positions.js';
import type { Place, PlaceOf } from './places.js';

const HAN = /[\u3400-\u9fff]/;
const TEXT_LIMIT = 2000;

/** Chinese words a method holds, by the place they are shown at. Log messages are no texts. */
export function textFacts(body: Body, analysis: Analysis, placeOf: PlaceOf): Fact[] {
  const { resources } = analysis;
  const facts = body.literals.flatMap((literal) => textFact(literal, body, analysis, placeOf) ?? []);
  for (const { id, at, type } of body.resources)
    if (type === 'array' || type === 'plurals')
      for (const value of resources.strings(id)) if (HAN.test(value)) facts.push(listedFact(value, type, placeOf(body, at)));
  return facts;
}

function textFact(literal: Literal, body: Body, analysis: Analysis, placeOf: PlaceOf): Fact | undefined {
  const { text } = literal;
  if (literal.folded || text.length > TEXT_LIMIT || !HAN.test(text)) return undefined;
  const seen = positionOf(literal, body, analysis);
  const drawn = analysis.composables.positions.get(body.owner.name);
  // A label drawn by the content of a button or bar is the button's or bar's.
  const position = seen === 'label' && drawn ? drawn : seen;
  if (!position) return undefined;
  const value = plain(text);
  return { kind: 'text', value, position, ...placeOf(body, literal.at), excerpt: excerptOf(literal, value) };
}

/** Of a list each item is a choice; of a plural the form that Chinese has is shown as it is. */
function listedFact(value: string, type: 'array' | 'plurals', place: Place): Fact {
  const position = type === 'array' ? 'option' : 'label';
  return { kind: 'text', value: plain(value), position, ...place, excerpt: mask(value).slice(0, 80) };
}

function excerptOf(literal: Literal, value: string): string {
  const shown = mask(value.replace(/\s+/g, ' '));
  return (literal.origin === 'constant' ? `const-string "${shown}"` : shown).slice(0, 80);
}

const POSITIONS: TextPosition[] = [
  'page-title',
  'toast',
  'dialog',
  'button',
  'menu',
  'tab',
  'placeholder',
  'option',
  'label',
  'list',
];

/** Put where the title stands while something is under way: 正在上传，请稍候… */
export const PROGRESS = /^正在|请?稍[等候]|加载中|请等待|(成功|失败|完毕|完成)[！!。]?$/;

function positionOf(literal: Literal, body: Body, analysis: Analysis): TextPosition | undefined {
  const sinks: ReadonlySet<Sink> = analysis.flows.of(literal);
  const here = analysis.flows.here(literal);
  // A title handed to the screen that is opened is the title of that one.
  const seen = POSITIONS.find((position) => sinks.has(position) && (position !== 'page-title' || here.has(position)));
  if (seen === 'page-title' && PROGRESS.test(literal.text)) return 'toast';
  if (seen === 'label' && /(Adapter|ViewHolder)/.test(body.owner.name)) return 'list';
  if (seen === 'label' && isTitle(literal, body, analysis)) return 'page-title';
  if (seen) return seen;
  if (sinks.has('log') && sinks.size === 1) return undefined;
  for (const call of body.calls)
    if (call.args.some((arg) => arg.kind === 'text' && arg.literal === literal)) {
      const named = sinkByName(call.callee.name);
      if (named === 'log') return undefined;
      if (named) return named as TextPosition;
    }
  return 'code';
}

const TITLE_FIELD = /^m?(tv|txt|text)?_?(page|bar|head|top|toolbar)?_?title(_?(tv|txt|text|view|name))?$/i;

/** Put into the view of the title, known by its id or by the field that holds it, or given to the app's own `setTitle`. */
function isTitle(literal: Literal, body: Body, { handlers, resources }: Analysis): boolean {
  return body.calls.some(({ callee, args, receiver }) => {
    if (!args.some((arg) => arg.kind === 'text' && arg.literal === literal)) return false;
    if (callee.name !== 'setText') return sinkByName(callee.name) === 'page-title';
    const id = receiver && handlers.viewOf(receiver);
    if (id !== undefined) return TITLE_ID.test(resources.nameOf(id) ?? '');
    return receiver?.kind === 'field' && TITLE_FIELD.test(receiver.ref.name);
  });
}

import type { ContextResult, Item, ResultDocument, Review, ReviewAnswer } from '../result.js';
import { dayOf } from './local-time.js';
import type { ServeWords } from './words/index.js';

export const ANSWERS: ReviewAnswer['answer'][] = ['成立', '不成立', '需补充'];

/** What a form held, whether it fits or not. */
export interface AnswerDraft {
  rule: string;
  /** Empty for the item as a whole. */
  fingerprint: string;
  about: string;
  answer: string;
  by: string;
  on: string;
  reason: string;
}

export interface Target {
  item: Item;
  /** Missing where the answer is for the item as a whole. */
  context?: ContextResult;
}

export function readDraft(body: Record<string, unknown>): AnswerDraft {
  const text = (key: string): string => (typeof body[key] === 'string' ? (body[key] as string).trim() : '');
  return {
    rule: text('rule'),
    fingerprint: text('fingerprint'),
    about: text('about') || 'finding',
    answer: text('answer'),
    by: text('by'),
    on: text('on'),
    reason: text('reason').replace(/\r\n/g, '\n'),
  };
}

/** What a draft answers; undefined where the result has no such thing. */
export function targetOf({ items }: ResultDocument, { rule, fingerprint, about }: AnswerDraft): Target | undefined {
  const item = items.find((one) => one.rule === rule);
  if (!item || (about !== 'finding' && about !== 'scene')) return undefined;
  if (fingerprint === '') return about === 'finding' ? { item } : undefined;
  const context = item.contexts.find((one) => one.fingerprint === fingerprint);
  return context && (about === 'finding' || context.declared) ? { item, context } : undefined;
}

/** The form of `review.yaml` (schema/review.schema.json), and a date that has come. */
export function mistakesIn({ answer, by, on, reason }: AnswerDraft, { answering }: ServeWords, now = new Date()): string[] {
  return [
    ...(ANSWERS.some((one) => one === answer) ? [] : [answering.noAnswer]),
    ...(by !== '' && by.length <= 100 ? [] : [answering.noPerson]),
    ...(isDay(on) && on <= dayOf(now) ? [] : [answering.noDay]),
    ...(reason !== '' && reason.length <= 1000 ? [] : [answering.noReason]),
  ];
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Of a draft without mistakes. */
export function reviewFrom({ rule, fingerprint, about, answer, by, on, reason }: AnswerDraft): Review {
  return {
    rule,
    ...(fingerprint !== '' && { fingerprint }),
    ...(about === 'scene' && { about }),
    answer: answer as Review['answer'],
    by,
    on,
    reason,
  };
}

/** `review.yaml`: quoted throughout, so that nothing a person wrote is anything but text. */
export function reviewYaml(reviews: readonly Review[]): string {
  if (reviews.length === 0) return '# 尚无复核意见\n[]\n';
  return reviews.map((review) => entry(review)).join('');
}

function entry(review: Review): string {
  const lines = Object.entries(review).map(([key, value]) => `${key}: ${quoted(String(value))}`);
  return `- ${lines.join('\n  ')}\n`;
}

/** A double-quoted scalar in one line: JSON's escapes are YAML's as well (YAML 1.2.2 §7.3.1); what YAML takes for a line break is one. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

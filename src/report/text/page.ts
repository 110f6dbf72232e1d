import { Chalk, type ChalkInstance } from 'chalk';
import { type Messages, messages } from '../../messages/index.js';
import type { Verdict } from '../../result.js';
import type { WriteOptions } from '../writer.js';
import { widthOf, wrap } from './width.js';

/** What every part of the text report is written with. */
export interface Page {
  words: Messages;
  width: number;
  paint: ChalkInstance;
}

const NARROWEST = 48;

export function pageOf({ lang, color, width }: WriteOptions): Page {
  return { words: messages[lang], width: Math.max(NARROWEST, width), paint: new Chalk({ level: color ? 1 : 0 }) };
}

/** One mark per verdict, so that the verdict is seen without colour; none of ambiguous width. */
const MARKS: Record<Verdict, string> = {
  found: '✗',
  suspected: '!',
  'not-found': '-',
  undetermined: '?',
  'not-applicable': '/',
  present: '✓',
  'likely-present': '~',
  absent: '✗',
  note: '*',
  none: '-',
};

export function verdictWord(verdict: Verdict, page: Page): string {
  return `${MARKS[verdict]} ${page.words.verdict[verdict]}`;
}

export function paintVerdict(text: string, verdict: Verdict, { paint }: Page): string {
  switch (verdict) {
    case 'found':
    case 'absent':
      return paint.red.bold(text);
    case 'suspected':
    case 'likely-present':
      return paint.yellow(text);
    case 'undetermined':
      return paint.magenta(text);
    case 'present':
      return paint.green(text);
    case 'note':
      return paint.cyan(text);
    default:
      return paint.dim(text);
  }
}

/** `label  text` with the text wrapped and hanging behind the label. */
export function hanging(
  label: string,
  text: string,
  indent: number,
  page: Page,
  style = (line: string): string => line,
): string[] {
  const head = ' '.repeat(indent) + label;
  const hang = widthOf(head);
  const lines = wrap(text, Math.max(16, page.width - hang));
  return lines.map((line, i) => (i === 0 ? head + style(line) : ' '.repeat(hang) + style(line)));
}

export function heading(text: string, { paint }: Page): string[] {
  return ['', paint.bold(/^[ -~]+$/.test(text) ? `[${text}]` : `【${text}】`)];
}

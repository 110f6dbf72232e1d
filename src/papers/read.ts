import { constructFromEvents, type Event, JSON_SCHEMA, parseEvents, YAMLException } from 'js-yaml';
import type { Papers } from '../check/index.js';
import { escaped, linesIn } from './lines.js';
import { type Problem, problemsIn } from './schema.js';

/** What comes with a package, each written by somebody else. */
export interface PaperContents {
  declaration: NonNullable<Papers['declaration']>;
  suppressions: NonNullable<Papers['suppressions']>;
  review: NonNullable<Papers['reviews']>;
}

export type PaperForm = keyof PaperContents;

/** A paper that cannot be used, and why, a sentence each: `第 12 行 /filing/type：应是 first、change`. */
export class PaperError extends Error {
  constructor(
    readonly reason: 'too-large' | 'not-text' | 'not-yaml' | 'form',
    readonly problems: readonly string[],
  ) {
    super(problems.join('\n'));
  }
}

/** Papers are written by people. */
export const LARGEST_PAPER = 1_000_000;

export const tooLarge = (): PaperError => new PaperError('too-large', [`超过 ${LARGEST_PAPER / 1_000_000} MB`]);

/** The text of a file, without a byte order mark. @throws PaperError for one in another encoding than UTF-8 */
export function paperText(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_PAPER) throw tooLarge();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PaperError('not-text', ['编码不是 UTF-8，请在编辑器里另存为 UTF-8']);
  }
}

/** Reads a paper and holds it against `schema/<form>.schema.json`. @throws PaperError */
export function readPaperText<Form extends PaperForm>(text: string, form: Form): PaperContents[Form] {
  if (text.length > LARGEST_PAPER) throw tooLarge();
  const { value, events } = parse(text);
  // A list of which every entry is still commented out is an empty list.
  const written = value ?? (form === 'declaration' ? {} : []);
  const problems = problemsIn(written, form);
  if (problems.length === 0) return written as PaperContents[Form];
  const lines = linesIn(text, events);
  const placed = problems.map((problem) => ({ ...problem, line: lineOf(problem, lines) }));
  throw new PaperError('form', placed.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).map(sentence));
}

/** Dates stay text, as they were written. A paper says what it says where it stands: no aliases, which could be made to grow. */
function parse(text: string): { value: unknown; events: Event[] } {
  try {
    const events = parseEvents(text, {});
    const documents = constructFromEvents(events, { source: text, schema: JSON_SCHEMA, maxAliases: 0 });
    if (documents.length > 1) throw new PaperError('not-yaml', ['有几份文档（---），只能有一份']);
    return { value: documents[0], events };
  } catch (error) {
    throw error instanceof YAMLException ? new PaperError('not-yaml', [inChinese(error)]) : error;
  }
}

/** What is wrong most often, so that who has never heard of YAML can mend it. */
const REASONS: [reason: RegExp, chinese: string][] = [
  [/^bad indentation/, '缩进与上一行对不齐，或值里有冒号而没有加引号'],
  [/^duplicated mapping key/, '同一个名称写了两次'],
  [/within a flow collection|^missed comma/, '方括号或花括号没有写完，或少了逗号'],
  [/quoted scalar/, '引号没有写完'],
  [/colon is missed|multiline key|implicit key/, '少了冒号（要用半角“:”，后面空一格）'],
  [/tab characters/, '缩进要用空格，不能用制表符'],
  [/deficient indentation/, '缩进不够，或引号没有写完'],
  [/document separator is expected/, '这一行接不上前面：列表与“名称: 值”不能混写，冒号要用半角“:”，缩进要用空格'],
  [/maxAliases/, '不支持引用（& 和 *），请写出内容'],
  [/maxDepth/, '层数太多'],
  [/^unknown .*tag/, '不支持标签（!）'],
];

function inChinese({ mark, reason }: YAMLException): string {
  const where = mark ? `第 ${mark.line + 1} 行第 ${mark.column + 1} 列：` : '';
  return `${where}${REASONS.find(([one]) => one.test(reason))?.[1] ?? reason}`;
}

function lineOf({ place, key }: Problem, lines: ReadonlyMap<string, number>): number | undefined {
  return lines.get(key === undefined ? place : `${place}/${escaped(key)}`);
}

function sentence({ place, message, line }: Problem & { line?: number }): string {
  return `${line === undefined ? '' : `第 ${line} 行 `}${place || '/'}：${message}`;
}

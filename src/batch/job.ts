import { gunzipSync, gzipSync } from 'node:zlib';
import { type Papers, type RulePack, withReviews } from '../check/index.js';
import type { FactsFile } from '../facts/types.js';
import { type BudgetLimits, InputError } from '../open/index.js';
import { groupInputs } from '../open/wxapkg/groups.js';
import { loadWriter } from '../report/index.js';
import type { ReportSettings } from '../report/model/settings.js';
import { sealLine } from '../report/seal.js';
import type { ResultDocument, Review } from '../result.js';
import { checkStored, extractInput } from '../scan.js';
import { summaryOf } from './summary.js';

/** What a child is told on its standard input, as one JSON text; `rules` says which rules to load, in the words of the command line. */
export type Job =
  | {
      do: 'scan';
      inputs: string[];
      names?: string[];
      appId?: string;
      budget?: Partial<BudgetLimits>;
      rules?: object;
      lang: 'zh' | 'en';
    }
  /** Facts as they were stored (gzip in Base64), with what came beside the package. */
  | { do: 'check'; facts: string; papers?: Omit<Papers, 'on'>; rules?: object; lang: 'zh' | 'en' }
  /** Which of the WeChat packages are one app. */
  | { do: 'group'; inputs: string[]; appId?: string }
  | ReportJob;

/** A stored result (gzip in Base64) with reviewers' answers, to be written as a report. */
export interface ReportJob {
  do: 'report';
  result: string;
  reviews: readonly Review[];
  format: string;
  settings?: Omit<ReportSettings, 'logo'>;
  /** Its bytes in Base64. */
  logo?: { bytes: string; type: 'png' | 'jpeg' };
  lang: 'zh' | 'en';
}

/** What comes back: one line of JSON, then the parts it names, one after the other. */
export interface Answer {
  /** Why there is nothing to inspect; then there are no parts. */
  nothing?: string;
  summary?: string;
  groups?: string[][];
  facts?: Buffer;
  result?: Buffer;
  html?: Buffer;
  report?: Buffer;
}

const PARTS = ['facts', 'result', 'html', 'report'] as const;

/** Does a job, in the child. What goes wrong with the input is an answer; anything else ends the child. */
export async function doJob(job: Job, packs: RulePack[]): Promise<Answer> {
  try {
    if (job.do === 'group') return { groups: groupInputs(job.inputs, job).map((group) => [group].flat()) };
    if (job.do === 'report') return { report: await written(job) };
    if (job.do === 'check') return await answerFor(checkStored(storedFacts(job.facts), packs, job.papers), job.lang);
    const facts = extractInput(job.inputs.length === 1 ? job.inputs[0]! : job.inputs, job);
    return { ...(await answerFor(checkStored(facts, packs), job.lang)), facts: packed(facts) };
  } catch (error) {
    if (error instanceof InputError) return { nothing: error.message };
    throw error;
  }
}

/** A result in the forms that are kept. */
export async function answerFor(result: ResultDocument, lang: 'zh' | 'en'): Promise<Answer> {
  const html = await (await loadWriter('html')).write([result], { lang, color: false, width: 80 });
  const sealed: ResultDocument = { ...result, seal: sealLine(result) };
  return { summary: JSON.stringify(summaryOf(result)), result: packed(sealed), html: gzipSync(html, { level: 1 }) };
}

async function written({ result, reviews, format, settings, logo, lang }: ReportJob): Promise<Buffer> {
  const document = withReviews(unpacked(Buffer.from(result, 'base64')), reviews);
  const chosen = { ...settings, ...(logo && { logo: { type: logo.type, bytes: Buffer.from(logo.bytes, 'base64') } }) };
  // People open a CSV file with a spreadsheet program, which takes it for UTF-8 by its mark only.
  const options = { lang, color: false, width: 80, settings: chosen, bom: true };
  const report = await (await loadWriter(format)).write([document], options);
  return Buffer.from(report);
}

/** A result as it is kept. */
export function unpacked(body: Uint8Array): ResultDocument {
  return JSON.parse(gunzipSync(body).toString('utf8')) as ResultDocument;
}

/** What stored facts say of the files they were read from. */
export function packageOf(facts: Uint8Array): FactsFile['package'] {
  return (JSON.parse(gunzipSync(facts).toString('utf8')) as FactsFile).package;
}

export function packed(value: FactsFile | ResultDocument): Buffer {
  return gzipSync(JSON.stringify(value), { level: 3 });
}

function storedFacts(base64: string): FactsFile {
  return JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString('utf8')) as FactsFile;
}

export function encodeAnswer({ nothing, summary, groups, ...parts }: Answer): Buffer {
  const sizes = PARTS.map((part) => parts[part]?.length ?? 0);
  return Buffer.concat([
    Buffer.from(`${JSON.stringify({ nothing, summary, groups, sizes })}\n`),
    ...PARTS.flatMap((part) => parts[part] ?? []),
  ]);
}

/** @throws Error when the child did not say all it had to say */
export function decodeAnswer(bytes: Buffer): Answer {
  const end = bytes.indexOf(10);
  if (end === -1) throw new Error('回答不完整');
  const { sizes, ...words } = JSON.parse(bytes.subarray(0, end).toString('utf8')) as Omit<Answer, 'facts'> & { sizes: number[] };
  let at = end + 1;
  const cut = (size = 0): Buffer | undefined => {
    const part = bytes.subarray(at, at + size);
    if (part.length < size) throw new Error('回答不完整');
    at += size;
    return size === 0 ? undefined : part;
  };
  const [facts, result, html, report] = sizes.map(cut);
  return { ...words, facts, result, html, report };
}

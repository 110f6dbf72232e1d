import { gunzipSync } from 'node:zlib';
import { runChild } from '../batch/child.js';
import type { Inspection } from '../batch/inspect.js';
import type { ReportJob } from '../batch/job.js';
import { withReviews } from '../check/index.js';
import type { ReportSettings } from '../report/model/settings.js';
import type { ResultDocument, Review } from '../result.js';
import type { InPlace } from './places.js';

/** Formats that are offered, and what a browser is told of them. */
export const REPORTS: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ofd: 'application/ofd',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** A report that could not be written, and why. */
export class ReportError extends Error {}

/** A result that is too large for a page. */
export class TooLargeError extends Error {}

/** A result that is larger is not shown as a page; its reports can still be had. */
const LARGEST_BODY = 128 * 1024 * 1024;

/** @throws TooLargeError */
export function reviewedResult(body: Uint8Array, reviews: readonly Review[]): ResultDocument {
  return withReviews(JSON.parse(inflated(body)) as ResultDocument, reviews);
}

function inflated(body: Uint8Array): string {
  try {
    return gunzipSync(body, { maxOutputLength: LARGEST_BODY }).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    throw new TooLargeError();
  }
}

export interface ReportWriter {
  /** @throws ReportError */
  write(body: Uint8Array, reviews: readonly Review[], format: string): Promise<Buffer>;
  stop(): void;
}

/** Writes reports in children: what a package holds neither halts the server nor fills its memory. */
export function createReportWriter(
  { worker, profile, lang }: Inspection,
  settings: ReportSettings = {},
  inPlace: InPlace = (work) => work(),
): ReportWriter {
  const stop = new AbortController();
  const { logo, ...rest } = settings;
  const picture = logo && { type: logo.type, bytes: Buffer.from(logo.bytes).toString('base64') };
  const run = (job: ReportJob): Promise<Buffer> =>
    inPlace(async () => {
      const outcome = await runChild(job, worker, profile, stop.signal);
      if ('answer' in outcome && outcome.answer.report) return outcome.answer.report;
      throw new ReportError('death' in outcome ? `${outcome.death} ${outcome.detail}`.trim() : '');
    });
  return {
    write: (body, reviews, format) =>
      run({ do: 'report', result: Buffer.from(body).toString('base64'), reviews, format, settings: rest, logo: picture, lang }),
    stop: () => stop.abort(),
  };
}

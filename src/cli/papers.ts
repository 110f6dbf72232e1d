import { basename } from 'node:path';
import { JSON_SCHEMA, load } from 'js-yaml';
import type { Papers } from '../check/index.js';
import { UsageError } from './errors.js';
import { readFile } from './read-file.js';
import { problemsWith } from './schema.js';

export interface PaperOptions {
  declaration?: string;
  suppressions?: string;
  review?: string;
}

/** The papers named on the command line or in the configuration. @throws UsageError saying where a file does not fit its form */
export function readPapers({ declaration, suppressions, review }: PaperOptions): Omit<Papers, 'on'> {
  return {
    ...(declaration && { declaration: readPaper(declaration, 'declaration') as Papers['declaration'] }),
    ...(suppressions && { suppressions: readPaper(suppressions, 'suppressions') as Papers['suppressions'] }),
    ...(review && { reviews: readPaper(review, 'review') as Papers['reviews'] }),
  };
}

/** Papers are written by people. */
const LARGEST = 1_000_000;

function readPaper(path: string, form: 'declaration' | 'suppressions' | 'review'): unknown {
  // A list of which every entry is still commented out is an empty list.
  const value = parse(path) ?? (form === 'declaration' ? {} : []);
  const problems = problemsWith(value, form);
  if (problems.length === 0) return value;
  throw new UsageError(
    `${path} 不合格式：\n${problems.map((problem) => `  ${problem}`).join('\n')}\n格式见随包的 schema/${form}.schema.json；jianfu init 可写出带说明的样本。`,
  );
}

function parse(path: string): unknown {
  const text = readFile(path).toString('utf8');
  if (text.length > LARGEST) throw new UsageError(`${path} 过大。`);
  try {
    // Dates stay text, as they were written.
    return load(text, { schema: JSON_SCHEMA, filename: basename(path) });
  } catch (error) {
    throw new UsageError(`${path} 不是 YAML：${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
}

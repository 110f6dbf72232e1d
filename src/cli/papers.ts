import type { Papers } from '../check/index.js';
import { type PaperContents, PaperError, type PaperForm, paperText, readPaperText } from '../papers/read.js';
import { UsageError } from './errors.js';
import { readFile } from './read-file.js';

export interface PaperOptions {
  declaration?: string;
  suppressions?: string;
  review?: string;
}

/** The papers named on the command line or in the configuration. @throws UsageError saying where a file does not fit its form */
export function readPapers({ declaration, suppressions, review }: PaperOptions): Omit<Papers, 'on'> {
  return {
    ...(declaration && { declaration: readPaper(declaration, 'declaration') }),
    ...(suppressions && { suppressions: readPaper(suppressions, 'suppressions') }),
    ...(review && { reviews: readPaper(review, 'review') }),
  };
}

function readPaper<Form extends PaperForm>(path: string, form: Form): PaperContents[Form] {
  try {
    return readPaperText(paperText(readFile(path)), form);
  } catch (error) {
    throw error instanceof PaperError ? new UsageError(explained(path, form, error)) : error;
  }
}

function explained(path: string, form: PaperForm, { reason, problems }: PaperError): string {
  if (reason === 'too-large') return `${path} 过大：${problems[0]}。`;
  if (reason === 'not-text') return `${path}：${problems[0]}。`;
  if (reason === 'not-yaml') return `${path} 不是 YAML：${problems[0]}`;
  const lines = problems.map((problem) => `  ${problem}`).join('\n');
  return `${path} 不合格式：\n${lines}\n格式见随包的 schema/${form}.schema.json；jianfu init 可写出带说明的样本。`;
}

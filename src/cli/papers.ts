import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { JSON_SCHEMA, load } from 'js-yaml';
import type { Papers } from '../check/index.js';
import { UsageError } from './errors.js';
import { packageRoot } from './package-root.js';
import { readFile } from './read-file.js';

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
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(
    JSON.parse(readFileSync(join(packageRoot(), 'schema', `${form}.schema.json`), 'utf8')),
  );
  if (validate(value)) return value;
  const problems = (validate.errors ?? []).map(problemOf).slice(0, MOST_PROBLEMS);
  throw new UsageError(
    `${path} 不合格式：\n${[...new Set(problems)].map((problem) => `  ${problem}`).join('\n')}\n格式见随包的 schema/${form}.schema.json；jianfu init 可写出带说明的样本。`,
  );
}

const MOST_PROBLEMS = 12;

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

/** `/filing/type：应是 first、change、again、self-check`. */
function problemOf({ instancePath, keyword, params, message }: ErrorObject): string {
  const place = instancePath || '/';
  if (keyword === 'required') return `${place}：缺少“${params.missingProperty}”`;
  if (keyword === 'additionalProperties') return `${place}：不认识“${params.additionalProperty}”`;
  if (keyword === 'enum') return `${place}：应是 ${(params.allowedValues as unknown[]).join('、')}`;
  if (keyword === 'const') return `${place}：应是 ${String(params.allowedValue)}`;
  if (keyword === 'type') return `${place}：类型应是 ${TYPES[String(params.type)] ?? String(params.type)}`;
  if (keyword === 'pattern') return `${place}：写法不对，应合 ${params.pattern}`;
  if (keyword === 'minLength' || keyword === 'minItems') return `${place}：不能是空的`;
  return `${place}：${message ?? keyword}`;
}

const TYPES: Record<string, string> = {
  string: '文字（数字请加引号）',
  array: '列表',
  object: '“名称: 值”',
  boolean: 'true 或 false',
};

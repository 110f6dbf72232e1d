import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { packageRoot } from '../package-root.js';
import { nearest } from './nearest.js';

const MOST_PROBLEMS = 12;

/** What people write: each has its `schema/<form>.schema.json`, which alone says what fits. */
export type Form = 'declaration' | 'suppressions' | 'review' | 'config';

/** Parts of a form that have files of their own. */
const PARTS: Partial<Record<Form, readonly string[]>> = { config: ['report-settings'] };

/** Where a value does not fit its form: a JSON pointer, and what is wrong there in Chinese. */
export interface Problem {
  place: string;
  message: string;
  /** A key at that place which should not be there. */
  key?: string;
}

export function problemsIn(value: unknown, form: Form): Problem[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true });
  for (const part of PARTS[form] ?? []) ajv.addSchema(schemaOf(part), `${part}.schema.json`);
  const validate = ajv.compile(schemaOf(form));
  if (validate(value)) return [];
  const problems = (validate.errors ?? []).map(problemOf);
  const distinct = new Map(problems.map((problem) => [`${problem.place}${problem.message}`, problem]));
  return [...distinct.values()].slice(0, MOST_PROBLEMS);
}

function problemOf(error: ErrorObject): Problem {
  const key = error.keyword === 'additionalProperties' ? String(error.params.additionalProperty) : undefined;
  return { place: error.instancePath, message: messageOf(error), ...(key !== undefined && { key }) };
}

function schemaOf(name: string): object {
  return JSON.parse(readFileSync(join(packageRoot(), 'schema', `${name}.schema.json`), 'utf8'));
}

function messageOf({ keyword, params, message, parentSchema }: ErrorObject): string {
  const example = parentSchema?.examples?.[0] as unknown;
  const like = example === undefined ? '' : `，例如 ${JSON.stringify(example)}`;
  if (keyword === 'required') return `缺少“${params.missingProperty}”`;
  if (keyword === 'additionalProperties')
    return unknownKey(params.additionalProperty, Object.keys(parentSchema?.properties ?? {}));
  if (keyword === 'enum') return `应是 ${(params.allowedValues as unknown[]).join('、')}`;
  if (keyword === 'const') return `应是 ${String(params.allowedValue)}`;
  if (keyword === 'type') return `类型应是 ${typesOf(params.type)}${like}`;
  if (keyword === 'pattern') return `写法不对，应合 ${params.pattern}`;
  if (keyword === 'exclusiveMinimum') return `应大于 ${params.limit}${like}`;
  if (keyword === 'minimum') return `不应小于 ${params.limit}${like}`;
  if (keyword === 'minLength' || keyword === 'minItems') return `不能是空的${like}`;
  return message ?? keyword;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return `不认识“${key}”。${near ? `是不是“${near}”？` : ''}可用名称：${known.filter((name) => name !== '$schema').join('、')}`;
}

const TYPES: Record<string, string> = {
  string: '文字（数字请加引号）',
  array: '列表',
  object: '“名称: 值”',
  boolean: 'true 或 false',
  number: '数',
  integer: '整数',
};

function typesOf(type: string | readonly string[]): string {
  return [type]
    .flat()
    .map((one) => TYPES[one] ?? one)
    .join('，或 ');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { packageRoot } from './package-root.js';

const MOST_PROBLEMS = 12;

/** Where a value written by a person does not fit its form (`schema/<form>.schema.json`), a sentence each; none where it does. */
export function problemsWith(value: unknown, form: 'declaration' | 'suppressions' | 'review' | 'report-settings'): string[] {
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(
    JSON.parse(readFileSync(join(packageRoot(), 'schema', `${form}.schema.json`), 'utf8')),
  );
  if (validate(value)) return [];
  return [...new Set((validate.errors ?? []).map(problemOf).slice(0, MOST_PROBLEMS))];
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

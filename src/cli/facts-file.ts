import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { FACTS_SCHEMA_VERSION, type Fact, type FactsFile } from '../facts/types.js';
import { packageRoot } from '../package-root.js';
import { UsageError } from './errors.js';
import { readDocuments, sameMajor, versionIn } from './read-file.js';

let validate: ValidateFunction | undefined;

/**
 * Facts as `jianfu extract` wrote them, one document or an array, checked against the published schema.
 * @throws InputError when the file cannot be read; UsageError when it is no facts file, or one of another version
 */
export function readFactsFiles(path: string): FactsFile[] {
  const documents = readDocuments(path);
  if (!documents)
    throw new UsageError(
      `${path} 不是事实文件：不是 JSON。check 只核查 jianfu extract 写出的文件；要检查安装包，请用 jianfu scan ${path}`,
    );
  return documents.map((facts) => checkedFacts(path, facts));
}

/** @throws UsageError when a document holds no facts, or facts of another version */
export function checkedFacts(path: string, value: unknown): FactsFile {
  const version = versionIn(value);
  if (version !== '' && !sameMajor(version, FACTS_SCHEMA_VERSION))
    throw new UsageError(
      `${path} 的事实格式是 ${version}，本程序读 ${FACTS_SCHEMA_VERSION}。请用本版本的 jianfu extract 重新提取。`,
    );
  validate ??= new Ajv2020({ strict: false }).compile(factsSchema());
  if (validate(value)) return value as FactsFile;
  const [error] = validate.errors ?? [];
  throw new UsageError(
    `${path} 不是事实文件：${error?.instancePath || '文档'} ${error?.message ?? ''}。请用 jianfu extract 提取。`,
  );
}

function factsSchema(): { $defs: Record<string, { properties?: Record<string, unknown> }> } {
  return JSON.parse(readFileSync(join(packageRoot(), 'schema', 'facts.schema.json'), 'utf8'));
}

let validateFact: ValidateFunction | undefined;

/** What is wrong with one fact by the published schema, in Chinese; undefined where it fits. */
export function mistakeInFact(fact: Fact): string | undefined {
  const { $defs } = factsSchema();
  validateFact ??= new Ajv2020({ strict: false, allErrors: true, verbose: true }).compile({ $ref: '#/$defs/fact', $defs });
  const known = $defs[fact.kind]?.properties;
  const strange = known ? Object.keys(fact).filter((key) => !Object.hasOwn(known, key)) : [];
  const errors = validateFact(fact) ? [] : (validateFact.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const problems = [...strange.map((key) => `${key}：不认识的键`), ...errors.map(problemOf)];
  return problems.length > 0 ? [...new Set(problems)].join('；') : undefined;
}

function problemOf({ instancePath, keyword, params, message, data }: ErrorObject & { data?: unknown }): string {
  const place = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'required') return `${params.missingProperty}：缺少这个键`;
  if (keyword === 'enum') return `${place}：不认识“${String(data)}”，可用：${(params.allowedValues as unknown[]).join('、')}`;
  return `${place}：${message ?? keyword}`;
}

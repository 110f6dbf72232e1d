import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { FACTS_SCHEMA_VERSION, type FactsFile } from '../facts/types.js';
import { UsageError } from './errors.js';
import { packageRoot } from './package-root.js';
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
  validate ??= new Ajv2020({ strict: false }).compile(
    JSON.parse(readFileSync(join(packageRoot(), 'schema', 'facts.schema.json'), 'utf8')),
  );
  if (validate(value)) return value as FactsFile;
  const [error] = validate.errors ?? [];
  throw new UsageError(
    `${path} 不是事实文件：${error?.instancePath || '文档'} ${error?.message ?? ''}。请用 jianfu extract 提取。`,
  );
}

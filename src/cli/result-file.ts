import { readFileSync } from 'node:fs';
import { RESULT_SCHEMA_VERSION, type ResultDocument } from '../result.js';
import { UsageError } from './errors.js';

/** Results as `jianfu scan -f json` wrote them. @throws UsageError where the file is none, or of another version */
export function readResult(path: string): ResultDocument[] {
  const value = parse(path);
  return [value].flat().map((document) => checked(path, document));
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(
      missing ? `找不到 ${path}，请检查路径。` : `${path} 不是结果文件：不是 JSON。请用 jianfu scan -f json 写出。`,
    );
  }
}

function checked(path: string, value: unknown): ResultDocument {
  const document = typeof value === 'object' && value !== null ? (value as Partial<ResultDocument>) : {};
  const version = String(document.schemaVersion ?? '');
  if (!Array.isArray(document.items) || !document.package || !document.run)
    throw new UsageError(`${path} 不是结果文件。请用 jianfu scan -f json 写出。`);
  if (version.split('.')[0] !== RESULT_SCHEMA_VERSION.split('.')[0])
    throw new UsageError(`${path} 的结果格式是 ${version}，本程序读 ${RESULT_SCHEMA_VERSION}。请用本版本重新检查。`);
  // Written before there were papers.
  return { suppressions: [], reviews: [], ...document } as ResultDocument;
}

import { RESULT_SCHEMA_VERSION, type ResultDocument } from '../result.js';
import { UsageError } from './errors.js';
import { isObject, readDocuments, sameMajor, versionIn } from './read-file.js';

/** Results as `jianfu scan -f json` wrote them. @throws UsageError where the file is none, or of another version */
export function readResult(path: string): ResultDocument[] {
  const documents = readDocuments(path);
  if (!documents) throw new UsageError(`${path} 不是结果文件：不是 JSON。请用 jianfu scan -f json 写出。`);
  return documents.map((document) => checkedResult(path, document));
}

/** @throws UsageError when a document is no result, or one of another version */
export function checkedResult(path: string, value: unknown): ResultDocument {
  if (!isObject(value) || !Array.isArray(value.items) || !value.package || !value.run)
    throw new UsageError(`${path} 不是结果文件。请用 jianfu scan -f json 写出。`);
  const version = versionIn(value);
  if (!sameMajor(version, RESULT_SCHEMA_VERSION))
    throw new UsageError(`${path} 的结果格式是 ${version}，本程序读 ${RESULT_SCHEMA_VERSION}。请用本版本重新检查。`);
  // Written before there were papers.
  return { suppressions: [], reviews: [], ...value } as unknown as ResultDocument;
}

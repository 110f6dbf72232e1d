import { readFileSync } from 'node:fs';
import { InputError } from '../open/index.js';

/** A file a person named. @throws InputError saying whether it is missing or cannot be read */
export function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw new InputError('not-found', `找不到 ${path}。请检查路径。`);
    throw new InputError('unreadable', `读不了 ${path}（${code || String(error)}）。`);
  }
}

/** The JSON of a file, one document or an array of several; undefined where it is none. */
export function readDocuments(path: string): unknown[] | undefined {
  try {
    return [JSON.parse(readFile(path).toString('utf8'))].flat();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The version a document says it has; empty where it says none. */
export function versionIn(value: unknown): string {
  return isObject(value) ? String(value.schemaVersion ?? '') : '';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Documents of one major version are read alike. */
export function sameMajor(a: string, b: string): boolean {
  return a.split('.')[0] === b.split('.')[0];
}

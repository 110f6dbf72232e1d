import { UNKNOWN, type Value } from '../../bytecode/values.js';
import type { SourceFile } from './state.js';

/** Source files of a program by the requests that lead to them. */
export interface SourceNames {
  /** What a request gives under a name; undefined where it leads outside of the program. */
  exported(from: string, name: string): Value | undefined;
  find(request: string): SourceFile | undefined;
  /** The source file of a page: `pages/Index`, or a path like `src/main/ets/pages/Detail.ets`. */
  page(path: string, module?: string): SourceFile | undefined;
}

export function sourceNames(sources: readonly SourceFile[]): SourceNames {
  const byName = new Map(sources.map((source) => [keyOf(source.owner.name), source]));
  const find = (request: string): SourceFile | undefined => byName.get(requestKey(request));
  const exported = (from: string, name: string, depth = 0): Value | undefined => {
    const source = find(from);
    if (!source?.record || depth > MAX_DEPTH) return undefined;
    const { record, variables } = source;
    const own = record.exports.findIndex((one) => one.name === name);
    if (own >= 0) return variables[own] ?? variables[localIndex(record.exports, own)] ?? UNKNOWN;
    const indirect = record.indirect.find((one) => one.exported === name);
    if (indirect) return exported(record.requests[indirect.request] ?? '', indirect.name, depth + 1);
    for (const star of record.stars) {
      const found = exported(record.requests[star] ?? '', name, depth + 1);
      if (found) return found;
    }
    return undefined;
  };
  return {
    exported: (from, name) => exported(from, name),
    find,
    page: (path, module) => {
      const clean = path
        .replace(/^\.?\//, '')
        .replace(/\.(ets|ts|js)$/, '')
        .replace(/^src\/main\//, '')
        .replace(/^ets\//, '');
      const fits = [...byName].filter(([name]) => name.endsWith(`/ets/${clean}`));
      return (fits.find(([name]) => module !== undefined && `/${name}`.includes(`/${module}/`)) ?? fits[0])?.[1];
    },
  };
}

const MAX_DEPTH = 12;

/** A variable that is exported under several names has one number. */
function localIndex(exports: readonly { local: string }[], index: number): number {
  const locals = [...new Set(exports.map(({ local }) => local))];
  return locals.indexOf(exports[index]!.local);
}

/** `&entry/src/main/ets/pages/Index&1.0.0` without its version and frame. */
function keyOf(name: string): string {
  return name.startsWith('&') || /&[^/]*$/.test(name) ? name.replace(/^[^&]*&/, '').replace(/&[^&/]*$/, '') : name;
}

/**
 * `@bundle:com.example/entry/ets/pages/Index`, `@normalized:N&entry&com.example&entry/src/main/ets/pages/Index&1.0.0`.
 * Source: OpenHarmony docs, names of records in Ark bytecode (OHMUrl)
 */
function requestKey(request: string): string {
  if (request.startsWith('@bundle:')) return request.slice('@bundle:'.length);
  if (request.startsWith('@normalized:')) return request.split('&').slice(3, -1).join('&') || request;
  return keyOf(request);
}

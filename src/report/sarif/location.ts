import type { Location, Region } from 'sarif';
import type { At } from '../../facts/types.js';
import { inert } from '../inert.js';

/** What in-package places are relative to: the folder of the package, or the root of the project. */
export const BASE = 'PACKAGEROOT';

/** A place in the package. Code scanning wants a file, so that the entry is written as one below its package. */
export function locationOf(at: At, message?: string): Location {
  const region = regionOf(at);
  const name = at.class === undefined ? at.method : `${at.class}${at.method === undefined ? '' : `.${at.method}`}`;
  const logical = [
    ...(at.module === undefined ? [] : [{ fullyQualifiedName: inert(at.module), kind: 'module' }]),
    ...(name === undefined ? [] : [{ fullyQualifiedName: inert(name), kind: 'function' }]),
  ];
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(at.path), uriBaseId: BASE }, region },
    ...(logical.length > 0 && { logicalLocations: logical }),
    ...(message !== undefined && { message: { text: message } }),
  };
}

/**
 * GitHub needs a line. Where there is none the first stands in, next to the offset: text and binary properties of a region are
 * independent of each other (SARIF 2.1.0 §3.30.4).
 */
function regionOf({ line, column, offset, class: owner }: At): Region {
  if (line !== undefined && line > 0)
    return { startLine: line, ...(column !== undefined && column > 0 && { startColumn: column }) };
  if (offset === undefined || offset < 0) return { startLine: 1 };
  return owner === undefined ? { startLine: 1, startColumn: offset + 1 } : { startLine: 1, byteOffset: offset };
}

/**
 * A relative reference of RFC 3986 for a name that may be anything: segments are percent-encoded, what would lead out of the
 * base folder is not a reference any more.
 */
export function uriOf(path: string): string {
  const segments = path
    .split('/')
    .map((segment) => (segment === '.' || segment === '..' ? `[${segment}]` : segment))
    .map((segment) => encodeURIComponent(wellFormed(segment)).replaceAll('%21', '!'))
    .filter((segment) => segment !== '');
  return segments.join('/') || 'package';
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

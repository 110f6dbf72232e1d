/** What stands where in a file that holds compiled WXML, in source order. Offsets are UTF-16; `end` is exclusive. */
export type GwxPiece =
  /** The list of constants: of one template (`name` is its `gz$…` function), or of all templates that follow. */
  | { kind: 'constants'; name?: string; start: number; end: number }
  /** `var x=['./pages/a.wxml', …]`; the array literal. */
  | { kind: 'paths'; start: number; end: number }
  /** `var m0=function(e,s,r,gg){…}`; the function. */
  | { kind: 'main'; name: string; start: number; end: number }
  /** `d_[x[0]]["name"]=function(e,s,r,gg){…}`: a `<template name>`; the function. */
  | { kind: 'named'; path: PathName; name: string; start: number; end: number }
  /** `e_[x[0]]={f:m0,…}`, with lazy loading `e_[x[0]]=e_[x[0]]||{…}`: gives a main function its path. */
  | { kind: 'entry'; path: PathName; main: string };

/** A place in the list of paths; the first compiler (2017) has no list and writes the path itself. */
export type PathName = number | string;

/** `x[0]` or `"./pages/a.wxml"`. */
const PATH = /x\[\d+\]|"[^"\n]*"|'[^'\n]*'/.source;

const PIECE = new RegExp(
  [
    /function\s+(gz\$\w+)\s*\(/,
    /\(\s*(function\s*\(\s*z\s*\)\s*\{\s*var\s+a\s*=\s*11\b)/,
    /\bvar\s+x\s*=\s*(\[\s*["'])/,
    /\bvar\s+(m\d+)\s*=\s*(function\s*\()/,
    new RegExp(
      `\\bd_\\[\\s*(${PATH})\\s*\\]\\[\\s*("(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*')\\s*\\]\\s*=\\s*(function\\s*\\()`,
    ),
    new RegExp(`\\be_\\[\\s*(${PATH})\\s*\\]\\s*=\\s*(?:e_\\[\\s*x\\[\\d+\\]\\s*\\]\\s*\\|\\|\\s*)?\\{\\s*f\\s*:\\s*(m\\d+)`),
  ]
    .map((part) => part.source)
    .join('|'),
  'g',
);

/**
 * Finds the pieces of compiled WXML without parsing the file around them: the runtime, the style sheets and the app's scripts
 * make up most of it. Works for the old compiler (one list of constants for the package) and the new (one for each template).
 *
 * Source: shape of wcc v0.6vv_20170109 to v0.5vv_20211229 output in real packages
 */
export function scanGwx(source: string): GwxPiece[] {
  const pieces: GwxPiece[] = [];
  const matcher = new RegExp(PIECE);
  let constantsOf: string | undefined;
  for (let match = matcher.exec(source); match; match = matcher.exec(source)) {
    const [text, list, constants, paths, main, mainBody, namedPath, named, namedBody, entryPath, entryMain] = match;
    if (list) constantsOf = list;
    else if (entryPath && entryMain) pieces.push({ kind: 'entry', path: pathName(entryPath), main: entryMain });
    else {
      const start = match.index + text.length - (constants ?? paths ?? mainBody ?? namedBody ?? '').length;
      const end = closingBracket(source, start);
      matcher.lastIndex = end;
      if (constants) {
        pieces.push({ kind: 'constants', name: constantsOf, start, end });
        constantsOf = undefined;
      } else if (paths) pieces.push({ kind: 'paths', start, end });
      else if (main) pieces.push({ kind: 'main', name: main, start, end });
      else if (namedPath && named)
        pieces.push({ kind: 'named', path: pathName(namedPath), name: named.slice(1, -1), start, end });
    }
  }
  return pieces;
}

function pathName(written: string): PathName {
  return written.startsWith('x') ? Number(written.slice(2, -1)) : written.slice(1, -1);
}

/**
 * End of the first `{…}` or `[…]` at or after `start`; strings are skipped. The compiler's own code holds neither comments nor
 * regular expressions. The end of the source where nothing closes.
 */
export function closingBracket(source: string, start: number): number {
  const interesting = /["'{}]|\[|\]/g;
  interesting.lastIndex = start;
  const closers: string[] = [];
  for (let match = interesting.exec(source); match; match = interesting.exec(source)) {
    const char = match[0];
    if (char === '"' || char === "'") interesting.lastIndex = endOfString(source, match.index);
    else if (char === '{') closers.push('}');
    else if (char === '[') closers.push(']');
    else if (closers.pop() !== char || closers.length === 0) return match.index + 1;
  }
  return source.length;
}

function endOfString(source: string, start: number): number {
  const quote = source[start];
  for (let i = start + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === quote || source[i] === '\n') return i + 1;
  }
  return source.length;
}

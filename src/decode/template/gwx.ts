import type { Expression, Function as FunctionNode } from '@babel/types';
import { parseScript } from '../javascript/parse.js';
import { readConstants } from './gwx-constants.js';
import { createPrinter } from './gwx-expression.js';
import { settle } from './gwx-nodes.js';
import { type GwxPiece, type PathName, scanGwx } from './gwx-scan.js';
import type { ConstantList, TemplateContext } from './gwx-scope.js';
import { buildTemplate } from './gwx-template.js';
import type { MarkupNode, MarkupProblem } from './markup.js';

export interface GwxTemplate {
  /** As the package names it: `./pages/index/index.wxml`. */
  path: string;
  nodes: MarkupNode[];
}

/** Constants may be used many times over: no real file comes near this multiple of its own length. */
const MAX_GROWTH = 4;
const MIN_ROOM = 1_000_000;

interface State {
  source: string;
  problems: MarkupProblem[];
  paths: string[];
  lists: Map<string, () => ConstantList>;
  common: () => ConstantList;
  named: Map<PathName, MarkupNode[]>;
  mains: Map<string, Extract<GwxPiece, { kind: 'main' }>>;
  room: number;
}

/**
 * Turns compiled WXML back into markup: `page-frame.html`, `app-wxss.js`, a subpackage's `page-frame.js`, and the scope-data
 * copies in `app-service.js` (same paths, elements that matter for data only, no texts). Never throws, runs nothing of the
 * file. Offsets lead to the literals in it. Old (one list of constants) and new compiler (one for each template).
 */
export function decodeGwx(source: string): { templates: GwxTemplate[]; problems: MarkupProblem[] } {
  const templates: GwxTemplate[] = [];
  const problems: MarkupProblem[] = [];
  if (!source.includes('$gwx')) return { templates, problems };
  const nothing: ConstantList = { items: [], printer: createPrinter() };
  const state: State = {
    source,
    problems,
    paths: [],
    lists: new Map(),
    common: () => nothing,
    named: new Map(),
    mains: new Map(),
    room: source.length * MAX_GROWTH + MIN_ROOM,
  };
  for (const piece of scanGwx(source)) {
    const template = readPiece(state, piece);
    if (template) templates.push(template);
  }
  return { templates, problems };
}

function readPiece(state: State, piece: GwxPiece): GwxTemplate | undefined {
  switch (piece.kind) {
    case 'constants': {
      const list = once(() => readList(state, piece.start, piece.end));
      if (piece.name === undefined) state.common = list;
      else state.lists.set(piece.name, list);
      return undefined;
    }
    case 'paths':
      state.paths = readPaths(state, piece.start, piece.end);
      state.named.clear();
      state.mains.clear();
      return undefined;
    case 'main':
      state.mains.set(piece.name, piece);
      return undefined;
    case 'named': {
      const children = readFunctionAt(state, piece.start, piece.end);
      const offset = piece.start;
      const attributes = [{ name: 'name', value: piece.name, offset }];
      const defined = state.named.get(piece.path) ?? [];
      state.named.set(piece.path, defined);
      defined.push({ type: 'element', name: 'template', attributes, children, offset });
      return undefined;
    }
    case 'entry': {
      const path = typeof piece.path === 'string' ? piece.path : state.paths[piece.path];
      const main = state.mains.get(piece.main);
      if (path === undefined || !main) return undefined;
      const nodes = [...(state.named.get(piece.path) ?? []), ...readFunctionAt(state, main.start, main.end)];
      return { path, nodes: settle(nodes, state.problems) };
    }
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Parses one piece as an expression; positions in it are one too far for the parenthesis. */
function expressionAt(state: State, start: number, end: number): Expression | undefined {
  const parsed = parseScript(`(${state.source.slice(start, end)})`);
  const statement = parsed?.file.program.body[0];
  if (statement?.type === 'ExpressionStatement') return statement.expression;
  state.problems.push({ message: 'compiled template cannot be parsed', offset: start });
  return undefined;
}

function readList(state: State, start: number, end: number): ConstantList {
  const { items, unread } = readConstants(state.source, start, end);
  state.problems.push(...unread.map((offset) => ({ message: 'constant cannot be read', offset })));
  return { items, printer: createPrinter() };
}

function readPaths(state: State, start: number, end: number): string[] {
  const list = expressionAt(state, start, end);
  if (list?.type !== 'ArrayExpression') return [];
  return list.elements.map((element) => (element?.type === 'StringLiteral' ? element.value : ''));
}

function readFunctionAt(state: State, start: number, end: number): MarkupNode[] {
  const body: FunctionNode | Expression | undefined = expressionAt(state, start, end);
  if (body?.type !== 'FunctionExpression') return [];
  const context: TemplateContext = {
    source: state.source,
    base: start - 1,
    paths: state.paths,
    constants: (name) => (name === undefined ? state.common() : (state.lists.get(name)?.() ?? state.common())),
    spend: (length) => {
      state.room -= length;
      return state.room >= 0;
    },
  };
  return buildTemplate(body, context);
}

import { tokenise } from '../../../facts/tokens.js';
import type { At, Fact, IdentifierFact, Owner } from '../../../facts/types.js';
import { type LineIndex, lineIndex } from '../../lines.js';
import type { LinkedScreens } from '../application/screens.js';
import type { Unit } from '../module/model.js';

/** Where the facts of one application gather; the lines of each text are counted once. */
export interface Emitter {
  facts: Fact[];
  lines: Map<string, LineIndex>;
}

/** A name in code as a fact. */
export function identifier(value: string, role: IdentifierFact['role'], at: At, owner: Owner, screens: string[]): IdentifierFact {
  return { kind: 'identifier', value, tokens: tokenise(value), role, at, owner, screens };
}

/** Where an offset of a text stands. */
export function place(emitter: Emitter, path: string, text: string, offset: number): At {
  let index = emitter.lines.get(text);
  if (!index) {
    index = lineIndex(text);
    emitter.lines.set(text, index);
  }
  return { path, ...index.at(offset) };
}

/** Ids of the screens that run a function; those of the function around it where it has none of its own. */
export function screensOf(linked: LinkedScreens, unit: Unit): string[] {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    const ids = linked.byUnit.get(scope);
    if (ids) return ids;
    if (scope.parent && !scope.parent.parent) break;
  }
  return [];
}

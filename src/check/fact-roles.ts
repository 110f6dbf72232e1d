import type { FactStore } from '../facts/store.js';
import type { Fact } from '../facts/types.js';
import { askedOfRequest } from './matchers.js';
import type { RoleSet, Vocabulary } from './vocabulary.js';

/** The facts of a package that hold words of some role, with these roles; most facts hold none. */
export type FactRoles = ReadonlyMap<Fact, RoleSet>;

const known = new WeakMap<FactStore, Map<Vocabulary, FactRoles>>();

/** Looks up the words of each fact once for a package and the words of a pack. */
export function rolesOfFacts(store: FactStore, vocabulary: Vocabulary): FactRoles {
  const ofStore = known.get(store) ?? new Map<Vocabulary, FactRoles>();
  known.set(store, ofStore);
  const roles = ofStore.get(vocabulary) ?? lookUp(store, vocabulary);
  ofStore.set(vocabulary, roles);
  return roles;
}

function lookUp(store: FactStore, vocabulary: Vocabulary): FactRoles {
  const found = new Map<Fact, RoleSet>();
  const note = (fact: Fact, roles: RoleSet): void => {
    if (roles.size > 0) found.set(fact, roles);
  };
  for (const fact of store.of('text')) note(fact, vocabulary.ofText(fact.value));
  for (const fact of store.of('identifier')) note(fact, vocabulary.ofName(fact.value));
  for (const fact of store.of('request')) note(fact, vocabulary.ofName(askedOfRequest(fact)));
  return found;
}

/** Role → places in a list of facts whose text, path or name holds a word of it, ascending. */
export type RoleIndex = ReadonlyMap<string, readonly number[]>;

export function indexByRole(facts: readonly Fact[], rolesOf: FactRoles): RoleIndex {
  const index = new Map<string, number[]>();
  facts.forEach((fact, at) => {
    for (const role of rolesOf.get(fact) ?? []) {
      const places = index.get(role);
      if (places) places.push(at);
      else index.set(role, [at]);
    }
  });
  return index;
}

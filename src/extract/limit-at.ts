import type { LimitFact } from '../facts/types.js';

/** A limit of the app's own code, of no screen in particular. @param path the file that shows it */
export function limitAt(path: string, fact: Omit<LimitFact, 'kind' | 'at' | 'owner' | 'screens'>): LimitFact {
  return { kind: 'limit', at: { path }, owner: 'own', screens: [], ...fact };
}

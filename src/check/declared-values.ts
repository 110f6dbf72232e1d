import type { Declaration } from './declaration/types.js';

const READERS = {
  'units.host': ({ units }: Declaration) => [units.host],
  'units.using': ({ units }: Declaration) => units.using ?? [],
  'units.nature': ({ units }: Declaration) => [units.nature ?? ''],
  'filing.number': ({ filing }: Declaration) => [filing.number ?? ''],
  'filing.type': ({ filing }: Declaration) => [filing.type],
  audience: ({ audience }: Declaration) => [audience],
} as const;

/** A field of the declaration that a rule may ask for. */
export type DeclaredValue = keyof typeof READERS;

export const DECLARED_VALUES = Object.keys(READERS) as DeclaredValue[];

/** What is declared there; empty where nothing is. */
export function declaredValues(field: DeclaredValue, declaration: Declaration | undefined): string[] {
  return declaration ? READERS[field](declaration).filter((value) => value !== '') : [];
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeHermes, type HermesFile, isReadable } from '../../src/decode/hermes/index.js';

/** Versions of bytecode that the fixture is committed in. */
export const VERSIONS = [84, 89, 96, 98, 99];

/** `hermes-grid-96.hbc`: fixtures/hermes-grid compiled by hermesc. */
export function fixture(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../fixtures/packages/${name}`, import.meta.url)));
}

export function openFixture(version: number): HermesFile {
  const file = decodeHermes(fixture(`hermes-grid-${version}.hbc`));
  if (!file || !isReadable(file)) throw new Error(`hermes-grid-${version}.hbc is not read`);
  return file;
}

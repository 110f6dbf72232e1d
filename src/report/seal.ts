import { createHash } from 'node:crypto';
import type { ResultDocument } from '../result.js';
import { ordered } from './order.js';

/** What every format of one result carries, in this one line: digests of the package, of the result and of the rule packs. */
const MARK = 'jianfu-seal/1';
const LINE = /jianfu-seal\/1((?: [\w.-]+=[0-9a-f]{64})+)/g;

/** Digests by name, in the order they are written: `package-sha256`, `package-sm3`, `result-sha256`, `result-sm3`, `pack-zw-2026`. */
export type Seal = Record<string, string>;

/** The digests of a result. Its body is all of it but the seal and the run block, as JSON with ordered keys and without blanks. */
export function sealOf(document: ResultDocument): Seal {
  const { run: _, seal: __, ...body } = ordered(document);
  const text = JSON.stringify(body);
  return {
    'package-sha256': document.package.sha256,
    'package-sm3': document.package.sm3,
    'result-sha256': createHash('sha256').update(text).digest('hex'),
    'result-sm3': createHash('sm3').update(text).digest('hex'),
    ...Object.fromEntries(document.tool.packs.map(({ id, digest }) => [`pack-${id}`, digest])),
  };
}

export function sealLine(document: ResultDocument): string {
  return [MARK, ...Object.entries(sealOf(document)).map(([name, digest]) => `${name}=${digest}`)].join(' ');
}

/** All seals written somewhere in a text, in their order. */
export function readSeals(text: string): Seal[] {
  return [...text.matchAll(LINE)].map(([, pairs]) =>
    Object.fromEntries(
      pairs!
        .trim()
        .split(' ')
        .map((pair) => pair.split('=', 2) as [string, string]),
    ),
  );
}

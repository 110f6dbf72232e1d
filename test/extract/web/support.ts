import { extractFacts } from '../../../src/extract/index.js';
import type { Fact, FactKind, FactOf, FactsFile } from '../../../src/facts/types.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';

/** Facts of an HTML5+ package of these files. */
export function html5Plus(files: Record<string, string | Buffer>, start = 'index.html'): FactsFile {
  const manifest = JSON.stringify({ id: 'H5A', name: '巡查', version: { name: '1.0', code: '1' }, launch_path: start, plus: {} });
  const entries = Object.entries({ 'manifest.json': manifest, ...files }).map(([name, data]) => ({ name, data }));
  return extractFacts(openBuffer('app.wgt', buildZip(entries)), '0');
}

/** Facts of web pages handed in by themselves. */
export function pagesAlone(files: Record<string, string>): FactsFile {
  return extractFacts(openBuffer('p.zip', buildZip(Object.entries(files).map(([name, data]) => ({ name, data })))), '0');
}

export function of<K extends FactKind>({ facts }: FactsFile, kind: K): FactOf<K>[] {
  return (facts as Fact[]).filter((fact): fact is FactOf<K> => fact.kind === kind);
}

/** What each text is, and on which screens. */
export function texts(file: FactsFile): unknown[][] {
  return of(file, 'text')
    .filter(({ position }) => position !== 'app-name')
    .map(({ value, position, target, screens }) => [value, position, target, screens.join(' ')]);
}

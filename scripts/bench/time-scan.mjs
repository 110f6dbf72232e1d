// Scans one input once, from opening to the result document, and prints the milliseconds it took.
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const [library, input] = process.argv.slice(2);
const { loadPacks, scanInput } = await import(pathToFileURL(library).href);
const packs = loadPacks(join(dirname(library), '..', '..', 'rules'));
const started = performance.now();
scanInput(input, { packs });
process.stdout.write(String(performance.now() - started));

// Parses a list of scripts once and prints the milliseconds it took.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parse } from '@babel/parser';

const scripts = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const started = performance.now();
for (const { code, options } of scripts) parse(code, options);
process.stdout.write(String(performance.now() - started));

#!/usr/bin/env node
'use strict';
// The installed command. Runs program.cjs from V8's code cache where the build has made one for this very version of V8:
// reading a package takes milliseconds, so compiling our own code would be a good part of a scan. Nothing is written.

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const v8 = require('node:v8');
const { Script } = require('node:vm');

/**
 * V8's own options by version of Node, known to exist there: a scan is over before optimising code pays off, and what it
 * makes lives long. Set before compiling, as V8 refuses a cache made under other options.
 */
const FLAGS = {
  20: ['--interrupt-budget=1000000', '--semi-space-growth-factor=8'],
  22: ['--semi-space-growth-factor=8'],
  24: ['--semi-space-growth-factor=8'],
};

const program = join(__dirname, 'program.cjs');
const cache = join(__dirname, `program-${process.versions.v8}-${process.arch}.cache`);

/** The compiled program, not yet run. */
function compile() {
  for (const flag of FLAGS[process.versions.node.split('.')[0]] ?? []) v8.setFlagsFromString(flag);
  const source = `(function (require, module, exports, __filename) {${readFileSync(program, 'latin1')}\n})`;
  return new Script(source, { filename: program, cachedData: cached() });
}

function cached() {
  try {
    return readFileSync(cache);
  } catch {
    return undefined; // made for another version; the code is compiled as usual
  }
}

function run(script) {
  const module = { exports: {} };
  script.runInThisContext()(require, module, module.exports, program);
}

module.exports = { cache, compile, run };
if (require.main === module) run(compile());

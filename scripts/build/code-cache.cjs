'use strict';
// Writes V8's code cache of the program: runs the command given on the line, so that the cache holds what such a run compiles.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { cache, compile, run } = require(join(__dirname, '../../dist/bin/jianfu.js'));
const script = compile();
process.on('exit', () => writeFileSync(cache, script.createCachedData()));
run(script);

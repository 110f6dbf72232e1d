import { describe, expect, it } from 'vitest';
import { obfuscationLimits } from '../../../src/extract/javascript/constants/obfuscation.js';
import { application } from './support.js';

/** A list whose first item goes to its end, as a library does with its callbacks and an obfuscator with its strings. */
const TURN = 'for (var i = 0; i < list.length; i++) list.push(list.shift());';

/** The reasons of the limits on a webpack bundle of these modules. */
function limitsOf(...modules: string[]): string[] {
  const table = modules.map((body) => `function (module, exports, __webpack_require__) { ${body} }`).join(', ');
  const app = application({ 'app.js': `(function (modules) { modules[0]() })([${table}])` });
  return obfuscationLimits(app.modules.values()).map(({ reason }) => reason);
}

describe('calls by constants in a script that turns a list', () => {
  const required = 'var a = __webpack_require__(1), b = __webpack_require__(2), c = __webpack_require__(3); a.run(b, c)';

  it('modules that a bundle requires by number are not hidden', () => {
    expect(limitsOf(required, TURN)).toEqual([]);
  });

  it('a function handed to the function around is no decoder', () => {
    expect(limitsOf(`each(function (step) { step(1); step(2); step(3); step('four') }); ${TURN}`)).toEqual([]);
  });

  it('a function of the script that is asked by names is no decoder', () => {
    const made = `function create(tag) { return { tag } } create('div'); create('span'); create('p'); create('a')`;
    expect(limitsOf(`${made}; throw TypeError('no element')`, TURN)).toEqual([]);
  });

  it('places written as texts are hidden too', () => {
    const hidden = `wx[read('0x1a')](read('0x1b')); wx[read('0x1c')]({ url: read('0x1d') })`;
    expect(limitsOf(`var list = ask(); ${TURN} function read(n) { return list[n] } ${hidden}`)).toEqual(['encrypted']);
  });

  it('names that a function of the script makes of numbers are hidden', () => {
    const hidden = `wx[read(0x1a)](read(0x1b)); wx[read(0x1c)]({ url: read(0x1d) })`;
    expect(limitsOf(`var list = ask(); ${TURN} function read(n) { return list[n - 0x1a] } ${hidden}`)).toEqual(['encrypted']);
  });

  it('a list that another module of the bundle turns hides nothing here', () => {
    const made = 'function word(high, low) { return [high, low] } word(1, 2); word(3, 4); word(5, 6); word(7, 8)';
    expect(limitsOf(made, TURN)).toEqual([]);
    expect(limitsOf(`${made}; ${TURN}`)).toEqual(['encrypted']);
  });
});

import { describe, expect, it } from 'vitest';
import { borrowedUnits } from '../../../src/extract/javascript/application/definitions.js';
import { application } from './support.js';

function borrowed(page: string, others: Record<string, string>): string[] {
  const app = application({ 'pages/a/a.js': page, ...others });
  return borrowedUnits(app, app.modules.get('pages/a/a.js')!).map(({ name, module }) => `${module.id} ${name}`);
}

const OTHER = `export default { data() { return {} }, methods: { submit() { send() } } }; function beside() {}`;

describe('functions a definition takes over from other modules', () => {
  it.each([
    ['a definition handed to a wrapper', `import def from './other'; export default createPage(def)`],
    ['wrappers in each other', `import def from './other'; Page(track(createPage(def)))`],
    ['a mixin', `import m from './other'; export default { mixins: [m], methods: {} }`],
    ['a behaviour by require', `const b = require('./other').default; Component({ behaviors: [b] })`],
    ['a base', `import base from './other'; export default { extends: base }`],
    ['an object spread in', `import o from './other'; Page({ ...o, onLoad() {} })`],
    ['objects merged', `import o from './other'; Page(Object.assign({}, o, { onLoad() {} }))`],
    ['a definition with a name', `import o from './other'; const page = { mixins: [o] }; export default page`],
  ])('%s', (_, page) =>
    expect(borrowed(page, { 'pages/a/other.js': OTHER })).toEqual(['pages/a/other.js data', 'pages/a/other.js submit']),
  );

  it('functions spread into the methods', () =>
    expect(
      borrowed(`import { shared } from '../../shared'; Component({ methods: { ...shared, own() {} } })`, {
        'shared.js': `export const shared = { send() {} }; export const unused = { other() {} }`,
      }),
    ).toEqual(['shared.js send']));

  it('a behaviour that has behaviours itself, even one that leads back', () =>
    expect(
      borrowed(`import a from './b1'; Component({ behaviors: [a] })`, {
        'pages/a/b1.js': `import b from './b2'; export default Behavior({ behaviors: [b], methods: { one() {} } })`,
        'pages/a/b2.js': `import a from './b1'; export default Behavior({ behaviors: [a], methods: { two() {} } })`,
      }),
    ).toEqual(['pages/a/b1.js one', 'pages/a/b2.js two']));

  it('not what is only imported, used or passed as data', () =>
    expect(
      borrowed(`import o from './other'; Page({ data: { o }, onLoad() { o.methods.submit() } })`, { 'pages/a/other.js': OTHER }),
    ).toEqual([]));
});

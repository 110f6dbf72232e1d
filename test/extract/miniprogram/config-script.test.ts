import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

function screensOf(config: string): string[] {
  const { facts } = extractFacts(
    openFiles('app', {
      'app.config.ts': config,
      'app.ts': '',
      'pages/a/index.tsx': 'export default () => <View>签到</View>',
      'pages/b/index.tsx': 'export default () => <View>打卡</View>',
    }),
    '0',
  );
  return facts
    .flatMap((fact) =>
      fact.kind === 'screen' && fact.registered ? [fact.id] : fact.kind === 'limit' ? [`limit ${fact.reason}`] : [],
    )
    .sort();
}

describe('pages that a configuration script puts together', () => {
  const A = 'pages/a/index';
  const B = 'pages/b/index';
  const cases: [string, string, string[]][] = [
    [
      'named, in the short form',
      `const pages = ['${A}', '${B}'];\nexport default defineAppConfig({\n  pages,\n  window: {}\n})`,
      [A, B],
    ],
    [
      'chosen by edition',
      `const edition = BUILD === 'x' as const;\nexport default { pages: edition ? ['${A}'] : ['${B}'] }`,
      [A, B],
    ],
    [
      'copied and filtered',
      `const all = ['${A}', '${B}'] as const;\nconst main = all.filter((page) => allowed(page));\nexport default { pages: [...main] }`,
      [A, B],
    ],
    [
      'added where a switch is on',
      `export default { pages: ['${A}', ...(DEBUG ? ['${B}'] : [])], ...(AD && { window: {} }) }`,
      [A, B],
    ],
    ['joined', `const base = { pages: ['${A}'] };\nexport default Object.assign({}, base, { pages: ['${B}'] })`, [A, B]],
    ['given by a function', `export default defineAppConfig(() => { const x = 1; return { pages: ['${A}'] }; })`, [A]],
    [
      'subpackages made from a table',
      `const table = [{ root: 'pages/b', pages: ['index'] }];\nconst subPackages = table.flatMap(({ root, pages }) => [{ root, pages }]);\nexport default { pages: ['${A}'], subPackages }`,
      [A, B],
    ],
    ['before a list of another object', `const tab = { pages: ['${B}'] };\nexport default { pages: ['${A}'] }`, [A]],
  ];
  it.each(cases)('%s', (_title, config, screens) => {
    expect(screensOf(config)).toEqual(screens);
  });

  it('that double at every name, or lead back to themselves, end', () => {
    const doubling = Array.from({ length: 15 }, (_, n) => `const p${n + 1} = [...p${n}, ...p${n}];`).join('\n');
    expect(screensOf(`const p0 = ['${A}'];\n${doubling}\nexport default { pages: p15 }`)).toEqual([A]);
    expect(screensOf(`const x = [...x];\nexport default { pages: ['${A}', ...x] }`)).toEqual([A]);
  });
});

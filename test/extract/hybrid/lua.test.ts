import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';
import { of } from '../web/support.js';

const bytes = readFileSync(new URL('../../../fixtures/packages/signed-v2.apk', import.meta.url));
const shell = openBuffer('a.apk', bytes).trees[0]!.entries.map(({ name, read }) => ({ name, data: read() }));

function withScripts(files: Record<string, string | Buffer>) {
  const more = Object.entries(files).map(([name, data]) => ({ name: `assets/${name}`, data }));
  return extractFacts(openBuffer('a.apk', buildZip([...shell, ...more])), '0');
}

it('plain Lua gives its texts by page, and says that its code is not followed', () => {
  const file = withScripts({
    'main.lua': 'activity.setTitle("网格通")\nfunction sign() print("签到成功") end',
    'layout.aly': '{ LinearLayout, { Button, text = "立即签到", onClick = sign } }',
  });
  expect(of(file, 'text').filter(({ screens }) => screens.length > 0 && !screens[0]!.includes('MainActivity'))).toMatchObject([
    { value: '立即签到', position: 'label', screens: ['layout'], at: { path: 'a.apk!assets/layout.aly', line: 1 } },
    { value: '网格通', position: 'page-title', screens: ['main'] },
    { value: '签到成功', position: 'toast', screens: ['main'], at: { path: 'a.apk!assets/main.lua', line: 2 } },
  ]);
  expect(of(file, 'limit').map(({ reason, hides, share }) => [reason, hides, share])).toEqual([['unsupported', ['code'], 1]]);
});

it('scripts that are bytecode or encrypted are limits with their share', () => {
  const file = withScripts({
    'main.lua': Buffer.concat([Buffer.from('1b4c756153', 'hex'), Buffer.alloc(95)]),
    'init.lua': Buffer.concat([Buffer.from([0x1b]), Buffer.alloc(299, 0xc3)]),
  });
  expect(of(file, 'limit').map(({ reason, share, at }) => [reason, share, at.path])).toEqual([
    ['encrypted', 0.75, 'a.apk!assets/init.lua'],
    ['compiled-runtime', 0.25, 'a.apk!assets/main.lua'],
  ]);
});

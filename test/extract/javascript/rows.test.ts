import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';
import { VUE_2 } from '../uniapp/bundle.js';

function positions(files: Record<string, string>, words: RegExp): string[] {
  const zip = buildZip(Object.entries(files).map(([name, data]) => ({ name, data })));
  const { facts } = extractFacts(openBuffer('app.zip', zip), '0');
  return facts.flatMap((fact) =>
    fact.kind === 'text' && words.test(fact.value) ? [`${fact.position} ${fact.value} ${fact.screens}`] : [],
  );
}

const row = (label: string, more = ''): string => `{ label: '${label}', mark: 'a', on: false${more} }`;
const table = (more = ''): string => `[${['我的积分', '我的卡券', '我的余额'].map((label) => row(label, more)).join()}]`;
const page = (data: string, markup: string): Record<string, string> => ({
  'app.json': '{"pages":["pages/me/me"]}',
  'pages/me/me.js': `Page({ data: { ${data} } })`,
  'pages/me/me.wxml': markup,
});

describe('rows of literal data', () => {
  it('are seen where a loop shows them', () => {
    const markup = '<view wx:for="{{tools}}"><text>{{item.label}}</text></view>';
    expect(positions(page(`tools: ${table()}`, markup), /积分/)).toEqual(['list 我的积分 pages/me/me']);
  });

  it('are data where no loop shows them, or another member of them', () => {
    expect(positions(page(`tools: ${table()}`, '<view>我的</view>'), /积分/)).toEqual(['data 我的积分 pages/me/me']);
    const other = '<view wx:for="{{tools}}"><image src="{{item.label}}"/><text>{{item.mark}}</text></view>';
    expect(positions(page(`tools: ${table()}`, other), /积分/)).toEqual(['data 我的积分 pages/me/me']);
  });

  it('are data where they are records or posts', () => {
    const markup = '<view wx:for="{{news}}"><text>{{item.label}}</text></view>';
    expect(positions(page(`news: ${table(", createTime: '5-1'")}`, markup), /积分/)).toEqual(['data 我的积分 pages/me/me']);
  });

  it('are seen in JSX and in a compiled page of Vue 2 alike', () => {
    const react = {
      'app.config.js': 'export default { pages: ["pages/me/me"] }',
      'pages/me/me.jsx': `const tools = ${table()}
        export default function Me() { return <View>{tools.map((tool) => <Text key={tool.mark}>{tool.label}</Text>)}</View> }`,
    };
    expect(positions(react, /积分/)).toEqual(['list 我的积分 pages/me/me']);
    expect(positions(VUE_2, /^(我的)?点赞$/)).toEqual(['list 我的点赞 pages/post/post', 'data 点赞 pages/post/post']);
  });
});

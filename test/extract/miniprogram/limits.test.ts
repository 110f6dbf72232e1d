import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';

/** Limits of a small project whose pages are given as name → WXML. */
function limitsOf(pages: Record<string, string>): { reason: string; share?: number }[] {
  const files = [{ name: 'app.json', data: JSON.stringify({ pages: Object.keys(pages) }) }];
  for (const [page, wxml] of Object.entries(pages))
    files.push({ name: `${page}.wxml`, data: wxml }, { name: `${page}.js`, data: 'Page({})' });
  return extractFacts(openBuffer('app.zip', buildZip(files)), '0').facts.flatMap((fact) =>
    fact.kind === 'limit' ? [{ reason: fact.reason, share: fact.share }] : [],
  );
}

const TEXT = '<view>办事指南</view><view>联系我们</view><view>常见问题</view>';

describe('limits of a mini-program', () => {
  it('says how many of the pages are only a web-view, however few: one in four is not a clean app', () => {
    const pages = { 'pages/a/a': TEXT, 'pages/b/b': TEXT, 'pages/c/c': TEXT, 'pages/web/web': '<web-view src="{{url}}"/>' };
    expect(limitsOf(pages)).toEqual([{ reason: 'remote-content', share: 0.25 }]);
  });

  it('takes an app that opens with a web-view for a shell, whatever other pages it has', () => {
    const pages = {
      'pages/web/web': '<web-view src="https://h5.example.gov.cn/"/>',
      ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`pages/p${i}/p`, TEXT])),
    };
    expect(limitsOf(pages)).toEqual([{ reason: 'remote-content', share: undefined }]);
  });

  it('has none where no page is a web-view', () => {
    expect(limitsOf({ 'pages/a/a': TEXT })).toEqual([]);
  });
});

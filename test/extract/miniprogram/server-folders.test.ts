import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';

const APP = {
  'app.json': '{"pages":["pages/a/a"]}',
  'pages/a/a.wxml': '<view>办事指南</view>',
  'pages/a/a.js': 'Page({})',
};
const ROUTES = "const router = require('express').Router(); router.post('/checkin/add', (req, res) => res.send('签到成功'))";

/** Endpoints and texts of an app with these files beside it. */
function read(files: Record<string, string>): string[] {
  const data = buildZip(Object.entries({ ...APP, ...files }).map(([name, data]) => ({ name, data })));
  return extractFacts(openBuffer('app.zip', data), '0').facts.flatMap((fact) =>
    fact.kind === 'request' ? [fact.path] : fact.kind === 'text' ? [fact.value] : [],
  );
}

describe('a server kept with the source of an app', () => {
  const needs = (name: string): string => JSON.stringify({ dependencies: { [name]: '^4.0.0' } });

  it('is no part of the app', () => {
    const files = { 'server/package.json': needs('express'), 'server/src/routes/checkin.js': ROUTES };
    expect(read(files)).toEqual(['办事指南']);
  });

  it.each([
    ['a folder that asks for nothing a server needs', { 'lib/package.json': needs('dayjs'), 'lib/src/checkin.js': ROUTES }],
    ['the folder of the app itself', { 'package.json': needs('express'), 'server/checkin.js': ROUTES }],
    ['a folder with pages of the app', { 'pages/package.json': needs('express'), 'pages/a/checkin.js': ROUTES }],
    [
      'a cloud function, which is part of its app',
      { 'cloudfunctions/sign/package.json': needs('wx-server-sdk'), 'cloudfunctions/sign/index.js': ROUTES },
    ],
  ])('is not %s', (_, files) => {
    expect(read(files)).toContain('/checkin/add');
  });
});

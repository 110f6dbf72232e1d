import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

function textsAndLimits(template: string): unknown {
  const { facts } = extractFacts(
    openFiles('app', {
      'app.json': '{"pages":["pages/a/a"]}',
      'pages/a/a.js': 'Page({ go() {} })',
      [template]: '<view bindtap="go">签到</view>',
    }),
    '0',
  );
  return facts.flatMap((fact): unknown[] =>
    fact.kind === 'text'
      ? [[fact.value, fact.position, fact.action]]
      : fact.kind === 'limit'
        ? [[fact.reason, fact.hides, fact.share]]
        : [],
  );
}

describe('templates of a page', () => {
  it.each(['wxml', 'qml', 'ttml', 'swan', 'jxml', 'ksml', 'qxml'])('are read in %s', (extension) => {
    expect(textsAndLimits(`pages/a/a.${extension}`)).toEqual([['签到', 'button', 'handler']]);
  });

  it('that are in no known form leave a limit, not a clean page', () => {
    expect(textsAndLimits('pages/a/a.strange')).toEqual([['unsupported', ['screens', 'texts'], 1]]);
  });
});

import { describe, expect, it } from 'vitest';
import { ARSC_TRICKS } from '../../support/tricks/arsc.js';
import { AXML_TRICKS } from '../../support/tricks/axml.js';
import { packed, type Trick } from '../../support/tricks/base.js';
import { DEX_TRICKS } from '../../support/tricks/dex.js';
import { SIGNATURE_TRICKS } from '../../support/tricks/signature.js';
import { HEADER_TRICKS } from '../../support/tricks/zip-headers.js';
import { BOMB_TRICKS, NAME_TRICKS } from '../../support/tricks/zip-names.js';
import { PLACE_TRICKS } from '../../support/tricks/zip-places.js';
import { outcomeOf } from '../../support/verdicts.js';

const untouched = outcomeOf('app.apk', packed());
const CLEAR = new Set(['not-found', 'absent']);

/** Verdicts of the untouched package; where the trick really hides something, no answer in place of a no. */
function expectedVerdicts({ blind, lost = [], changed = {} }: Trick): Record<string, string> {
  const after = Object.entries(untouched.verdicts).map(([rule, verdict]) => [
    rule,
    lost.includes(rule) || (blind && CLEAR.has(verdict)) ? 'undetermined' : verdict,
  ]);
  return { ...Object.fromEntries(after), ...changed };
}

it('starts from a package that has findings, and nothing odd', () => {
  expect(untouched).toMatchObject({
    tricks: [],
    limits: [],
    verdicts: { '14-2-check-in': 'found', '14-4-trace-upload': 'suspected', '14-5-commerce': 'not-found' },
  });
});

describe.each([
  ['ZIP records', HEADER_TRICKS],
  ['ZIP names', NAME_TRICKS],
  ['ZIP places', PLACE_TRICKS],
  ['bombs', BOMB_TRICKS],
  ['AXML', AXML_TRICKS],
  ['ARSC', ARSC_TRICKS],
  ['DEX', DEX_TRICKS],
  ['signature', SIGNATURE_TRICKS],
])('%s', (_, tricks) => {
  it.each(tricks)('$title', (trick) => {
    expect(outcomeOf('app.apk', trick.apk())).toEqual({
      tricks: trick.tricks,
      limits: trick.limits ?? [],
      verdicts: expectedVerdicts(trick),
    });
  });
});

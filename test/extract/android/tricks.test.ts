import { describe, expect, it } from 'vitest';
import { packed, type Trick } from '../../support/tricks/base.js';
import { TRICKS } from '../../support/tricks/index.js';
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

describe.each(TRICKS)('%s', (_, tricks) => {
  it.each(tricks)('$title', (trick) => {
    expect(outcomeOf('app.apk', trick.apk())).toEqual({
      tricks: trick.tricks,
      limits: trick.limits ?? [],
      verdicts: expectedVerdicts(trick),
    });
  });
});

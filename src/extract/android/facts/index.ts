import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { namesSent } from '../code/parts.js';
import { endpointFacts, methodFacts, timingFacts } from './code-facts.js';
import { destinationFacts, entryFacts } from './entry-facts.js';
import { identifierFacts } from './identifier-facts.js';
import { inputFacts } from './input-facts.js';
import { numberedFacts } from './numbered-facts.js';
import { openerTitles } from './opener-titles.js';
import { withAskers } from './picking-screens.js';
import { places } from './places.js';
import { withPositions } from './position-sends.js';
import { layoutFacts, screenFacts } from './screen-facts.js';
import { shownFacts } from './shown-facts.js';
import { textFacts } from './text-facts.js';
import { unlinkedTexts } from './unlinked-texts.js';
import { unreadSends } from './unread-sends.js';

/** All facts of the code, layouts and screens. */
export function codeFacts(analysis: Analysis): Fact[] {
  const placeOf = places(analysis);
  const naming = namesSent(analysis.program.classes);
  const facts = [
    ...screenFacts(analysis),
    ...inputFacts(analysis, placeOf),
    ...layoutFacts(analysis),
    ...entryFacts(analysis),
    ...destinationFacts(analysis),
    ...unlinkedTexts(analysis),
    ...analysis.bodies.flatMap((body) => {
      const found = withPositions(methodFacts(analysis, body, placeOf), body, analysis, placeOf);
      return [
        ...textFacts(body, analysis, placeOf),
        ...found,
        ...numberedFacts(body, placeOf),
        ...shownFacts(body, analysis, placeOf, naming),
      ];
    }),
    ...timingFacts(analysis, placeOf),
    ...endpointFacts(analysis, placeOf),
    ...identifierFacts(analysis),
  ];
  return withAskers(analysis, [...facts, ...unreadSends(analysis, facts, placeOf), ...openerTitles(analysis, facts)]);
}

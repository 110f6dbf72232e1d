import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import type { Body } from '../code/body.js';
import type { PlaceOf } from './places.js';
import { screenPlace } from './screen-facts.js';

const FIELD = /(^|\.)\w*(EditText|AutoCompleteTextView)$/;
const READS = /^(getText|setHint|addTextChangedListener|getEditableText|setText|setError)$/;

/** How much there is to fill in on a screen: fields of its layouts, or at least one where only its code knows of any. */
export function inputFacts({ screens, program, manifestPath }: Analysis, placeOf: PlaceOf): Fact[] {
  const isField = ({ callee }: Body['calls'][number]): boolean =>
    READS.test(callee.name) && program.ownersOf(callee).some((owner) => FIELD.test(owner));
  return screens.flatMap((screen): Fact[] => {
    const inputs = screen.layouts.reduce((sum, layout) => sum + layout.inputs, 0);
    if (inputs > 0) {
      const at = screenPlace(screen, manifestPath);
      return [{ kind: 'number', name: 'inputs', value: inputs, at, owner: 'own', screens: [screen.id] }];
    }
    for (const body of screen.bodies) {
      const call = body.calls.find(isField);
      const place = call && placeOf(body, call.at);
      if (place?.screens.includes(screen.id))
        return [{ kind: 'number', name: 'inputs', value: 1, at: place.at, owner: 'own', screens: [screen.id] }];
    }
    return [];
  });
}

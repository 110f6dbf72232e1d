import { ARSC_TRICKS } from './arsc.js';
import { AXML_TRICKS } from './axml.js';
import type { Trick } from './base.js';
import { DEX_TRICKS } from './dex.js';
import { SIGNATURE_TRICKS } from './signature.js';
import { HEADER_TRICKS } from './zip-headers.js';
import { BOMB_TRICKS, NAME_TRICKS } from './zip-names.js';
import { PLACE_TRICKS } from './zip-places.js';

/** Everything that packers are known to do to readers, by what it is done to. */
export const TRICKS: [string, Trick[]][] = [
  ['ZIP records', HEADER_TRICKS],
  ['ZIP names', NAME_TRICKS],
  ['ZIP places', PLACE_TRICKS],
  ['bombs', BOMB_TRICKS],
  ['AXML', AXML_TRICKS],
  ['ARSC', ARSC_TRICKS],
  ['DEX', DEX_TRICKS],
  ['signature', SIGNATURE_TRICKS],
];

import { createHash } from 'node:crypto';
import { context } from '../support/sample-parts.js';
import { sampleResult } from '../support/sample-result.js';

/** A package that is handed in, where its pages are, and what comes of it: one finding with a fingerprint. */
export const CONTENT = 'a package';
export const DIGEST = createHash('sha256').update(CONTENT).digest('hex');
export const PLACE = `/samples/${DIGEST}`;
export const PRINT = '0123456789ab-cdef01234567';
export const RESULT = sampleResult();
RESULT.items[0]!.contexts = [context({ fingerprint: PRINT })];

/** The library's public API. */
export {
  type CodeContext,
  type CodeEvidence,
  type CodeRule,
  compileRules,
  defineRule,
  loadCodeRules,
  loadPacks,
} from './check/index.js';
export type { Fact, FactsFile } from './facts/types.js';
export { InputError } from './open/index.js';
export type { ResultDocument } from './result.js';
export { checkStored, extractInput, scanInput } from './scan.js';

import type { Node } from '@babel/types';
import type { GateFact, Subject } from '../../../facts/types.js';
import type { Unit } from '../model.js';

/** A submit path that tests something and stops, with where it stands. */
export interface Gate {
  subject: Subject;
  shape: GateFact['shape'];
  message?: string;
  guards?: string;
  node: Node;
  unit: Unit;
}

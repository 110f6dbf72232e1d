import type { Node } from '@babel/types';
import type { GateFact, Subject } from '../../../facts/types.js';
import type { Application } from '../application/application.js';
import type { Unit } from '../module/model.js';

/** A submit path that tests something and stops, with where it stands. */
export interface Gate {
  subject: Subject;
  shape: GateFact['shape'];
  message?: string;
  guards?: string;
  /** Nothing is said, and nothing else is done. */
  silent?: boolean;
  node: Node;
  unit: Unit;
}

/** A value that a test demands, and how. */
export interface Tested {
  name: string;
  shape: 'empty' | 'min-count' | 'range' | 'flag';
  /** Origin or member the name leads to, where the name itself tells nothing. */
  subject?: Subject;
  /** Compared with the picture shown as long as none is chosen: only a message that asks for one tells that it is demanded. */
  placeholder?: true;
}

/** Reads what a test asks for where its branch is taken when it is `holds`. */
export type TestReader = (app: Application, test: Node, unit: Unit, holds: boolean, depth: number) => Tested[];

import type { Verdict } from '../../result.js';
import type { Tone } from './shapes.js';

/** The colour of a verdict in pictures and text. */
export const VERDICT_TONE: Record<Verdict, Tone> = {
  found: 'red',
  absent: 'red',
  suspected: 'amber',
  undetermined: 'violet',
  present: 'green',
  'likely-present': 'olive',
  note: 'blue',
  'not-found': 'grey',
  'not-applicable': 'grey',
  none: 'grey',
};

/** A sign per verdict, so that it is seen without colour. All are in GB 2312. */
export const VERDICT_MARK: Record<Verdict, string> = {
  found: '×',
  absent: '×',
  suspected: '！',
  undetermined: '？',
  present: '√',
  'likely-present': '～',
  note: '※',
  'not-found': '－',
  'not-applicable': '／',
  none: '－',
};

/** Colours for light paper; text in them has a contrast of at least 4.5 to 1 on white. */
export const TONE_COLOUR: Record<Tone, string> = {
  ink: '#1c2127',
  dim: '#5c6670',
  line: '#c9d0d6',
  tint: '#f4f6f8',
  paper: '#ffffff',
  red: '#a3261e',
  amber: '#8a5200',
  violet: '#62389a',
  green: '#176639',
  olive: '#4c6410',
  blue: '#0b4f8a',
  grey: '#4d5761',
};

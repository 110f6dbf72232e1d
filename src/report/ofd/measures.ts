import { MM } from '../layout/page.js';

/** Millimetres, as all measures of OFD. */
export function mm(points: number): number {
  return Math.round((points / MM) * 1000) / 1000;
}

import type { Point } from './shapes.js';

const LENGTH = 4.5;
const HALF = 1.7;

/** The three corners of the head at the end of a line; none for a line without length. */
export function arrowHead(points: readonly Point[]): Point[] {
  const [before, end] = points.slice(-2);
  if (!before || !end) return [];
  const angle = Math.atan2(end[1] - before[1], end[0] - before[0]);
  const corner = (side: number): Point => [
    end[0] - LENGTH * Math.cos(angle) - side * HALF * Math.sin(angle),
    end[1] - LENGTH * Math.sin(angle) + side * HALF * Math.cos(angle),
  ];
  return [end, corner(1), corner(-1)];
}

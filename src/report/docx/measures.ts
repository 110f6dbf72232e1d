import type { ReportSettings } from '../model/settings.js';

/** Twentieths of a point per millimetre. */
const MM = 1440 / 25.4;

/** Sizes in twentieths of a point, of type in half points. */
export interface Measures {
  page: { width: number; height: number; top: number; right: number; bottom: number; left: number };
  /** Of the text area. */
  width: number;
  title: number;
  headings: [number, number, number];
  body: number;
  /** Distance of lines of the body. */
  pitch: number;
  table: number;
  /** Of tables with many rows. */
  long: number;
  small: number;
  code: number;
}

const A4 = { width: Math.round(210 * MM), height: Math.round(297 * MM) };

function measures(margins: readonly [number, number, number, number], type: Omit<Measures, 'page' | 'width'>): Measures {
  const [top, right, bottom, left] = margins.map((side) => Math.round(side * MM)) as [number, number, number, number];
  return { page: { ...A4, top, right, bottom, left }, width: A4.width - left - right, ...type };
}

/** GB/T 9704-2012, 5.2: margins of 37, 26, 35 and 28 mm, text of 3号, lines of 28.9 pt; or smaller. */
const ALL: Record<NonNullable<ReportSettings['typography']>, Measures> = {
  gbt9704: measures([37, 26, 35, 28], {
    title: 44,
    headings: [32, 28, 24],
    body: 32,
    pitch: 578,
    table: 21,
    long: 18,
    small: 18,
    code: 17,
  }),
  compact: measures([24, 22, 22, 24], {
    title: 40,
    headings: [28, 24, 21],
    body: 21,
    pitch: 340,
    table: 18,
    long: 17,
    small: 17,
    code: 16,
  }),
};

export function measuresOf({ typography = 'gbt9704' }: ReportSettings): Measures {
  return ALL[typography];
}

import { type Fonts, layOut, styleOf } from '../layout/index.js';
import type { Report, ReportSettings } from '../model/index.js';

/** The pages of a report as they are known before a word processor has made any: those of its PDF. */
export interface Pages {
  /** Page an id of the model stands on, from 1. */
  numberOf(id: string): number | undefined;
  total: number;
}

/** Sets a report as its PDF is set, whose page size, margins and type are the same; a word processor's pages may differ by a few. */
export function pagesOf(report: Report, settings: ReportSettings, fonts: Fonts): Pages {
  const { pages, places } = layOut([report], styleOf(settings), fonts, '');
  return {
    numberOf: (id) => {
      const place = places.get(id);
      return place && place.page + 1;
    },
    total: pages.length,
  };
}

import type { Report } from '../model/index.js';
import type { Words } from '../model/words/index.js';
import type { Measures } from './measures.js';
import type { Pages } from './pages.js';

/** What the parts of the document share while it is written. */
export interface State {
  words: Words;
  sizes: Measures;
  report: Report;
  marks: Bookmarks;
  pages: Pages;
  /** Shapes that may still be drawn. */
  shapesLeft: number;
  /** The next paragraph begins a page. */
  breakBefore: boolean;
  /** What is written stays on the page of what follows. */
  keepNext: boolean;
}

/** Bookmarks by the ids of the model: Word allows 40 letters, digits and underscores only. */
export interface Bookmarks {
  /** The name a link to an id uses. */
  nameOf(id: string): string;
  /** A number of its own for a bookmark that begins, a drawing, a picture. */
  next(): number;
}

export function bookmarks(): Bookmarks {
  const names = new Map<string, string>();
  let count = 0;
  return {
    nameOf: (id) => {
      const name = names.get(id) ?? `_R${names.size + 1}`;
      names.set(id, name);
      return name;
    },
    next: () => {
      count += 1;
      return count;
    },
  };
}

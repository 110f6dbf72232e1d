import { EntryError, InputError, type Opened, type OpenOptions, openBuffer, type Tree } from '../../src/open/index.js';

/** What opening gave, short enough to assert whole. Texts over 200 characters are cut to their length. */
export interface Summary {
  format: string;
  form: string;
  /** `path of the tree` → entry name → text, or `!` when it cannot be read. */
  trees: Record<string, Record<string, string>>;
  limits: string[];
  tamper: string[];
}

/** Reads every entry, then tells it all: limits and tamper grow while reading. */
export function summarize(opened: Opened): Summary {
  const trees = Object.fromEntries(opened.trees.map((tree) => [tree.path, textsOf(tree)]));
  return {
    format: opened.format,
    form: opened.form,
    trees,
    limits: opened.limits.map(({ reason, path }) => `${reason} ${path}`),
    tamper: opened.tamper.map(({ trick, path }) => `${trick} ${path}`),
  };
}

/** Opens bytes and summarises; an input error comes as its code and message. */
export function openSummary(name: string, bytes: Buffer, options?: OpenOptions): Summary | { code: string; message: string } {
  try {
    return summarize(openBuffer(name, bytes, options));
  } catch (error) {
    if (error instanceof InputError) return { code: error.code, message: error.message };
    throw error;
  }
}

export function textsOf(tree: Tree): Record<string, string> {
  return Object.fromEntries(
    tree.entries.map((entry) => {
      try {
        const text = entry.read().toString('utf8');
        return [entry.name, text.length > 200 ? `${text.length} characters` : text];
      } catch (error) {
        if (error instanceof EntryError) return [entry.name, '!'];
        throw error;
      }
    }),
  );
}

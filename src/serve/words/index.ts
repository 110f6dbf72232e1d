import type { Lang } from '../../messages/index.js';
import { en } from './en.js';
import { type ServeWords, zh } from './zh.js';

export type { ServeWords } from './zh.js';

export const serveWords: Record<Lang, ServeWords> = { zh, en };

/** Fills `{0}`, `{1}` … in. */
export function filled(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)] ?? ''));
}

import { en } from './en.js';
import type { Lang, Messages } from './types.js';
import { zh } from './zh.js';

export type { Lang, Messages } from './types.js';

export const messages: Record<Lang, Messages> = { zh, en };

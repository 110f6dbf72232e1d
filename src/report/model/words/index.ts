import { type Lang, type Messages, messages } from '../../../messages/index.js';
import { en } from './en.js';
import type { ReportWords } from './types.js';
import { zh } from './zh.js';

/** All words of a report in one language: those shared with other formats, and its own in `report`. */
export interface Words extends Messages {
  lang: Lang;
  report: ReportWords;
}

export function wordsOf(lang: Lang): Words {
  return { ...messages[lang], lang, report: lang === 'zh' ? zh : en };
}

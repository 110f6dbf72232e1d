import { createHash } from 'node:crypto';
import { styleSheet } from '../report/html/style.js';
import { html, render } from '../report/markup.js';
import { SCRIPT } from './script.js';
import { DESK } from './style.js';

/** The report's own style sheet, so that badges, tables and evidence look the same, and what forms and menus need beside it. */
const STYLE = `${render(styleSheet('', 'zh'))}${render(html`${DESK}`)}`;

const named = (text: string, extension: string): string =>
  `/assets/${createHash('sha256').update(text).digest('hex').slice(0, 16)}.${extension}`;

export const STYLE_PATH = named(STYLE, 'css');
export const SCRIPT_PATH = named(SCRIPT, 'js');

/** By their address, which names their content: they can be kept for good. */
export const ASSETS: Record<string, { type: string; text: string }> = {
  [STYLE_PATH]: { type: 'text/css; charset=utf-8', text: STYLE },
  [SCRIPT_PATH]: { type: 'text/javascript; charset=utf-8', text: SCRIPT },
};

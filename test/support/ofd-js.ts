import { createRequire } from 'node:module';
import { launchChromium } from './chromium.js';

/** Its build for browsers, which holds all it needs; nothing is asked of a server. */
const OFD_JS = createRequire(import.meta.url).resolve('ofd.js/lib/ofd.umd.min.js');

export interface DrawnText {
  text: string;
  /** Millimetres from the upper left corner of the page to where the first character stands on its line. */
  x: number;
  y: number;
}

/** What ofd.js makes of a file. */
export interface DrawnOfd {
  pages: { texts: DrawnText[]; paths: number; width: number; height: number }[];
  /** What it printed, warnings and errors. */
  said: string[];
  /** What it wanted from a network. */
  asked: string[];
}

/** Opens a file with ofd.js in a browser, as someone who is handed it would. @throws Error where it cannot read it */
export async function drawByOfdJs(bytes: Uint8Array): Promise<DrawnOfd> {
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage();
    const said: string[] = [];
    const asked: string[] = [];
    tab.on('console', (message) => said.push(message.text()));
    tab.on('pageerror', (error) => said.push(error.message));
    tab.on('request', (request) => asked.push(request.url().slice(0, 100)));
    await tab.addScriptTag({ path: OFD_JS });
    const pages = await tab.evaluate<DrawnOfd['pages']>(`(${draw})(${JSON.stringify(Buffer.from(bytes).toString('base64'))})`);
    return { pages, said, asked: asked.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:')) };
  } finally {
    await browser.close();
  }
}

/** Runs on the page. ofd.js draws every text object as an `svg` at its place, every character as a `text` in it. */
const draw = `async (base64) => {
  const SCALE = 4;
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const [document] = await new Promise((success, fail) => ofd.parseOfdDocument({ ofd: bytes.buffer, success, fail }));
  ofd.setPageScale(SCALE);
  const mm = (css) => Number.parseFloat(css) / SCALE;
  return ofd.renderOfdByScale(document).map((page) => ({
    width: mm(page.style.width),
    height: mm(page.style.height),
    paths: page.querySelectorAll('path').length,
    texts: [...page.querySelectorAll('svg')].flatMap((svg) => {
      const characters = [...svg.querySelectorAll('text')];
      if (characters.length === 0) return [];
      const [first] = characters;
      return [{
        text: characters.map((one) => one.textContent).join(''),
        x: mm(svg.style.left) + mm(first.getAttribute('x')),
        y: mm(svg.style.top) + mm(first.getAttribute('y')),
      }];
    }),
  }));
}`;

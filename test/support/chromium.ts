import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser on this machine: `CHROMIUM`, or where systems put it. */
const place = [process.env.CHROMIUM ?? '', ...PLACES].find((path) => existsSync(path));

/** Tests that need it are skipped without one, and say so. */
export const hasChromium = place !== undefined;
if (!hasChromium) console.warn('!! 没有 Chromium，网页与 OFD 的浏览器测试没有运行（可用环境变量 CHROMIUM 指明）');

export function launchChromium(): Promise<Browser> {
  if (place === undefined) throw new Error('no Chromium');
  return chromium.launch({ executablePath: place, args: FLAGS });
}

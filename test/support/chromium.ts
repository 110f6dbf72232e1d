import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chromium-headless-shell'];
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
const place = [process.env.CHROMIUM ?? '', ...NAMES.map((name) => `/usr/bin/${name}`)].find((path) => existsSync(path));

/** Tests that need it are skipped without one, and say so. */
export const hasChromium = place !== undefined;
if (!hasChromium)
  console.warn(
    '!! 没有 Chromium，网页与 OFD 的浏览器测试没有运行（apt-get install chromium-headless-shell，或用环境变量 CHROMIUM 指明）',
  );

export function launchChromium(): Promise<Browser> {
  if (place === undefined) throw new Error('no Chromium');
  return chromium.launch({ executablePath: place, args: FLAGS });
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../../src/report/html/index.js';
import { hasChromium, launchChromium } from '../../support/chromium.js';
import { hostileResult } from '../../support/hostile-result.js';
import { packedResult, sampleResult } from '../../support/sample-result.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const options = { lang: 'zh', color: false, width: 80 } as const;
const one = html.write([sampleResult()], options);
const several = html.write([sampleResult(), packedResult()], options);

interface View {
  width: number;
  scheme: 'light' | 'dark';
  script: boolean;
}

const VIEWS: View[] = [375, 1440].flatMap((width) =>
  (['light', 'dark'] as const).flatMap((scheme) => [true, false].map((script) => ({ width, scheme, script }))),
);

describe.skipIf(!hasChromium)('the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** Without the page's script its policy lets in no other, so axe runs through the debugger: the script's start is cut off instead. */
  async function open(page: string, { width, scheme, script }: View): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true });
    const tab = await context.newPage();
    await tab.setContent(script ? page : page.replace(/<script>[\s\S]*<\/script>/, ''));
    return tab;
  }

  async function violations(tab: Page): Promise<string[]> {
    await tab.evaluate(AXE);
    return tab.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      const found = await axe.run({ runOnly: tags });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: node }) => node.slice(0, 120)).join(' | ')}`);
    });
  }

  it.each(VIEWS)('has no barrier axe knows of: $width px, $scheme, script $script', async (view) => {
    const tab = await open(one, view);
    expect(await violations(tab)).toEqual([]);
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(view.width);
    await tab.context().close();
  });

  it('has none with several reports on it either', async () => {
    const tab = await open(several, { width: 1440, scheme: 'light', script: true });
    expect(await violations(tab)).toEqual([]);
    await tab.context().close();
  });

  it('runs its script under its own policy, and no other', async () => {
    const context = await browser.newContext();
    const tab = await context.newPage();
    const said: string[] = [];
    tab.on('console', (message) => said.push(message.text()));
    tab.on('pageerror', (error) => said.push(error.message));
    tab.on('dialog', (dialog) => said.push(dialog.message()));
    await tab.setContent(html.write([hostileResult()], options));
    expect(await tab.isVisible('#tools')).toBe(true);
    expect(said).toEqual([]);
    await tab.setContent(one.replace('</body>', '<script>document.title = "ran"</script></body>'));
    expect(await tab.title()).toBe('示例网格通 - 政务移动互联网应用程序技术检测报告');
    expect(said.join()).toContain('Content Security Policy');
    await context.close();
  });

  it('shows the items of chosen verdicts, folds, and opens what a link leads to', async () => {
    const tab = await open(one, { width: 1440, scheme: 'light', script: true });
    const found = tab.locator('.item-box.v-found');
    expect(await tab.locator('.item-box:visible').count()).toBeGreaterThan(3);
    await tab.uncheck('input[value=found]');
    expect(await found.first().isVisible()).toBe(false);
    expect(await tab.textContent('output')).toBe('显示 8 项，共 9 项');
    await tab.click('[data-fold=close]');
    expect(await tab.locator('main details[open]').count()).toBe(0);
    await tab.click('.contents a[href="#14-2-check-in"]');
    await tab.locator('#E1').waitFor({ state: 'visible' });
    expect(await tab.isChecked('input[value=found]')).toBe(true);
    await found.locator('.jump a').first().click();
    await tab.waitForFunction('document.activeElement?.id === "E1"');
    await tab.context().close();
  });

  it('is reached by keyboard: the first stop leads past the tools to the report', async () => {
    const tab = await open(one, { width: 1440, scheme: 'light', script: true });
    await tab.keyboard.press('Tab');
    expect(await tab.evaluate('document.activeElement.className')).toBe('skip');
    await tab.keyboard.press('Enter');
    await tab.waitForFunction('document.activeElement?.id === "main"');
    await tab.context().close();
  });

  it('prints everything, folded or not, and without its tools', async () => {
    const tab = await open(one, { width: 1440, scheme: 'dark', script: true });
    await tab.click('[data-fold=close]');
    await tab.emulateMedia({ media: 'print' });
    expect(await tab.isVisible('#tools')).toBe(false);
    expect(await tab.isVisible('.watermark')).toBe(true);
    expect(await tab.evaluate('getComputedStyle(document.body).color')).toBe('rgb(28, 33, 39)');
    const pdf = await tab.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1')).toContain('/Page');
    expect(await tab.locator('main details:not([open])').count()).toBe(0);
    await tab.context().close();
  });
});

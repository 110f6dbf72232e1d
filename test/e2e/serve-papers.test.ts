import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResultDocument } from '../../src/result.js';
import { hasChromium, launchChromium } from '../support/chromium.js';
import { folder, jianfu, PACKAGES } from './command.js';
import { addUser, PASSWORD, PICTURES, type Serving, serve, violations } from './serving.js';

const APK = join(PACKAGES, 'android-grid.apk');

/** What an inspector does with the papers of a sample, in a browser, against what the command says of the same papers. */
describe.skipIf(!hasChromium)('papers in a browser', () => {
  let browser: Browser;
  let server: Serving;
  let desk: BrowserContext;
  let tab: Page;
  let sample = '';
  const store = folder();
  const papers = folder();
  const problems: string[] = [];
  const visit = (path: string) => tab.goto(`${server.address}${path}`);

  beforeAll(async () => {
    addUser(store, '张三', 'admin');
    server = await serve(['--store', store, '--keep-uploads', '30']);
    browser = await launchChromium();
    desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    tab = await desk.newPage();
    tab.on('console', (message) => problems.push(message.text()));
    tab.on('pageerror', (error) => problems.push(error.message));
    await visit('/');
    await tab.getByLabel('账户').fill('张三');
    await tab.getByLabel('密码').fill(PASSWORD);
    await tab.keyboard.press('Enter');
    await tab.waitForURL('**/');
    jianfu(['init', APK, '-o', join(papers, 'declaration.yaml')]);
    const blank = readFileSync(join(papers, 'declaration.yaml'), 'utf8');
    writeFileSync(join(papers, 'declaration.yaml'), blank.replace('host: ""', 'host: "示例市数据局"'));
    writeFileSync(join(papers, 'wrong.yaml'), blank.replace('type: first', 'type: frist'));
  }, 120_000);
  afterAll(() => browser?.close());

  async function downloaded(name: string): Promise<string> {
    const [download] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('link', { name, exact: true }).click()]);
    const file = join(folder(), download.suggestedFilename());
    await download.saveAs(file);
    return file;
  }
  async function reported(): Promise<ResultDocument> {
    await visit(sample);
    return JSON.parse(readFileSync(await downloaded('结果（JSON）'), 'utf8'));
  }
  const scanned = (...args: string[]): ResultDocument =>
    JSON.parse(jianfu(['scan', APK, '-f', 'json', '--no-config', '--fail-on', 'never', ...args]).stdout);

  it('a wrong declaration is told at its field before the package is sent, and the choice of files stays', async () => {
    await visit('/upload');
    await tab.getByLabel('安装包').setInputFiles(APK);
    await tab.getByText('随附申报').click();
    await tab.getByLabel('申报文件').setInputFiles(join(papers, 'wrong.yaml'));
    await tab.getByRole('button', { name: '上传并检查' }).click();
    await tab.locator('#declaration-problems li').first().waitFor();
    const explained = jianfu(['scan', APK, '--declaration', join(papers, 'wrong.yaml'), '--no-config']).stderr;
    for (const line of await tab.locator('#declaration-problems li').allTextContents()) expect(explained).toContain(line);
    expect(await tab.textContent('#declaration-problems')).toMatch(
      /第 \d+ 行 \/filing\/type：应是 first、change、again、self-check/,
    );
    expect(await tab.evaluate('document.activeElement.id')).toBe('declaration');
    expect(await tab.getByLabel('申报文件').getAttribute('aria-invalid')).toBe('true');
    if (PICTURES) await tab.screenshot({ path: join(PICTURES, 'upload-mistake-1440.png'), fullPage: true });
    problems.splice(0, problems.length); // the browser tells of the 422
    await tab.getByLabel('申报文件').setInputFiles(join(papers, 'declaration.yaml'));
    await tab.getByRole('button', { name: '上传并检查' }).click();
    await tab.waitForURL('**/progress');
    await tab.getByRole('link', { name: 'android-grid.apk' }).click({ timeout: 60_000 });
    await tab.waitForURL('**/samples/*');
    sample = new URL(tab.url()).pathname;
    expect(problems).toEqual([]);
  }, 120_000);

  it('what is reported is what the command reports with the same papers', async () => {
    const { run: _run, seal: _seal, ...mine } = await reported();
    const { run: _other, seal: _theirs, ...command } = scanned('--declaration', join(papers, 'declaration.yaml'));
    expect(mine).toEqual(command);
    expect(mine.declaration).toMatchObject({ units: { host: '示例市数据局' } });
  }, 60_000);

  it('known issues are written by hand, take their findings out of the count and stand in all reports', async () => {
    await visit(sample);
    await tab.getByRole('link', { name: '已知问题 填写或上传' }).click();
    const box = tab.getByLabel('内容（YAML）');
    const blank = await box.inputValue();
    const entries = blank.split('\n\n').filter((entry) => entry.includes('- rule: 14-2-check-in'));
    const filled = entries.map((entry) =>
      entry
        .replace(/^# (?=- rule| {2})/gm, '')
        .replace('reason: ""', 'reason: 下版移除')
        .replace('basis: ""', 'basis: 会议纪要')
        .replace('approver: ""', 'approver: 李四')
        .replace(/expires: "".*/, 'expires: "2099-12-31"'),
    );
    await box.fill(filled.join('\n'));
    await tab.getByRole('button', { name: '保存并重新核查' }).click();
    await tab.waitForURL('**said=checked**');
    expect(await tab.textContent('.notice.good')).toContain('重新核查');
    expect(await tab.locator('[id="14-2-check-in"]').textContent()).toContain('李四');
    const file = join(papers, 'suppressions.yaml');
    writeFileSync(file, filled.join('\n'));
    const both = ['--declaration', join(papers, 'declaration.yaml'), '--suppressions', file];
    const { run: _run, seal: _seal, ...mine } = await reported();
    const { run: _other, seal: _theirs, ...command } = scanned(...both);
    expect(mine).toEqual(command);
    expect(mine.suppressions.every(({ state }) => state === 'applied')).toBe(true);
    await visit(sample);
    const result = await downloaded('结果（JSON）');
    for (const name of ['PDF', 'OFD', 'Word（DOCX）']) {
      const report = await downloaded(name);
      expect([name, jianfu(['verify', report, '--result', result]).code]).toEqual([name, 0]);
    }
    expect(readFileSync(await downloaded('表格（CSV）'), 'utf8')).toMatch(/^\ufeff/);
    await visit(`${sample}/report.html`);
    expect(await tab.textContent('main')).toContain('会议纪要');
    expect(await tab.textContent('main')).toContain('示例市数据局');
  }, 120_000);

  it('a mistake by hand keeps what was written, and the keyboard is enough', async () => {
    await visit(`${sample}/declaration`);
    await tab.getByLabel('内容（YAML）').focus();
    await tab.keyboard.press('Control+A');
    await tab.keyboard.type('schemaVersion: 1\napp: { name: 示例 }\n');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').waitFor();
    expect(await tab.textContent('#problems')).toContain('/：缺少“units”');
    expect(await tab.getByLabel('内容（YAML）').inputValue()).toBe('schemaVersion: 1\napp: { name: 示例 }\n');
    await visit('/audit');
    expect(await tab.getByRole('row').filter({ hasText: '提交材料' }).count()).toBe(2);
  });

  const pages = () => [
    `${sample}/declaration`,
    `${sample}/suppressions`,
    `${sample}/review`,
    `${sample}/delete`,
    `${sample}?said=checked`,
    '/upload',
    '/?search=nothing',
    '/samples/none',
  ];
  it.each([375, 1440].flatMap((width) => (['light', 'dark'] as const).map((scheme) => [width, scheme] as const)))(
    'has no barrier axe knows of, and fits: %d px, %s',
    async (width, scheme) => {
      const state = await desk.storageState();
      for (const path of pages()) {
        const context = await browser.newContext({
          viewport: { width, height: 900 },
          colorScheme: scheme,
          bypassCSP: true,
          storageState: state,
        });
        const other = await context.newPage();
        await other.goto(`${server.address}${path}`);
        expect([path, await violations(other)]).toEqual([path, []]);
        expect([path, await other.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
        const name = path.split(/[/?]/).filter(Boolean).at(-1) ?? 'list';
        if (PICTURES) await other.screenshot({ path: join(PICTURES, `papers-${name}-${width}-${scheme}.png`), fullPage: true });
        await context.close();
      }
    },
    180_000,
  );

  it('the sample is deleted after asking, with its files', async () => {
    await visit(sample);
    await tab.getByRole('link', { name: '删除这个样品' }).click();
    await tab.getByLabel('全部删去').check();
    await tab.getByLabel('我确认删除').check();
    await tab.getByRole('button', { name: '删除' }).click();
    await tab.waitForURL('**said=deleted');
    expect(await tab.textContent('.notice.good')).toBe('样品已删除。');
    expect(await tab.textContent('#count')).toBe('0 个样品，共 0 个');
    const place = join(store, 'uploads');
    expect(existsSync(place) ? readdirSync(place) : []).toEqual([]);
    expect((await visit(sample))?.status()).toBe(404);
  });
});

import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { type RequestOptions, request as secure } from 'node:https';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../support/chromium.js';
import { canMount, smallDisk } from '../support/small-disk.js';
import { folder, jianfu, PACKAGES } from './command.js';
import { addUser, PASSWORD, PICTURES, type Serving, serve, violations } from './serving.js';

describe('jianfu serve', () => {
  it('is for this machine only, unless people have accounts or a proxy names them', () => {
    const store = join(folder(), 'store');
    const refused = jianfu(['serve', '--store', store, '--host', '0.0.0.0', '--no-config']);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('jianfu serve user add')]);
    const alone = jianfu(['serve', '--store', store, '--trust-header', 'X-Remote-User', '--no-config']);
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--trusted-proxy')]);
    expect(jianfu(['serve', '--store', store, '--trusted-proxy', 'nginx', '--no-config']).code).toBe(2);
    expect(jianfu(['serve', '--store', store, '--origin', 'jianfu.example.cn', '--no-config']).code).toBe(2);
    expect(jianfu(['serve', '--store', store, '--folder', join(store, 'none'), '--no-config']).code).toBe(2);
  });

  it('stops at a signal, has the folder to itself, and says when its port is taken', async () => {
    const store = folder();
    const server = await serve(['--store', store]);
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    const second = jianfu(['batch', PACKAGES, '--out', store, '--no-config']);
    expect([second.code, second.stderr]).toEqual([2, expect.stringContaining('正由另一个')]);
    const port = new URL(server.address).port;
    const taken = jianfu(['serve', '--store', folder(), '--port', port, '--no-config']);
    expect([taken.code, taken.stderr]).toEqual([2, expect.stringContaining('EADDRINUSE')]);
    // A page that follows progress is no reason to stay.
    const login = await fetch(`${server.address}/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: server.address },
      body: new URLSearchParams({ name: '本机', password: server.password! }),
    });
    const cookie = login.headers.get('set-cookie')!.split(';')[0]!;
    const stream = await fetch(`${server.address}/progress/events`, { headers: { cookie } });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(await server.stop()).toBe(0);
    expect(await stream.text()).toContain('retry:');
    const log = readFileSync(join(store, 'audit.jsonl'), 'utf8').trim().split('\n');
    expect(log.map((line) => JSON.parse(line).what)).toEqual(['start', 'login', 'stop']);
  });

  it('shows what a batch left, and leaves it to a batch again without losing what was handed in here', async () => {
    const [store, from] = [folder(), folder()];
    mkdirSync(join(from, '甲单位'));
    copyFileSync(join(PACKAGES, 'android-grid-clean.apk'), join(from, '甲单位', 'clean.apk'));
    const batch = () => jianfu(['batch', from, '--out', store, '--no-config', '--fail-on', 'never'], { timeout: 60_000 });
    const trusting = ['--store', store, '--trust-header', 'X-Remote-User', '--trusted-proxy', '127.0.0.1'];
    expect(batch().code).toBe(0);
    let server = await serve(trusting);
    const named = { 'x-remote-user': 'inspector' };
    const page = async (path: string) => (await fetch(`${server.address}${path}`, { headers: named })).text();
    expect(await page('/')).toContain('1 个样品，共 1 个');
    const form = new FormData();
    form.append('token', /name="token" value="([^"]+)"/.exec(await page('/upload'))![1]!);
    form.append('files', new Blob([readFileSync(join(PACKAGES, 'quickapp-redline.rpk'))]), 'quick.rpk');
    const sent = await fetch(`${server.address}/upload`, {
      method: 'POST',
      headers: { ...named, origin: server.address },
      body: form,
    });
    expect([sent.status, new URL(sent.url).pathname]).toEqual([200, '/progress']);
    await expect.poll(() => page('/'), { timeout: 60_000 }).toContain('2 个样品，共 2 个');
    // From another address of this machine the header is nobody's word.
    expect(await statusFrom('127.0.0.2', server.address, named)).toBe(403);
    expect(await statusFrom('127.0.0.2', server.address, {})).toBe(401);
    expect(await statusFrom('127.0.0.1', server.address, named)).toBe(200);
    await server.stop();
    expect(batch().stdout).toContain('已有结果 1');
    server = await serve(trusting);
    expect(await page('/')).toContain('2 个样品，共 2 个');
    await server.stop();
    // Other limits make other results: what a batch left under the old ones is named, what was handed in here is inspected again.
    server = await serve([...trusting, '--timeout', '100']);
    expect(await page('/')).toContain('批量检查留下的 1 个样品没有按当前规则');
    await expect.poll(() => page('/'), { timeout: 60_000 }).toContain('1 个样品，共 1 个');
    await server.stop();
  }, 150_000);

  it('speaks TLS itself where it has a certificate, and says what is wrong with one', async () => {
    const [store, keys] = [folder(), folder()];
    const [cert, key] = [join(keys, 'cert.pem'), join(keys, 'key.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject];
    execFileSync('openssl', made, { stdio: 'ignore' });
    const refused = (...args: string[]) => jianfu(['serve', '--store', store, '--no-config', ...args]);
    expect(refused('--tls-cert', cert)).toMatchObject({ code: 2, stderr: expect.stringContaining('须一起给出') });
    expect(refused('--tls-cert', cert, '--tls-key', cert)).toMatchObject({ code: 2, stderr: expect.stringContaining('不能用') });
    expect(refused('--tls-cert', join(keys, 'none'), '--tls-key', key)).toMatchObject({ code: 2 });
    addUser(store, '张三', 'viewer');
    const server = await serve(['--store', store, '--tls-cert', cert, '--tls-key', key]);
    expect(server.address).toMatch(/^https:/);
    const ask = (path: string, options: RequestOptions = {}, body = '') =>
      new Promise<IncomingMessage>((done, failed) => {
        const request = secure(`${server.address}${path}`, { ca: readFileSync(cert), ...options }, (answer) => {
          answer.resume();
          done(answer);
        });
        request.on('error', failed).end(body);
      });
    const page = await ask('/login');
    expect([page.statusCode, page.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
    const form = new URLSearchParams({ name: '张三', password: PASSWORD }).toString();
    const headers = { origin: server.address, 'content-type': 'application/x-www-form-urlencoded' };
    const login = await ask('/login', { method: 'POST', headers }, form);
    expect([login.statusCode, login.headers['set-cookie']]).toEqual([
      303,
      [expect.stringMatching(/^__Host-jianfu=.*; HttpOnly; Secure; SameSite=Strict$/)],
    ]);
    const cookie = login.headers['set-cookie']![0]!.split(';')[0]!;
    expect((await ask('/', { headers: { cookie } })).statusCode).toBe(200);
    await expect(ask('/login', { maxVersion: 'TLSv1.1' })).rejects.toThrow();
    await server.stop();
  }, 60_000);

  it.skipIf(!canMount)(
    'a disk that is full is told as that; with room again it goes on',
    async () => {
      const disk = smallDisk(20_000)!;
      try {
        const server = await serve(['--store', disk.path, '--trust-header', 'X-Remote-User', '--trusted-proxy', '127.0.0.1']);
        const named = { 'x-remote-user': 'inspector' };
        const page = async (path: string) => {
          const answer = await fetch(`${server.address}${path}`, { headers: named });
          return { status: answer.status, text: await answer.text() };
        };
        const form = new FormData();
        form.append('token', /name="token" value="([^"]+)"/.exec((await page('/upload')).text)![1]!);
        form.append('files', new Blob([readFileSync(join(PACKAGES, 'quickapp-redline.rpk'))]), 'quick.rpk');
        const send = () =>
          fetch(`${server.address}/upload`, { method: 'POST', headers: { ...named, origin: server.address }, body: form });
        // Half a gigabyte is left free for the data base.
        const refused = await send();
        expect([refused.status, await refused.text()]).toEqual([507, expect.stringContaining('磁盘空间不足，没有接收')]);
        disk.resize(700_000);
        expect((await send()).status).toBe(200);
        await expect.poll(async () => (await page('/')).text, { timeout: 60_000 }).toContain('1 个样品，共 1 个');
        const [, sample] = /href="(\/samples\/[0-9a-f]{64})"/.exec((await page('/')).text)!;
        expect((await page(sample!)).status).toBe(200);
        disk.resize(20_000);
        fill(join(disk.path, 'filler'));
        // The log's last block takes some more lines. What cannot be logged is not shown; what is not logged is.
        await expect.poll(async () => (await page(sample!)).status, { timeout: 20_000, interval: 10 }).toBe(507);
        expect((await page(sample!)).text).toContain('磁盘可能已满');
        expect((await page('/')).status).toBe(200);
        expect((await page('/healthz')).status).toBe(200);
        disk.resize(700_000);
        expect((await page(sample!)).status).toBe(200);
        expect(await server.stop()).toBe(0);
      } finally {
        disk.remove();
      }
    },
    120_000,
  );

  it('accounts are made from a pipe, kept as hashes that only their owner reads, and taken away', () => {
    const store = folder();
    const user = (...args: string[]) => jianfu(['serve', 'user', ...args, '--store', store]);
    const made = addUser(store, '张三', 'admin');
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('已建立账户 张三（admin）') });
    expect(addUser(store, '张三', 'viewer').stdout).toContain('已更新账户 张三（viewer）');
    expect(user('list').stdout).toBe('张三\tviewer\n');
    const file = readFileSync(join(store, 'accounts.json'), 'utf8');
    expect(file).toMatch(/\$scrypt\$ln=15,r=8,p=3\$/);
    expect(file).not.toContain(PASSWORD);
    expect(addUser(store, '李四', 'viewer', 'short').stderr).toContain('至少 10 个字符');
    expect(user('remove', '李四').code).toBe(2);
    expect(user('remove', '张三').code).toBe(0);
    expect(user('list').stdout).toBe('没有账户。\n');
  });
});

/** Writes until there is no room left. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  } finally {
    closeSync(file);
  }
}

/** Asks from one of this machine's addresses. */
function statusFrom(localAddress: string, address: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((done, failed) => {
    get(address, { localAddress, headers }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    }).on('error', failed);
  });
}

describe.skipIf(!hasChromium)('the desk in a browser', () => {
  let browser: Browser;
  let server: Serving;
  let desk: BrowserContext;
  let tab: Page;
  const problems: string[] = [];
  const store = folder();
  beforeAll(async () => {
    const from = folder();
    mkdirSync(join(from, '甲单位'));
    copyFileSync(join(PACKAGES, 'quickapp-redline.rpk'), join(from, '甲单位', 'quick.rpk'));
    writeFileSync(join(from, '甲单位', 'broken.apk'), 'no package at all');
    addUser(store, '张三', 'admin');
    server = await serve(['--store', store, '--folder', from]);
    browser = await launchChromium();
    desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    tab = await desk.newPage();
    tab.on('console', (message) => problems.push(message.text()));
    tab.on('pageerror', (error) => problems.push(error.message));
  }, 120_000);
  afterAll(() => browser?.close());

  const visit = (path: string) => tab.goto(`${server.address}${path}`);

  it('a person logs in by keyboard and comes to where they wanted', async () => {
    await visit('/progress');
    expect(await tab.title()).toContain('登录');
    await tab.keyboard.type('张三');
    await tab.keyboard.press('Tab');
    await tab.keyboard.type('wrong password');
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').waitFor();
    expect(await tab.textContent('[role=alert]')).toBe('账户或密码不对。');
    await tab.getByLabel('账户').fill('张三');
    await tab.getByLabel('密码').fill(PASSWORD);
    await tab.keyboard.press('Enter');
    await tab.waitForURL('**/progress');
    await tab.keyboard.press('Tab');
    expect(await tab.evaluate('document.activeElement.className')).toBe('skip');
    problems.splice(0, problems.length); // the browser tells of the 401
  });

  it('uploads packages, and sees progress and results come by themselves', async () => {
    await visit('/upload');
    await tab.getByLabel('单位').fill('乙单位');
    await tab.getByLabel('安装包').setInputFiles([join(PACKAGES, 'android-grid.apk'), join(PACKAGES, 'android-grid-clean.apk')]);
    await tab.getByRole('button', { name: '上传并检查' }).click();
    await tab.waitForURL('**/progress');
    await tab.getByRole('link', { name: 'android-grid.apk' }).waitFor({ timeout: 60_000 });
    await tab.getByRole('link', { name: 'android-grid-clean.apk' }).waitFor({ timeout: 60_000 });
    expect(problems).toEqual([]);
  }, 150_000);

  it('picks packages from the folder', async () => {
    await visit('/folder');
    await tab.getByLabel('全选本页').check();
    await tab.getByRole('button', { name: '提交所选' }).click();
    await tab.getByText('没有可检查的应用').waitFor({ timeout: 60_000 });
    await tab.getByRole('link', { name: 'quick.rpk' }).waitFor({ timeout: 60_000 });
    await visit('/folder');
    expect(await tab.textContent('main')).toContain('没有新的安装包或项目');
  }, 150_000);

  it('the list is filtered and sorted, and keeps that in its address', async () => {
    await visit('/');
    expect(await tab.textContent('#count')).toBe('4 个样品，共 4 个');
    await tab.getByLabel('单位').selectOption('乙单位');
    await tab.getByLabel('结论', { exact: true }).selectOption('found');
    await tab.getByRole('button', { name: '筛选' }).click();
    expect(await tab.textContent('#count')).toBe('1 个样品，共 4 个');
    expect(new URL(tab.url()).searchParams.get('verdict')).toBe('found');
    await tab.getByRole('link', { name: '清除条件' }).click();
    await tab.getByRole('link', { name: '应用名称' }).click();
    expect(await tab.getAttribute('th[aria-sort=ascending]', 'scope')).toBe('col');
  });

  const open = async (): Promise<void> => {
    await visit('/?verdict=found&unit=%3D乙单位');
    await tab.locator('.samples tbody a').first().click();
    await tab.waitForURL('**/samples/*');
  };
  const digest = (): string => new URL(tab.url()).pathname.split('/')[2]!;

  it('a reviewer answers a finding; the answer is in the reports, in review.yaml and in the log', async () => {
    await open();
    const sample = digest();
    const box = tab.locator('[id="14-2-check-in"] .finding').first();
    await box.getByText('记录复核意见').click();
    await box.getByLabel('成立', { exact: true }).check();
    expect(await box.getByLabel('复核人').inputValue()).toBe('张三');
    await box.getByLabel('理由').fill('现场核实：每日签到计入考核');
    await box.getByRole('button', { name: '保存' }).click();
    await tab.waitForURL('**said=saved**');
    expect(await tab.textContent('.notice.good')).toBe('已保存。');
    await tab.getByRole('link', { name: '网页', exact: true }).click();
    await tab.waitForURL('**/report.html');
    expect(await tab.textContent('main')).toContain('现场核实：每日签到计入考核');
    // Its own script runs under its own policy, without the origin of the desk.
    expect(await tab.isVisible('#tools')).toBe(true);
    expect(await tab.evaluate('window.origin')).toBe('null');
    await tab.goBack();
    const yaml = await downloaded('复核意见 review.yaml');
    const checked = jianfu(['scan', join(PACKAGES, 'android-grid.apk'), '--review', yaml, '-f', 'json', '--no-config']);
    expect(JSON.parse(checked.stdout).reviews).toMatchObject([{ state: 'applied', answer: '成立', by: '张三' }]);
    const result = await downloaded('结果（JSON）');
    expect(JSON.parse(readFileSync(result, 'utf8')).reviews).toEqual(JSON.parse(checked.stdout).reviews);
    expect(jianfu(['verify', result, '--package', join(PACKAGES, 'android-grid.apk')]).code).toBe(0);
    for (const name of ['PDF', 'OFD', 'Word（DOCX）']) {
      const file = await downloaded(name);
      expect([name, jianfu(['verify', file, '--result', result]).code]).toEqual([name, 0]);
    }
    await visit('/audit');
    const row = tab.getByRole('row').filter({ hasText: '记录复核意见' });
    expect(await row.textContent()).toContain('现场核实：每日签到计入考核');
    expect(await row.textContent()).toContain(sample.slice(0, 16));
    expect(await tab.textContent('.notice.good')).toContain('前后相连');
    expect(problems).toEqual([]);
  }, 120_000);

  async function downloaded(name: string): Promise<string> {
    const [download] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('link', { name, exact: true }).click()]);
    const file = join(folder(), download.suggestedFilename());
    await download.saveAs(file);
    return file;
  }

  it('works without script: handing in, answering, withdrawing', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await desk.storageState() });
    const page = await plain.newPage();
    await page.goto(`${server.address}/upload`);
    await page.getByLabel('安装包').setInputFiles(join(PACKAGES, 'wechat-redline.wxapkg'));
    await page.getByRole('button', { name: '上传并检查' }).click();
    await page.waitForURL('**/progress');
    await expect
      .poll(
        async () => {
          await page.getByRole('link', { name: '刷新' }).click();
          return page.getByRole('link', { name: 'wechat-redline.wxapkg' }).count();
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(1);
    await page.getByRole('link', { name: 'wechat-redline.wxapkg' }).click();
    const box = page.locator('.item-box').first();
    await box.locator('summary', { hasText: '对整项作答' }).click();
    const whole = box.locator('details.answering').last();
    await whole.getByLabel('需补充').check();
    await whole.getByLabel('理由').fill('请说明用途');
    await whole.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '撤回' }).click();
    expect(await page.textContent('.notice.good')).toBe('已撤回。');
    await plain.close();
  }, 120_000);

  const PAGES = ['/login', '/', '/upload', '/folder', '/progress', 'sample', 'mistake', '/audit', '/nowhere'];
  const VIEWS = [375, 1440].flatMap((width) => (['light', 'dark'] as const).map((scheme) => [width, scheme] as const));
  it.each(VIEWS)(
    'has no barrier axe knows of, and fits: %d px, %s',
    async (width, scheme) => {
      await open();
      const sample = `/samples/${digest()}`;
      const state = await desk.storageState();
      for (const path of PAGES) {
        const context = await browser.newContext({
          viewport: { width, height: 900 },
          colorScheme: scheme,
          bypassCSP: true,
          ...(path !== '/login' && { storageState: state }),
        });
        const other = await context.newPage();
        await other.goto(`${server.address}${['sample', 'mistake'].includes(path) ? sample : path}`);
        if (path === 'mistake') await sendNothing(other);
        expect([path, await violations(other)]).toEqual([path, []]);
        expect([path, await other.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
        if (PICTURES)
          await other.screenshot({
            path: join(PICTURES, `${path.replace('/', '') || 'list'}-${width}-${scheme}.png`),
            fullPage: path !== 'sample',
          });
        await context.close();
      }
    },
    180_000,
  );

  /** The form as it is, without what the browser itself would ask for. */
  async function sendNothing(page: Page): Promise<void> {
    await page.locator('details.answering summary').first().click();
    await page
      .locator('details.answering form')
      .first()
      .evaluate((element) => {
        const form = element as unknown as { noValidate: boolean; requestSubmit(): void };
        form.noValidate = true;
        form.requestSubmit();
      });
    await page.getByRole('alert').waitFor();
  }

  it('asked nobody but itself', async () => {
    const asked: string[] = [];
    tab.on('request', (request) => asked.push(new URL(request.url()).origin));
    for (const path of ['/', '/upload', '/progress']) await visit(path);
    expect([...new Set(asked)]).toEqual([server.address]);
  });
});

import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lastEntries } from '../../src/serve/audit.js';
import { sampleResult } from '../support/sample-result.js';
import { type Desk, desk, folder, loggedIn, settled, type UploadPart, type Visitor } from './support.js';

/** Every file below a folder. */
function filesUnder(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(path, entry.name)).map((name) => `${entry.name}/${name}`) : [entry.name],
  );
}

describe('an upload', () => {
  let office: Desk;
  let person: Visitor;
  let token: string;
  beforeAll(async () => {
    office = await desk(sampleResult());
    person = await loggedIn(office, 'inspector');
    token = await person.token();
  });
  const file = (value: string | Buffer, name = 'a.apk'): UploadPart => ({ name: 'files', value, file: name });
  const uploads = (): string[] => {
    try {
      return filesUnder(join(office.options.store, 'uploads'));
    } catch {
      return [];
    }
  };

  it('without the token in front of its files is refused before any of them is taken', async () => {
    for (const parts of [
      [file('x')],
      [file('x'), { name: 'token', value: token }],
      [{ name: 'token', value: 'no' }, file('x')],
    ]) {
      expect((await person.upload(parts)).statusCode).toBe(403);
      expect(uploads()).toEqual([]);
    }
    expect((await person.post('/upload', { token })).statusCode).toBe(415);
  });

  it('larger than allowed leaves nothing behind, whether it says so or not', async () => {
    const large = Buffer.alloc(70 * 1024);
    const announced = await person.upload([{ name: 'token', value: token }, file(large)], { 'content-length': String(9 << 20) });
    expect([announced.statusCode, announced.headers.connection]).toEqual([413, 'close']);
    for (const parts of [[file(large)], [file(large.subarray(0, 40_000)), file(large.subarray(0, 40_000), 'b.apk')]]) {
      const answer = await person.upload([{ name: 'token', value: token }, ...parts]);
      expect([answer.statusCode, answer.body.includes('没有接收')]).toEqual([413, true]);
    }
    expect(uploads()).toEqual([]);
    expect(office.errors).toEqual([]);
  });

  it('of nothing, or of too many files, is told', async () => {
    expect((await person.upload([{ name: 'token', value: token }, file('', '')])).statusCode).toBe(422);
    const many = Array.from({ length: 51 }, (_, i) => file('x', `${i}.apk`));
    expect((await person.upload([{ name: 'token', value: token }, ...many])).statusCode).toBe(413);
    expect(uploads()).toEqual([]);
  });

  it.each(['../../evil.apk', '..\\..\\evil.apk', '/etc/passwd', 'C:\\x\\evil.apk', '\u202egpj.apk', 'a/../../b.apk', '..', ''])(
    'with the name %j stays under a number of ours',
    async (name) => {
      const before = filesUnder(office.options.store).length;
      const answer = await person.upload([{ name: 'token', value: token }, file(`content of ${name}`, name || 'x')]);
      expect(answer.statusCode).toBe(303);
      await settled(office);
      const all = filesUnder(office.options.store);
      expect(all.length - before).toBeLessThanOrEqual(2); // with the journal of the data base
      for (const one of all.filter((path) => path.startsWith('uploads/'))) expect(one).toMatch(/^uploads\/[0-9a-f]{32}\/\d+$/);
      expect(office.office.rows().at(-1)!.file).not.toMatch(/[\\/\u202e]/);
    },
  );

  it('is logged with the name it came with', () => {
    const entries = lastEntries(office.office.audit.file, 50).filter(({ what }) => what === 'upload');
    expect(entries.map(({ detail }) => detail)).toContain('evil.apk');
    expect(entries.every(({ who, address }) => who === 'inspector' && address === '127.0.0.1')).toBe(true);
  });
});

describe('the folder packages are picked from', () => {
  it('offers what is in it, never anything else, and nothing twice', async () => {
    const from = folder();
    mkdirSync(join(from, '甲单位'));
    for (const name of ['a.apk', 'b.apk', '__APP__.wxapkg', 'pages.wxapkg']) writeFileSync(join(from, '甲单位', name), name);
    const secret = join(folder(), 'secret.apk');
    writeFileSync(secret, 'not for them');
    symlinkSync(secret, join(from, 'link.apk'));
    const office = await desk(sampleResult(), { folder: from });
    const person = await loggedIn(office, 'inspector');
    const page = (await person.get('/folder')).body;
    // Told of, and not among those that can be picked.
    expect(page).toMatch(/link\.apk[^<]*符号链接指向文件夹之外/);
    expect(page).toContain('未提交的 3 个，已提交的 0 个');
    const keys = [...page.matchAll(/name="pick" value="([0-9a-f]{24})"> ([^<]+)/g)].map(([, key, place]) => [
      place!.trim(),
      key!,
    ]);
    expect(keys.map(([place]) => place)).toEqual(['甲单位/__APP__.wxapkg', '甲单位/a.apk', '甲单位/b.apk']);
    const token = await person.token();
    for (const pick of [secret, '../secret.apk', '甲单位/a.apk', ''])
      expect((await person.post('/folder', { token, pick })).statusCode).toBe(422);
    expect((await person.post('/folder', { token, pick: keys[1]![1]! })).headers.location).toBe('/progress');
    expect((await person.post('/folder', { token, pick: keys[0]![1]! })).statusCode).toBe(303);
    await settled(office);
    expect((await person.post('/folder', { token, pick: keys[1]![1]! })).statusCode).toBe(422);
    expect(
      office.office
        .rows()
        .map(({ file, unit }) => [file, unit])
        .sort(),
    ).toEqual([
      ['__APP__.wxapkg', '甲单位'],
      ['a.apk', '甲单位'],
    ]);
    expect((await person.get('/folder')).body).toContain('未提交的 1 个，已提交的 2 个');
    expect(readFileSync(office.office.audit.file, 'utf8')).toContain('甲单位/a.apk');
  });

  it('is not there unless it is set', async () => {
    const office = await desk(sampleResult());
    const person = await loggedIn(office, 'inspector');
    expect((await person.get('/folder')).statusCode).toBe(404);
    expect((await person.get('/')).body).not.toContain('/folder');
  });
});

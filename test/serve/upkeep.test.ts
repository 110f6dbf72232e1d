import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOffice } from '../../src/serve/office.js';
import { createUpkeep } from '../../src/serve/upkeep.js';
import { sampleResult } from '../support/sample-result.js';
import { connected, type Desk, desk, folder, loggedIn, logOf, settled, type Visitor } from './support.js';

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
const uploadsOf = ({ options }: Pick<Desk, 'options'>): string[] => {
  const place = join(options.store, 'uploads');
  return existsSync(place) ? readdirSync(place) : [];
};
const DAY = 24 * 3600_000;

async function handIn(office: Desk, person: Visitor, ...contents: string[]) {
  const files = contents.map((value) => ({ name: 'files', value, file: `${value.slice(0, 10)}.apk` }));
  const answer = await person.upload([{ name: 'token', value: await person.token() }, ...files]);
  if (answer.statusCode === 303) await settled(office);
  return answer;
}

describe('uploads that broke off', () => {
  it('with the server are removed at the next start, with whatever nothing names', async () => {
    const office = await desk(sampleResult());
    await handIn(office, await loggedIn(office, 'inspector'), 'kept');
    const [kept] = uploadsOf(office);
    await office.close();
    for (const name of [`${'0'.repeat(32)}.part`, '1'.repeat(32)]) {
      mkdirSync(join(office.options.store, 'uploads', name));
      writeFileSync(join(office.options.store, 'uploads', name, '1'), 'half');
    }
    writeFileSync(join(office.options.store, 'uploads', kept!, '2'), 'nobody knows this one');
    const again = openOffice(office.options);
    expect(uploadsOf(office)).toEqual([kept]);
    expect(readdirSync(join(office.options.store, 'uploads', kept!))).toEqual(['1']);
    await again.close();
  });

  it('with the line are removed at once, and logged', async () => {
    const office = await desk(sampleResult());
    const person = await loggedIn(office, 'inspector');
    const token = await person.token();
    const { socket, port } = await connected(office);
    const body = `--XX\r\ncontent-disposition: form-data; name="token"\r\n\r\n${token}\r\n--XX\r\ncontent-disposition: form-data; name="files"; filename="a.apk"\r\n\r\n${'x'.repeat(20_000)}`;
    socket.write(
      `POST /upload HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: http://127.0.0.1:${port}\r\ncookie: ${person.cookie}\r\ncontent-type: multipart/form-data; boundary=XX\r\ncontent-length: 60000\r\n\r\n${body}`,
    );
    await expect.poll(() => uploadsOf(office), { timeout: 15_000 }).toEqual([expect.stringMatching(/\.part$/)]);
    socket.destroy();
    await expect.poll(() => uploadsOf(office), { timeout: 15_000 }).toEqual([]);
    expect(logOf(office).at(-1)).toMatchObject({ what: 'refused', detail: 'broken', who: 'inspector' });
    expect(office.errors).toEqual([]);
    expect((await handIn(office, person, 'a whole one')).statusCode).toBe(303);
  });
});

describe('what is kept of uploads', () => {
  it('ends after the days that are set; results stay and rules that changed are checked on the stored facts', async () => {
    const office = await desk(sampleResult());
    const person = await loggedIn(office, 'inspector');
    await handIn(office, person, 'first', 'second');
    const { records, audit } = office.office;
    const at = (days: number, busy: number[] = []) =>
      createUpkeep(
        office.options.store,
        records,
        audit,
        () => new Set(busy),
        { keepUploadsMs: 30 * DAY },
        () => Date.now() + days * DAY,
      );
    await at(29).clean();
    await at(31, [1, 2]).clean();
    expect(records.uploads()).toHaveLength(2);
    await at(31).clean();
    expect([records.uploads(), uploadsOf(office)]).toEqual([[], []]);
    expect(logOf(office).filter(({ what }) => what === 'clean')).toMatchObject([
      { who: '', package: sha256('first'), detail: 'first.apk 5 --keep-uploads' },
      { who: '', package: sha256('second'), detail: 'second.apk 6 --keep-uploads' },
    ]);
    expect((await person.get(`/samples/${sha256('first')}`)).body).toMatch(/<dt>上传的文件<\/dt><dd>已于 .* 清理，结果保留/);
    await office.close();
    const packs = [{ id: 'other', version: '1', digest: 'f'.repeat(64), rules: [], grassroots: [] }] as never;
    const other = openOffice({ ...office.options, inspection: { ...office.options.inspection, packs } });
    await settled({ office: other });
    expect(other.rows().map(({ file, isOld }) => [file, isOld])).toEqual([
      ['first.apk', false],
      ['second.apk', false],
    ]);
    expect(other.inspections.progress().finished.map(({ done }) => done)).toEqual(['checked', 'checked']);
    await other.close();
  });

  it('where facts do not do any more, the last result is shown as what it is', async () => {
    const office = await desk(sampleResult());
    await handIn(office, await loggedIn(office, 'inspector'), 'first');
    office.office.upkeep.removeFiles(sha256('first'), 'admin', '127.0.0.1');
    await office.close();
    // Other limits need other facts.
    const profile = { ...office.options.inspection.profile, memory: 1024 * 1024 * 1024 };
    const other = await desk(sampleResult(), { ...office.options, inspection: { ...office.options.inspection, profile } });
    await settled(other);
    expect(other.office.inspections.progress().finished).toMatchObject([{ done: 'cleaned', digest: sha256('first') }]);
    const person = await loggedIn(other, 'inspector');
    expect((await person.get('/')).body).toContain('1 个样品，共 1 个');
    expect((await person.get('/')).body).toContain('旧结果');
    const page = await person.get(`/samples/${sha256('first')}`);
    expect([page.statusCode, page.body.includes('以下是 jianfu 0.1.0 当时得出的结果')]).toEqual([200, true]);
    expect((await person.get(`/samples/${sha256('first')}/report.json`)).statusCode).toBe(200);
    expect(other.errors).toEqual([]);
  });

  it('gives way to new uploads above the size that is set, the oldest first; what does not fit is refused', async () => {
    const office = await desk(sampleResult(), { storeBytes: 0, maxUpload: 400 * 1024 });
    const person = await loggedIn(office, 'inspector');
    const refused = await handIn(office, person, 'x'.repeat(1000));
    expect([refused.statusCode, refused.body.includes('--store-size')]).toEqual([507, true]);
    expect(logOf(office).at(-1)).toMatchObject({ what: 'refused', detail: 'storeFull' });
    await office.close();
    const roomy = await desk(sampleResult(), { ...office.options, storeBytes: 900_000 });
    const other = await loggedIn(roomy, 'inspector');
    for (const letter of ['a', 'b', 'c', 'd']) expect((await handIn(roomy, other, letter.repeat(300_000))).statusCode).toBe(303);
    expect(roomy.office.records.uploads().map(({ name }) => name[0])).toEqual(['c', 'd']);
    expect(roomy.office.rows()).toHaveLength(4);
  });

  it('never ends for files of the folder that packages are picked from', async () => {
    const from = folder();
    writeFileSync(join(from, 'a.apk'), 'picked');
    const office = await desk(sampleResult(), { folder: from, keepUploadsMs: 0, storeBytes: 0 });
    const person = await loggedIn(office, 'inspector');
    const [, pick] = /name="pick" value="([0-9a-f]{24})"/.exec((await person.get('/folder')).body) ?? [];
    await person.post('/folder', { token: await person.token(), pick: pick! });
    await settled(office);
    await office.office.upkeep.clean();
    expect(existsSync(join(from, 'a.apk'))).toBe(true);
    const admin = await loggedIn(office, 'admin');
    const page = (await admin.get(`/samples/${sha256('picked')}/delete`)).body;
    expect(page).toMatch(/value="files" required disabled/);
    await admin.post(`/samples/${sha256('picked')}/delete`, { token: await admin.token(), what: 'all', sure: 'yes' });
    expect(existsSync(join(from, 'a.apk'))).toBe(true);
    expect((await person.get('/folder')).body).toContain('未提交的 1 个');
  });
});

describe('deleting a sample', () => {
  it('is for who answers for the whole, after asking, and is logged', async () => {
    const office = await desk(sampleResult());
    const [inspector, admin] = [await loggedIn(office, 'inspector'), await loggedIn(office, 'admin')];
    await handIn(office, inspector, 'first', 'second');
    const place = `/samples/${sha256('first')}`;
    expect((await inspector.get(place)).body).not.toContain('/delete');
    expect((await inspector.get(`${place}/delete`)).statusCode).toBe(403);
    const form = async (over: Record<string, string>) => ({ token: await admin.token(), ...over });
    expect(
      (await inspector.post(`${place}/delete`, { token: await inspector.token(), what: 'all', sure: 'yes' })).statusCode,
    ).toBe(403);
    expect((await admin.post(`${place}/delete`, { what: 'all', sure: 'yes' })).statusCode).toBe(403);
    expect((await admin.post(`${place}/delete`, await form({ what: 'all' }))).statusCode).toBe(422);
    expect((await admin.post(`${place}/delete`, await form({ sure: 'yes' }))).statusCode).toBe(422);
    expect((await admin.post(`/samples/${'0'.repeat(64)}/delete`, await form({ what: 'all', sure: 'yes' }))).statusCode).toBe(
      404,
    );
    expect((await admin.get(`${place}/delete`)).body).toContain('只删去上传的文件（1 KB）');
    expect(office.office.rows()).toHaveLength(2);

    expect((await admin.post(`${place}/delete`, await form({ what: 'files', sure: 'yes' }))).headers.location).toBe(
      `${place}?said=cleaned`,
    );
    expect((await admin.get(`${place}?said=cleaned`)).statusCode).toBe(200);
    expect(office.office.records.uploads().map(({ digest }) => digest)).toEqual([sha256('second')]);

    expect((await admin.post(`${place}/delete`, await form({ what: 'all', sure: 'yes' }))).headers.location).toBe(
      '/?said=deleted',
    );
    expect((await admin.get('/?said=deleted')).body).toMatch(/样品已删除。[\s\S]*1 个样品，共 1 个/);
    expect((await admin.get(place)).statusCode).toBe(404);
    expect(office.office.records.submissionsOf(sha256('first'))).toEqual([]);
    expect(office.office.store.count()).toEqual({ facts: 1, results: 1 });
    expect(logOf(office).filter(({ what }) => what === 'clean' || what === 'delete')).toMatchObject([
      { who: 'admin', what: 'clean', package: sha256('first') },
      { who: 'admin', what: 'delete', package: sha256('first'), detail: 'first.apk' },
    ]);
  });

  it('waits for its inspection', async () => {
    const office = await desk(sampleResult());
    const [inspector, admin] = [await loggedIn(office, 'inspector'), await loggedIn(office, 'admin')];
    await handIn(office, inspector, 'first');
    const token = { name: 'token', value: await inspector.token() };
    await inspector.upload([token, { name: 'files', value: 'hang', file: 'hang.apk' }]);
    office.office.inspections.again(office.office.records.submissionsOf(sha256('first')));
    const answer = await admin.post(`/samples/${sha256('first')}/delete`, {
      token: await admin.token(),
      what: 'all',
      sure: 'yes',
    });
    expect([answer.statusCode, answer.body.includes('正在检查或等待检查')]).toEqual([409, true]);
    expect(office.office.rows()).toHaveLength(1);
  });
});

it('a disk that is full is told as that, and stops nothing', async () => {
  const office = await desk(sampleResult());
  const person = await loggedIn(office, 'inspector');
  const { records } = office.office;
  const { submit } = records;
  records.submit = () => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  const answer = await handIn(office, person, 'first');
  records.submit = submit;
  expect([answer.statusCode, answer.body.includes('磁盘空间不足')]).toEqual([507, true]);
  expect(uploadsOf(office)).toEqual([]);
  const { audit } = office.office;
  const { write } = audit;
  audit.write = () => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  expect((await handIn(office, person, 'second')).statusCode).toBe(507);
  audit.write = write;
  expect(uploadsOf(office)).toEqual([]);
  expect((await handIn(office, person, 'third')).statusCode).toBe(303);
  expect(office.office.rows()).toHaveLength(1);
});

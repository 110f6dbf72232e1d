import { createHash } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openOffice } from '../../src/serve/office.js';
import { hostileResult } from '../support/hostile-result.js';
import { CONTENT, DIGEST, PLACE, PRINT, RESULT } from './sample.js';
import { type Desk, desk, loggedIn, logOf, settled, type UploadPart, type Visitor } from './support.js';

const declared = (host = '示例市数据局'): string => `schemaVersion: 1
app: { name: 示例网格通 }
units:
  host: ${host}
filing: { type: first }
audience: internal
build: { kind: release }
`;
const known = (expires = '2999-12-31'): string =>
  `- { rule: 14-2-check-in, fingerprint: ${PRINT}, reason: 下版移除, basis: 纪要, approver: 示例, expires: ${expires} }\n`;

const file = (name: string, value: string | Buffer, called = `${name}.yaml`): UploadPart => ({ name, value, file: called });

async function handIn(office: Desk, person: Visitor, papers: UploadPart[] = []): Promise<LightMyRequestResponse> {
  const token = { name: 'token', value: await person.token() };
  const answer = await person.upload([token, ...papers, { name: 'files', value: CONTENT, file: 'grid.apk' }]);
  await settled(office);
  return answer;
}
async function put(person: Visitor, form: string, ...parts: UploadPart[]): Promise<LightMyRequestResponse> {
  return person.upload([{ name: 'token', value: await person.token() }, ...parts], {}, `${PLACE}/${form}`);
}
const text = (value: string): UploadPart => ({ name: 'text', value });
/** What the report of the sample was made of. */
const reported = async (person: Visitor, format = 'pdf') => JSON.parse((await person.get(`${PLACE}/report.${format}`)).body);

describe('papers of a sample', () => {
  let office: Desk;
  let person: Visitor;
  beforeAll(async () => {
    office = await desk(RESULT);
    person = await loggedIn(office, 'inspector');
    await handIn(office, person);
  });

  it('begin as forms with what the sample says', async () => {
    expect((await person.get(PLACE)).body).toMatch(
      /<dt>申报<\/dt><dd><span class="dim">没有提交<\/span> <a href="[^"]+\/declaration"/,
    );
    expect((await person.get(`${PLACE}/declaration`)).body).toContain('\n  name: &quot;示例网格通&quot; ');
    expect((await person.get(`${PLACE}/suppressions`)).body).toContain(`#   fingerprint: ${PRINT}`);
  });

  it('are checked with at once, stand in every report and in the log, and lead nowhere but there', async () => {
    const saved = await put(person, 'declaration', text(declared().replaceAll('\n', '\r\n')));
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `${PLACE}?said=checked`]);
    expect((await put(person, 'suppressions', file('file', known()))).statusCode).toBe(303);
    for (const format of ['html', 'pdf', 'docx', 'ofd', 'json', 'xlsx', 'csv'])
      expect([format, await reported(person, format)]).toMatchObject([
        format,
        { declaration: { units: { host: '示例市数据局' } }, suppressions: [{ rule: '14-2-check-in', state: 'applied' }] },
      ]);
    const page = (await person.get(PLACE)).body;
    expect(page).toMatch(/<dt>申报<\/dt><dd>第 1 版，inspector，/);
    expect(logOf(office).filter(({ what }) => what === 'paper')).toMatchObject([
      { who: 'inspector', package: DIGEST, detail: `declaration 第 1 版 SHA-256 ${sha256(declared())}` },
      { who: 'inspector', package: DIGEST, detail: `suppressions 第 1 版 SHA-256 ${sha256(known())}` },
    ]);
    // The list counts what is left.
    expect((await person.get('/?verdict=found')).body).toContain('0 个样品，共 1 个');
  });

  it('of which a new version takes the place of the old one, which can still be had', async () => {
    const viewer = await loggedIn(office, 'viewer');
    expect((await put(person, 'declaration', text(declared('示例市民政局')))).statusCode).toBe(303);
    expect((await reported(person)).declaration.units.host).toBe('示例市民政局');
    const page = (await viewer.get(`${PLACE}/declaration`)).body;
    expect(page).toContain('第 2 版');
    expect(page).not.toContain('<textarea');
    const old = await viewer.get(`${PLACE}/declaration/1`);
    expect([old.body, old.headers['content-disposition']]).toEqual([
      declared(),
      `attachment; filename="declaration-${DIGEST.slice(0, 16)}-1.yaml"`,
    ]);
    expect((await viewer.get(`${PLACE}/declaration/3`)).statusCode).toBe(404);
    expect((await put(person, 'declaration', text(declared('示例市民政局')))).headers.location).toBe(`${PLACE}?said=unchanged`);
    expect((await person.get(`${PLACE}/declaration/3`)).statusCode).toBe(404);
  });

  it('that are wrong are kept by nobody, and each mistake is told with its line', async () => {
    const wrong = declared('""').replace('first', 'frist');
    const answer = await put(person, 'declaration', text(wrong));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('<li>第 4 行 /units/host：不能是空的</li>');
    expect(answer.body).toContain('<li>第 5 行 /filing/type：应是 first、change、again、self-check</li>');
    expect(answer.body).toMatch(/<textarea[^>]*aria-describedby="problems" aria-invalid="true">\nschemaVersion: 1\n/);
    for (const [form, part, why] of [
      ['suppressions', text(known('soon')), '第 1 行 /0/expires：写法不对'],
      ['suppressions', file('file', 'a: ['), '第 1 行第 5 列：方括号或花括号没有写完'],
      ['declaration', file('file', Buffer.from([0xce, 0xc4])), '编码不是 UTF-8'],
      ['declaration', file('file', `#${'x'.repeat(1_000_001)}`), '超过 1 MB'],
      ['declaration', text(`#${'x'.repeat(1_000_001)}`), '超过 1 MB'],
      ['declaration', text(' \n'), '内容是空的'],
      ['review', text('[]'), '没有要导入的意见'],
    ] as const) {
      const refused = await put(person, form, part);
      expect([part.name, why, refused.statusCode, refused.body.includes(why)]).toEqual([part.name, why, 422, true]);
    }
    expect((await reported(person)).declaration.units.host).toBe('示例市民政局');
    expect(office.errors).toEqual([]);
  });

  it('are written by inspectors, with a token, on samples that are there', async () => {
    const viewer = await loggedIn(office, 'viewer');
    expect((await put(viewer, 'declaration', text(declared()))).statusCode).toBe(403);
    expect((await viewer.get(`${PLACE}/review`)).statusCode).toBe(403);
    for (const form of ['declaration', 'suppressions', 'review'])
      expect((await person.upload([text(declared())], {}, `${PLACE}/${form}`)).statusCode).toBe(403);
    expect((await person.post(`${PLACE}/declaration/take-back`, {})).statusCode).toBe(403);
    const nowhere = `/samples/${'0'.repeat(64)}/declaration`;
    expect((await person.get(nowhere)).statusCode).toBe(404);
    const token = { name: 'token', value: await person.token() };
    expect((await person.upload([token, text(declared())], {}, nowhere)).statusCode).toBe(404);
    expect((await reported(person)).declaration.units.host).toBe('示例市民政局');
  });

  it('cannot be changed where the check does not come to its end, and the person is told', async () => {
    office.breakChecks();
    const answer = await put(person, 'declaration', text(declared('别的单位')));
    office.breakChecks(false);
    expect([answer.statusCode, answer.body.includes('材料没有改动')]).toEqual([500, true]);
    expect((await reported(person)).declaration.units.host).toBe('示例市民政局');
    expect((await person.get(`${PLACE}/declaration`)).body).not.toContain('第 3 版');
  });

  it('are taken back, and then count no more', async () => {
    for (const form of ['declaration', 'suppressions'])
      expect((await person.post(`${PLACE}/${form}/take-back`, { token: await person.token() })).headers.location).toBe(
        `${PLACE}?said=checked`,
      );
    expect(await reported(person)).toMatchObject({ declaration: null, suppressions: [] });
    expect((await person.get('/?verdict=found')).body).toContain('1 个样品，共 1 个');
    expect((await person.get(`${PLACE}/declaration/2`)).body).toBe(declared('示例市民政局'));
    expect(logOf(office).at(-1)).toMatchObject({ what: 'paper-file', detail: 'declaration 2' });
    expect(
      logOf(office)
        .filter(({ what }) => what === 'paper')
        .at(-1),
    ).toMatchObject({ detail: 'suppressions 撤回，原为第 1 版' });
  });
});

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

describe('papers that come with an upload', () => {
  it('hold for its packages from the first report on', async () => {
    const office = await desk(RESULT);
    const person = await loggedIn(office, 'inspector');
    expect((await handIn(office, person, [file('declaration', declared()), file('suppressions', known())])).statusCode).toBe(303);
    expect(await reported(person)).toMatchObject({
      declaration: { units: { host: '示例市数据局' } },
      suppressions: [{ state: 'applied' }],
    });
    expect((await person.get('/?verdict=found')).body).toContain('0 个样品，共 1 个');
    expect(
      logOf(office)
        .filter(({ what }) => what === 'paper')
        .map(({ detail }) => detail),
    ).toEqual([
      `declaration SHA-256 ${sha256(declared())} 随上传：grid.apk`,
      `suppressions SHA-256 ${sha256(known())} 随上传：grid.apk`,
    ]);
    // The same content once more, without papers, leaves them as they are; with others, these take their place.
    await handIn(office, person);
    expect((await reported(person)).declaration.units.host).toBe('示例市数据局');
    await handIn(office, person, [file('declaration', declared('示例县'))]);
    expect((await reported(person)).declaration.units.host).toBe('示例县');
  });

  it('that are wrong let nothing be taken in, and say so at their field; the script may ask beforehand', async () => {
    const office = await desk(RESULT);
    const person = await loggedIn(office, 'inspector');
    const wrong = file('suppressions', known('soon'));
    const answer = await handIn(office, person, [file('declaration', declared()), wrong]);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toMatch(
      /<input id="suppressions"[^>]*aria-invalid="true"><div id="suppressions-problems"[^>]*>[^<]*<ul><li>第 1 行 \/0\/expires/,
    );
    expect(answer.body).toMatch(/<div id="declaration-problems" class="problems" role="alert"><\/div>/);
    expect(office.office.rows()).toEqual([]);
    const token = { name: 'token', value: await person.token() };
    const asked = (...parts: UploadPart[]) => person.upload(parts, {}, '/upload/papers');
    expect((await asked(token, wrong)).statusCode).toBe(422);
    expect((await asked(token, file('suppressions', known()))).statusCode).toBe(204);
    expect((await asked(wrong)).statusCode).toBe(403);
    expect(logOf(office).filter(({ what }) => what === 'paper' || what === 'upload')).toEqual([]);
  });

  it('are not forgotten when the server stops before the inspection', async () => {
    const office = await desk(RESULT);
    const person = await loggedIn(office, 'inspector');
    const token = { name: 'token', value: await person.token() };
    await person.upload([token, { name: 'files', value: 'hang', file: 'hang.apk' }]);
    await person.upload([token, file('declaration', declared()), { name: 'files', value: CONTENT, file: 'grid.apk' }]);
    await office.close();
    const again = openOffice({ ...office.options, jobs: 2 });
    await expect.poll(() => again.rows().length, { timeout: 15_000 }).toBe(1);
    expect(again.records.papers(DIGEST)).toMatchObject([{ form: 'declaration', version: 1, text: declared() }]);
    expect(again.records.papered({ digest: DIGEST, ...again.key })).toBeDefined();
    await again.close();
  });

  it('that could not be taken into account are named with the result, which is not shown without them', async () => {
    const office = await desk(RESULT);
    const person = await loggedIn(office, 'inspector');
    office.breakChecks();
    await handIn(office, person, [file('declaration', declared())]);
    expect((await person.get('/progress')).body).toContain('没有能按材料核查（crash');
    const page = await person.get(PLACE);
    expect([page.statusCode, page.body.includes(`href="${PLACE}/declaration"`)]).toEqual([500, true]);
    expect((await person.get(`${PLACE}/report.json`)).statusCode).toBe(500);
    expect((await person.get(`${PLACE}/declaration`)).statusCode).toBe(200);
    office.breakChecks(false);
    expect((await person.get(PLACE)).statusCode).toBe(200);
    expect((await reported(person)).declaration.units.host).toBe('示例市数据局');
  });
});

it('a result that is made again is checked with its papers again', async () => {
  const office = await desk(RESULT);
  const person = await loggedIn(office, 'inspector');
  const token = { name: 'token', value: await person.token() };
  await person.upload([token, file('declaration', declared()), { name: 'files', value: 'crash', file: 'grid.apk' }]);
  await settled(office);
  const place = `/samples/${sha256('crash')}`;
  expect((await person.get(place)).body).toContain('再检查一次');
  expect(office.office.inspections.progress().finished).toMatchObject([{ done: 'failed' }]);
  office.mend();
  office.breakChecks();
  await person.post(`${place}/again`, { token: token.value });
  await settled(office);
  expect(office.office.inspections.progress().finished[0]).toMatchObject({ done: 'papers' });
  expect((await person.get(place)).statusCode).toBe(500);
  office.breakChecks(false);
  expect((await person.get(place)).statusCode).toBe(200);
});

describe('a suppression that runs out', () => {
  afterEach(() => void vi.useRealTimers());

  it('has the sample checked again on the next day, when it is looked at and by itself', async () => {
    const office = await desk(RESULT);
    const person = await loggedIn(office, 'inspector');
    await handIn(office, person, [file('suppressions', known(new Date().toISOString().slice(0, 10)))]);
    const key = { digest: DIGEST, ...office.office.key };
    const before = office.office.records.papered(key)!;
    expect(before.until).toBe(new Date().toISOString().slice(0, 10));
    await office.office.catchUp();
    expect(office.office.records.papered(key)).toEqual(before);
    vi.useFakeTimers({ now: Date.now() + 24 * 3600_000, toFake: ['Date'] });
    await office.office.catchUp();
    expect(office.office.records.papered(key)!.until).toBe('');
  });
});

describe('review.yaml of others', () => {
  it('is recorded answer by answer, each once, and comes out again', async () => {
    const office = await desk(RESULT);
    const person = await loggedIn(office, 'inspector');
    await handIn(office, person);
    const one = (by: string, answer: string) =>
      `- { rule: 14-2-check-in, fingerprint: ${PRINT}, answer: ${answer}, by: ${by}, on: '2026-03-06', reason: 已核实 }\n`;
    expect((await put(person, 'review', text(one('王五', '成立') + one('赵六', '不成立')))).headers.location).toBe(
      `${PLACE}?said=imported-2`,
    );
    expect((await person.get(`${PLACE}?said=imported-2`)).body).toContain('已导入 2 条。');
    expect((await put(person, 'review', text(one('王五', '成立') + one('赵六', '成立')))).headers.location).toBe(
      `${PLACE}?said=imported-1`,
    );
    const answers = (await reported(person)).reviews.map(({ by, answer }: Record<string, string>) => [by, answer]);
    expect(answers).toEqual([
      ['王五', '成立'],
      ['赵六', '成立'],
    ]);
    const exported = (await person.get(`${PLACE}/review.yaml`)).body;
    expect((await put(person, 'review', file('file', exported))).headers.location).toBe(`${PLACE}?said=imported-0`);
    expect(logOf(office).filter(({ what }) => what === 'answer')[0]).toMatchObject({
      who: 'inspector',
      package: DIGEST,
      detail: `review.yaml 14-2-check-in ${PRINT} 成立（王五，2026-03-06）已核实`,
    });
  });
});

it('nothing of a hostile package or paper acts in the pages of its papers', async () => {
  const office = await desk(hostileResult());
  const person = await loggedIn(office, 'inspector');
  await handIn(office, person);
  const attack = '</textarea><script>alert(1)</script><img src=x onerror=alert(1)>';
  for (const form of ['declaration', 'suppressions', 'review']) {
    const pages = [await person.get(`${PLACE}/${form}`), await put(person, form, text(`x: ${attack}`))];
    for (const { body } of pages) {
      expect(body.match(/<script/g)).toHaveLength(1);
      expect(body).not.toMatch(/<img|<svg|<iframe/);
    }
    expect(pages[1]!.body).toContain('&lt;/textarea&gt;&lt;script&gt;');
  }
});

import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPaperText } from '../../src/papers/read.js';
import { openOffice } from '../../src/serve/office.js';
import { activeCharacters, hostileResult } from '../support/hostile-result.js';
import { CONTENT, DIGEST, PLACE, PRINT, RESULT } from './sample.js';
import { type Desk, desk, loggedIn, logOf, settled, type Visitor } from './support.js';

async function handIn(office: Desk, person: Visitor, name = 'grid.apk', unit = ''): Promise<void> {
  const answer = await person.upload([
    { name: 'token', value: await person.token() },
    { name: 'unit', value: unit },
    { name: 'files', value: CONTENT, file: name },
  ]);
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/progress']);
  await settled(office);
}

describe('a sample', () => {
  let office: Desk;
  let person: Visitor;
  beforeAll(async () => {
    office = await desk(RESULT);
    person = await loggedIn(office, 'inspector');
    await handIn(office, person, 'grid.apk', '甲单位');
  });

  const form = async (over: Record<string, string> = {}): Promise<Record<string, string>> => ({
    token: await person.token(),
    rule: '14-2-check-in',
    fingerprint: PRINT,
    answer: '成立',
    by: '王五',
    on: '2026-03-06',
    reason: '已核实：“每日签到”\n计入考核',
    ...over,
  });
  const reviews = async () => JSON.parse((await person.get(`${PLACE}/report.json`)).body).reviews;

  it('is listed and shown with its verdicts, evidence, limits and reports', async () => {
    const list = (await person.get('/')).body;
    expect(list).toContain(`<a href="${PLACE}">示例网格通</a>`);
    expect(list).toContain('甲单位');
    const page = (await person.get(PLACE)).body;
    for (const text of [
      'pages/sign/index',
      'POST {}/api/attendance/checkin',
      '缺少的分包',
      '包内有两个同名文件',
      `${PLACE}/report.ofd`,
    ])
      expect(page).toContain(text);
    expect((await person.get(`/samples/${'b'.repeat(64)}`)).statusCode).toBe(404);
    expect((await person.get(`/samples/${DIGEST.slice(1)}`)).statusCode).toBe(404);
    expect((await person.get(`${PLACE}/report.sarif`)).statusCode).toBe(404);
  });

  it('leads back to the list as one left it, and nowhere else', async () => {
    const back = async (referer: string) =>
      /<p><a href="([^"]+)">返回样品列表/.exec((await person.get(PLACE, { referer })).body)?.[1];
    expect(await back('http://localhost:80/?verdict=found&page=3&said=deleted')).toBe('/?verdict=found&amp;page=3');
    expect(await back('http://localhost:80/?search=%22%3E%3Cb%3E+%E7%94%B2')).toBe('/?search=%22%3E%3Cb%3E+%E7%94%B2');
    expect(await back('http://localhost:80/')).toBe('/');
    expect(await back('https://example.org/x?verdict=found')).toBe('/');
    expect(await back('nothing')).toBe('/');
  });

  it('an answer stands beside its finding, in the reports and in review.yaml, in the form the command takes', async () => {
    const saved = await person.post(`${PLACE}/answers`, await form());
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `${PLACE}?said=saved#14-2-check-in`]);
    expect((await person.get(`${PLACE}?said=saved`)).body).toMatch(/已保存。[\s\S]*复核成立：已核实：“每日签到”/);
    const expected = {
      rule: '14-2-check-in',
      fingerprint: PRINT,
      answer: '成立',
      by: '王五',
      on: '2026-03-06',
      reason: '已核实：“每日签到”\n计入考核',
    };
    expect(await reviews()).toEqual([expected]);
    const yaml = await person.get(`${PLACE}/review.yaml`);
    expect(yaml.headers['content-disposition']).toBe(`attachment; filename="review-${DIGEST.slice(0, 16)}.yaml"`);
    const read = readPaperText(yaml.body, 'review');
    expect(read).toEqual([expected]);
    expect(logOf(office).filter(({ what }) => what === 'answer')).toMatchObject([
      {
        who: 'inspector',
        package: DIGEST,
        detail: expect.stringContaining(`14-2-check-in ${PRINT} finding 成立（王五，2026-03-06）`),
      },
    ]);
  });

  it('a new answer of the same account takes the place of the old one; that of another stands beside it', async () => {
    await person.post(`${PLACE}/answers`, await form({ answer: '需补充' }));
    const admin = await loggedIn(office, 'admin');
    await admin.post(`${PLACE}/answers`, { ...(await form({ by: '赵六' })), token: await admin.token() });
    expect((await reviews()).map(({ answer, by }: Record<string, string>) => [answer, by])).toEqual([
      ['需补充', '王五'],
      ['成立', '赵六'],
    ]);
    expect((await person.get('/?answered=yes')).body).toContain('2 条');
  });

  it('is withdrawn by who gave it or by who answers for the whole, and stays in the log', async () => {
    const admin = await loggedIn(office, 'admin');
    const places = [...(await admin.get(PLACE)).body.matchAll(/action="([^"]+\/withdraw)"/g)].map(([, place]) => place!);
    expect(places).toHaveLength(2);
    expect([...(await person.get(PLACE)).body.matchAll(/action="([^"]+\/withdraw)"/g)].map(([, place]) => place)).toEqual([
      places[0],
    ]);
    expect((await person.post(places[1]!, { token: await person.token() })).statusCode).toBe(403);
    for (const place of places) expect((await admin.post(place, { token: await admin.token() })).statusCode).toBe(303);
    expect((await admin.post(places[0]!, { token: await admin.token() })).statusCode).toBe(404);
    expect(await reviews()).toEqual([]);
    expect(logOf(office).filter(({ what }) => what === 'withdraw')).toHaveLength(2);
  });

  it.each([
    ['no answer of the three', { answer: '通过' }, '请选择意见。'],
    ['no name', { by: ' ' }, '请写复核人'],
    ['no day', { on: '2026-02-30' }, '日期写法'],
    ['a day to come', { on: '9999-01-01' }, '日期写法'],
    ['no reason', { reason: '' }, '请写理由'],
    ['a long reason', { reason: '长'.repeat(1001) }, '请写理由'],
  ])('with %s nothing is saved, and what was written is not lost', async (_name, over, said) => {
    const answer = await person.post(`${PLACE}/answers`, await form(over as Record<string, string>));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toMatch(new RegExp(`role="alert"[^]*${said}[^]*value="${'by' in over ? '' : '王五'}"`));
    expect(await reviews()).toEqual([]);
  });

  it.each([
    ['rule', { rule: '14-9-none' }],
    ['screen', { fingerprint: 'ffffffffffff-ffffffffffff' }],
    ['special scene', { about: 'scene' }],
  ])('an answer to a %s that is not in the result is not saved', async (_name, over) => {
    const answer = await person.post(`${PLACE}/answers`, await form(over as Record<string, string>));
    expect([answer.statusCode, answer.body.includes('不在这份结果中')]).toEqual([409, true]);
    expect(await reviews()).toEqual([]);
  });

  it('an answer to an item as a whole has no fingerprint', async () => {
    await person.post(`${PLACE}/answers`, await form({ rule: '18-3-complaint-track', fingerprint: '' }));
    expect(await reviews()).toMatchObject([{ rule: '18-3-complaint-track', answer: '成立' }]);
    expect((await reviews())[0]).not.toHaveProperty('fingerprint');
  });

  it('what a person writes is text in every page and in YAML', async () => {
    const reason = '</textarea><script>alert(1)</script>\u2028- rule: "x"\n\t\u0085\u202e\'"';
    await person.post(`${PLACE}/answers`, await form({ reason }));
    expect((await person.get(PLACE)).body).not.toContain('<script>alert');
    expect(activeCharacters((await person.get(PLACE)).body)).toEqual([]);
    const read = readPaperText((await person.get(`${PLACE}/review.yaml`)).body, 'review');
    expect(read.map((one) => one.reason)).toContain(reason.trim());
  });

  it('the web report is shown without an origin, other formats are files', async () => {
    const html = await person.get(`${PLACE}/report.html`);
    expect(html.headers['content-security-policy']).toMatch(/^sandbox allow-scripts;/);
    const pdf = await person.get(`${PLACE}/report.pdf`);
    expect([pdf.headers['content-type'], pdf.headers['content-disposition']]).toEqual([
      'application/pdf',
      `attachment; filename="${DIGEST.slice(0, 16)}.pdf"`,
    ]);
  });
});

it('nothing of a hostile package acts in a page', async () => {
  const office = await desk(hostileResult());
  const person = await loggedIn(office, 'admin');
  await handIn(office, person, '"><script>alert(1)</script>\u202e.apk', '<b>单位</b>');
  for (const url of ['/', PLACE, '/progress', '/audit', '/upload']) {
    const { body, statusCode } = await person.get(url);
    expect([url, statusCode]).toEqual([url, 200]);
    expect(body).not.toMatch(/<script>|<img|<b>单位/);
    expect([url, activeCharacters(body)]).toEqual([url, []]);
  }
});

it('what was in hand when the server stopped is inspected at the next start, and is listed once', async () => {
  const first = await desk(RESULT, {});
  const person = await loggedIn(first, 'inspector');
  const upload = await person.upload([
    { name: 'token', value: await person.token() },
    { name: 'files', value: 'hang', file: 'slow.apk' },
    { name: 'files', value: 'other', file: 'other.apk' },
  ]);
  expect(upload.statusCode).toBe(303);
  await first.close();
  expect(first.errors).toEqual([]);
  const [kept] = readdirSync(join(first.options.store, 'uploads'));
  writeFileSync(join(first.options.store, 'uploads', kept!, '1'), 'quick now');
  const again = openOffice(first.options);
  await settled({ office: again });
  expect(
    again
      .rows()
      .map(({ file }) => file)
      .sort(),
  ).toEqual(['other.apk', 'slow.apk']);
  await again.close();
  const third = openOffice(first.options);
  expect([third.rows().length, third.inspections.progress()]).toEqual([2, { waiting: 0, running: [], finished: [] }]);
  await third.close();
});

it('what could not be inspected says why, and is inspected once more when somebody asks', async () => {
  const office = await desk(RESULT);
  const [person, viewer] = [await loggedIn(office, 'inspector'), await loggedIn(office, 'viewer')];
  const upload = [
    { name: 'token', value: await person.token() },
    { name: 'files', value: 'crash', file: 'bad.apk' },
  ];
  await person.upload(upload);
  await settled(office);
  const place = `/samples/${createHash('sha256').update('crash').digest('hex')}`;
  expect((await person.get('/?state=failed')).body).toContain(place);
  expect((await person.get(place)).body).toContain('检测进程意外结束');
  expect((await viewer.get(place)).body).not.toContain('/again');
  expect((await viewer.post(`${place}/again`, { token: await viewer.token() })).statusCode).toBe(403);
  office.mend();
  expect((await person.post(`${place}/again`, { token: await person.token() })).headers.location).toBe('/progress');
  await settled(office);
  expect(office.office.rows().map(({ file, state }) => [file, state])).toEqual([['bad.apk', 'done']]);
  expect((await person.post(`${place}/again`, { token: await person.token() })).statusCode).toBe(404);
});

it('when the store cannot be written the program says so and goes on, and the package is inspected at the next start', async () => {
  const office = await desk(RESULT);
  const person = await loggedIn(office, 'inspector');
  const { save } = office.office.store;
  office.office.store.save = () => {
    office.office.store.save = save;
    throw new Error('database or disk is full');
  };
  for (const name of ['first.apk', 'second.apk'])
    await person.upload([
      { name: 'token', value: await person.token() },
      { name: 'files', value: name, file: name },
    ]);
  await settled(office);
  expect(office.errors.map(String)).toEqual(['Error: database or disk is full']);
  expect(office.office.rows().map(({ file }) => file)).toEqual(['second.apk']);
  expect((await person.get('/progress')).body).toContain('下次启动时再检查');
  await office.close();
  const again = openOffice(office.options);
  await settled({ office: again });
  expect(
    again
      .rows()
      .map(({ file }) => file)
      .sort(),
  ).toEqual(['first.apk', 'second.apk']);
  await again.close();
});

it('reports are written two at a time, and whoever comes when many wait is told so', async () => {
  const office = await desk(RESULT);
  const person = await loggedIn(office, 'viewer');
  await handIn(office, await loggedIn(office, 'inspector'));
  const answers = await Promise.all(Array.from({ length: 26 }, () => person.get(`${PLACE}/report.pdf`)));
  const counts = (status: number): number => answers.filter(({ statusCode }) => statusCode === status).length;
  expect([counts(200), counts(429)]).toEqual([22, 4]);
});

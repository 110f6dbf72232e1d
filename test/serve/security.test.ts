import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/serve/audit.js';
import { hostileResult } from '../support/hostile-result.js';
import { sampleResult } from '../support/sample-result.js';
import { connected, desk, loggedIn, settled } from './support.js';

const CONTENT = 'a package';
const PLACE = `/samples/${createHash('sha256').update(CONTENT).digest('hex')}`;

describe('the log', () => {
  it('can be read and added to by what is done, and nothing else', async () => {
    const office = await desk(sampleResult());
    const admin = await loggedIn(office, 'admin');
    const token = await admin.token();
    const before = readFileSync(office.office.audit.file, 'utf8');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
      for (const url of ['/audit', '/audit.jsonl', '/..%2faudit.jsonl', '/assets/..%2f..%2faudit.jsonl']) {
        const answer = await office.app.inject({
          method,
          url,
          headers: {
            host: 'localhost:80',
            origin: 'http://localhost:80',
            cookie: admin.cookie,
            'content-type': 'application/x-www-form-urlencoded',
          },
          payload: `token=${token}`,
        });
        expect([method, url, answer.statusCode]).toEqual([method, url, 404]);
      }
    expect(readFileSync(office.office.audit.file, 'utf8')).toBe(before);
  });

  it('has one line for one thing, whatever names and reasons hold', async () => {
    const office = await desk(sampleResult());
    const person = await loggedIn(office, 'inspector');
    const forged = '\n{"at":"2026-01-01T00:00:00.000Z","who":"admin","what":"login"}\n';
    const lines = (): number => readFileSync(office.office.audit.file, 'utf8').trim().split('\n').length;
    const before = lines();
    await person.upload([
      { name: 'token', value: await person.token() },
      { name: 'unit', value: forged },
      { name: 'files', value: CONTENT, file: `a\u2028${forged.trim().replaceAll('"', "'")}\u0085.apk` },
    ]);
    await settled(office);
    await person.post('/login', { name: `x${forged}`, password: forged });
    expect(
      readFileSync(office.office.audit.file, 'utf8')
        .trim()
        .split('\n')
        .slice(before)
        .map((line) => JSON.parse(line).what),
    ).toEqual(['upload', 'inspected', 'login-failed']);
    expect(await verifyAudit(office.office.audit.file)).toEqual({ lines: lines() });
  });
});

describe('reports of a hostile package', () => {
  it('have no origin of ours, and everything but the page is a file to be saved', async () => {
    const office = await desk(hostileResult());
    const person = await loggedIn(office, 'inspector');
    await person.upload([
      { name: 'token', value: await person.token() },
      { name: 'files', value: CONTENT, file: 'grid.apk' },
    ]);
    await settled(office);
    const page = await person.get(`${PLACE}/report.html`);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(/^sandbox allow-scripts; .*frame-ancestors 'none'/);
    expect(policy).not.toMatch(/allow-same-origin|allow-forms|allow-popups|allow-top-navigation/);
    for (const format of ['pdf', 'docx', 'ofd', 'json', 'xlsx', 'csv']) {
      const { headers } = await person.get(`${PLACE}/report.${format}`);
      expect([format, headers['content-disposition'], headers['x-content-type-options']]).toEqual([
        format,
        expect.stringMatching(/^attachment; filename="[0-9a-f]{16}\.\w+"$/),
        'nosniff',
      ]);
    }
    expect((await person.get(`${PLACE}/review.yaml`)).headers['content-disposition']).toMatch(/^attachment/);
  });
});

it('an upload without end is cut off when it is larger than allowed', async () => {
  const office = await desk(sampleResult());
  const person = await loggedIn(office, 'inspector');
  const token = await person.token();
  const { socket, port } = await connected(office);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  socket.write(
    `POST /upload HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: http://127.0.0.1:${port}\r\ncookie: ${person.cookie}\r\ncontent-type: multipart/form-data; boundary=XX\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  socket.write(
    chunk(
      `--XX\r\ncontent-disposition: form-data; name="token"\r\n\r\n${token}\r\n--XX\r\ncontent-disposition: form-data; name="files"; filename="a.apk"\r\n\r\n`,
    ),
  );
  const part = chunk('x'.repeat(64 * 1024));
  let sent = 0;
  const closed = new Promise<void>((done) => socket.on('close', () => done()).on('error', () => done()));
  const pump = (): void => {
    while (!socket.destroyed && sent < 1 << 30) {
      sent += part.length;
      if (!socket.write(part)) return void socket.once('drain', pump);
    }
  };
  // Who reads late gets the answer, too: it must not be lost with the connection.
  socket.pause();
  setTimeout(() => socket.resume(), 400);
  pump();
  await closed;
  expect([sent < 32 << 20, answer]).toEqual([true, expect.stringMatching(/^HTTP\/1\.1 413 /)]);
  expect(office.office.rows()).toEqual([]);
}, 15_000);

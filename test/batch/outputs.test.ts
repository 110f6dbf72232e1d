import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { packed } from '../../src/batch/job.js';
import { writeOutputs } from '../../src/batch/outputs.js';
import { openStore, type State } from '../../src/batch/store.js';
import { sampleResult } from '../support/sample-result.js';

const folder = mkdtempSync(join(tmpdir(), 'jianfu-outputs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writeOutputs', () => {
  it('a package that failed and was retried has the report of its new result', async () => {
    const kind = { facts: 'f', packs: 'p', profile: 'l' };
    const key = { digest: 'd'.repeat(64), ...kind };
    const store = openStore(folder);
    const reports = async (state: State, html: string) => {
      const summary = JSON.stringify({ carrier: 'android', version: '', verdicts: [], limits: [], open: [] });
      store.forget(key);
      store.save(key, { summary, result: packed(sampleResult()), html: gzipSync(html) }, { state, attempts: 1, ms: 1 });
      store.see({ paths: ['/in/a.apk'], unit: '', name: 'a.apk', size: 1, digest: { sha256: key.digest, sm3: '' } });
      await writeOutputs(store, { folder, key: kind, lang: 'zh', titles: new Map(), json: false, problems: [] });
      const [, linked] = /"(reports\/[^"]+\.html)"/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))!;
      return [readFileSync(join(folder, linked!), 'utf8'), readdirSync(join(folder, 'reports')).length];
    };
    expect(await reports('failed', 'timed out')).toEqual(['timed out', 1]);
    expect(await reports('failed', 'out of memory')).toEqual(['out of memory', 1]);
    expect(await reports('done', 'inspected')).toEqual(['inspected', 1]);
    store.close();
  });
});

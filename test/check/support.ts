import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { checkFacts, loadPacks, type RulePack } from '../../src/check/index.js';
import { createStore, type FactStore } from '../../src/facts/store.js';
import { tokenise } from '../../src/facts/tokens.js';
import type { Coverage, Fact, FactsFile } from '../../src/facts/types.js';
import type { Item } from '../../src/result.js';

/** Files of a rules folder, put into a temporary folder for one test. */
export function rulesFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'jianfu-rules-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const PACK = 'id: test\nversion: 1.0.0\ntitle: 试验\nengine: 1\n';
const LEXICON = 'core: [签到]\nnegative: [签到领券]\nendpoints: [sign]\n';
export const RULE = `
id: 14-2-check-in
clause: 第十四条第（二）项
kind: prohibition
title: 打卡签到
lexicon: words
elements:
  feature: { title: 功能, text: { words: core } }
  recorded: { title: 记录, request: { words: endpoints } }
  audience: { title: 对象, review: true, text: { pattern: 网格员 } }
verdict: { found: feature and recorded, suspected: feature }
needs: [code, screens, texts]
advice: 取消
questions: [是否必须签到？]
`;
export const EXAMPLES = `
- { name: 是, facts: [{ kind: text, value: 签到 }], expect: { verdict: suspected } }
- { name: 否, facts: [{ kind: text, value: 查询 }], expect: { verdict: not-found } }
`;

/** A pack of one rule; every file can be replaced. */
export function packFiles(replaced: Record<string, string> = {}): Record<string, string> {
  return {
    'lexicon/words.yaml': LEXICON,
    'p/pack.yaml': PACK,
    'p/14-2-check-in/rule.yaml': RULE,
    'p/14-2-check-in/examples.yaml': EXAMPLES,
    'p/14-2-check-in/README.md': '# 打卡签到\n',
    ...replaced,
  };
}

export function onePack(rule = RULE, examples = EXAMPLES): RulePack[] {
  return loadPacks(rulesFolder(packFiles({ 'p/14-2-check-in/rule.yaml': rule, 'p/14-2-check-in/examples.yaml': examples })));
}

/** A fact with what every fact has. */
export function fact(partial: { kind: Fact['kind'] } & Record<string, unknown>, line = 1): Fact {
  const names = partial.kind === 'identifier' ? { role: 'method', tokens: tokenise(String(partial.value)) } : {};
  const request = partial.kind === 'request' ? { params: [], sends: [], via: 'wx.request' } : {};
  return { at: { path: 'a.js', line }, owner: 'own', screens: ['a'], ...names, ...request, ...partial } as unknown as Fact;
}

export function screen(id: string, partial: Record<string, unknown> = {}): Fact {
  return fact({ kind: 'screen', id, reachable: 'yes', from: ['app'], registered: true, screens: [id], ...partial });
}

const COVERAGE: Coverage = {
  entries: 1,
  scripts: { total: 1, parsed: 1, failed: 0, thirdParty: 0 },
  templates: { total: 1, parsed: 1, failed: 0 },
  dex: { files: 0, classes: 0, ownClasses: 0, methodsRead: 0 },
  screens: { total: 1, reachable: 1 },
  texts: 1,
  requests: 1,
  bytesInflated: 0,
};

export function factsFile(facts: Fact[], coverage: Partial<Coverage> = {}): FactsFile {
  return {
    schemaVersion: '1.0.0',
    tool: { name: 'jianfu', version: '0.0.0' },
    package: {
      carrier: 'wechat',
      form: 'project',
      file: 'a',
      format: 'directory',
      size: 0,
      sha256: '',
      sm3: '',
      signature: { schemes: [], certificates: [] },
      hosts: [],
    },
    coverage: { ...COVERAGE, ...coverage },
    facts,
  };
}

/** The only item of a one-rule pack. */
export function check(facts: Fact[], packs = onePack(), coverage: Partial<Coverage> = {}): Item {
  return checkFacts(factsFile(facts, coverage), packs).items[0]!;
}

/** Facts as a rule is asked about them. */
export function sampleOf(facts: Fact[]): { store: FactStore; coverage: Coverage } {
  return { store: createStore(facts), coverage: COVERAGE };
}

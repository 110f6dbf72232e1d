import { createStore, sortFacts } from '../facts/store.js';
import { tokenise } from '../facts/tokens.js';
import { type Coverage, FACTS_SCHEMA_VERSION, type Fact, type FactsFile } from '../facts/types.js';
import type { Declaration } from './declaration/types.js';
import { evaluateRule } from './evaluate.js';
import type { Example, LoadedRule, RulePack } from './rule.js';

export interface ExampleResult {
  rule: string;
  example: string;
  passed: boolean;
  /** What came out, or what was expected and what came out instead. */
  detail: string;
}

/** Turns the small project of an example into facts; the caller knows the stages that do it. */
export type ExtractProject = (files: Record<string, string>) => FactsFile;

/** Runs the examples of every rule, in order. An example that cannot be run has failed. */
export function testRules(packs: readonly RulePack[], extractProject: ExtractProject): ExampleResult[] {
  return packs.flatMap((pack) =>
    pack.rules.flatMap((rule) => rule.examples.map((example) => runExample(rule, example, extractProject))),
  );
}

function runExample(rule: LoadedRule, example: Example, extractProject: ExtractProject): ExampleResult {
  const named = { rule: rule.id, example: example.name };
  try {
    const file = example.project ? extractProject(example.project) : factsOfExample(example.facts ?? []);
    const { verdict, elements } = evaluateRule(
      rule,
      createStore(file.facts),
      file.coverage,
      example.declaration as Declaration | undefined,
    );
    const wrong = differences(
      example.expect,
      verdict,
      new Set(elements.filter((e) => e.status === 'evidenced').map((e) => e.id)),
    );
    return { ...named, passed: wrong.length === 0, detail: wrong.length === 0 ? verdict : wrong.join('；') };
  } catch (error) {
    return { ...named, passed: false, detail: `出错：${error instanceof Error ? error.message : String(error)}` };
  }
}

function differences(expect: Example['expect'], verdict: string, evidenced: Set<string>): string[] {
  return [
    ...(expect.verdict !== undefined && expect.verdict !== verdict ? [`结论应为 ${expect.verdict}，得到 ${verdict}`] : []),
    ...(expect.elements ?? []).filter((id) => !evidenced.has(id)).map((id) => `要件 ${id} 应有证据`),
    ...(expect.notElements ?? []).filter((id) => evidenced.has(id)).map((id) => `要件 ${id} 不应有证据`),
  ];
}

const SCREEN = 'pages/example/index';

/** Facts of an example may leave out what is the same everywhere: place, owner, screen, and the screens themselves. */
export function factsOfExample(partial: NonNullable<Example['facts']>): FactsFile {
  const facts = partial.map((fact, i) => completeFact(fact, i + 1));
  const declared = new Set(facts.filter((fact) => fact.kind === 'screen').map((fact) => fact.id));
  const missing = new Set([SCREEN, ...facts.flatMap((fact) => fact.screens)].filter((id) => !declared.has(id)));
  if (declared.size > 0) missing.delete(SCREEN);
  for (const id of missing) facts.push(completeFact({ kind: 'screen', id }, 0));
  return {
    schemaVersion: FACTS_SCHEMA_VERSION,
    tool: { name: 'jianfu', version: '0' },
    package: EXAMPLE_PACKAGE,
    coverage: exampleCoverage(facts),
    facts: sortFacts(facts),
  };
}

const EXAMPLE_PACKAGE: FactsFile['package'] = {
  carrier: 'wechat',
  form: 'project',
  file: 'example',
  format: 'directory',
  size: 0,
  sha256: '',
  sm3: '',
  signature: { schemes: [], certificates: [] },
  hosts: [],
};

const DEFAULTS: Partial<Record<Fact['kind'], Record<string, unknown>>> = {
  request: { params: [], sends: [], via: 'wx.request' },
  screen: { reachable: 'yes', from: ['app'], registered: true },
  identifier: { role: 'field' },
  text: { position: 'label' },
  gate: { shape: 'empty' },
};

function completeFact(partial: Record<string, unknown> & { kind: Fact['kind'] }, line: number): Fact {
  const screens = partial.kind === 'screen' ? [String(partial.id)] : [SCREEN];
  const names = partial.kind === 'identifier' ? { tokens: tokenise(String(partial.value)) } : {};
  const base = { at: { path: 'example', line }, owner: 'own', screens };
  return { ...base, ...DEFAULTS[partial.kind], ...names, ...partial } as unknown as Fact;
}

function exampleCoverage(facts: Fact[]): Coverage {
  const count = (kind: Fact['kind']): number => facts.filter((fact) => fact.kind === kind).length;
  return {
    entries: 1,
    scripts: { total: 1, parsed: 1, failed: 0, thirdParty: 0 },
    templates: { total: 1, parsed: 1, failed: 0 },
    dex: { files: 0, classes: 0, ownClasses: 0, methodsRead: 0 },
    screens: { total: count('screen'), reachable: count('screen') },
    texts: count('text'),
    requests: count('request'),
    bytesInflated: 0,
  };
}

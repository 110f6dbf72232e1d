import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FactStore } from '../../facts/store.js';
import { compare } from '../evidence.js';
import { compileVerdicts, refuseAny } from '../load.js';
import type { FindEvidence, LoadedRule, RulePack } from '../rule.js';
import { refuse } from '../rule-files.js';
import { mistakesInRule } from '../rule-form.js';
import { createVocabulary } from '../vocabulary.js';
import type { CodeRule } from './define.js';
import { askThread, type Places } from './thread.js';

/** How long loading a module, or one rule over one package, may take. */
const BUDGET_MS = 10_000;

const NO_WORDS = createVocabulary(new Map());

/**
 * The rules that a module exports, as a pack of their own. The module is run, in a thread; so name only what you trust.
 * @param file absolute path of a JavaScript module; TypeScript where this version of Node runs it
 * @throws RuleError where it cannot be loaded, holds no rule, or one that does not fit
 */
export function loadCodeRules(file: string, budgetMs = BUDGET_MS): RulePack {
  const url = pathToFileURL(file).href;
  const described = describedIn(file, url, budgetMs);
  if (described.length === 0) refuse(file, '没有导出规则；用 export const rule = defineRule({ … })');
  const rules = described.map((rule) => loadedRule(rule, file, url, budgetMs));
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  return {
    id: `code:${basename(file)}`,
    version: '0',
    title: `代码规则 ${basename(file)}`,
    source: file,
    grassroots: [],
    gates: [],
    digest,
    rules,
  };
}

function describedIn(file: string, url: string, budgetMs: number): CodeRule[] {
  try {
    return askThread({ url }, budgetMs) as CodeRule[];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const hint = /Unknown file extension "\.[mc]?ts"/.test(why) ? '这个版本的 Node 不能运行 TypeScript，请编译成 .mjs' : why;
    return refuse(file, `代码规则没有加载成：${hint}`);
  }
}

function loadedRule(rule: CodeRule, file: string, url: string, budgetMs: number): LoadedRule {
  const { page = '', examples = [], match: _, ...form } = rule;
  const name = typeof form.id === 'string' && form.id !== '' ? form.id : '未命名';
  const mistakes = mistakesInRule(form, { name, hasRole: () => false, code: true });
  refuseAny(
    file,
    mistakes.map(({ key, message }) => ({ key: [name, key].filter(Boolean).join('.'), message })),
  );
  return {
    ...form,
    lexicon: '',
    source: file,
    page,
    examples,
    vocabulary: NO_WORDS,
    gates: [],
    ...compileVerdicts(form),
    code: (store) => findEvidence(store, url, form.id, budgetMs),
  };
}

function findEvidence(store: FactStore, url: string, rule: string, budgetMs: number): ReturnType<FindEvidence> {
  const screens = [...store.screens.keys()].sort(compare);
  const [outside, ...inScreens] = askThread({ url, rule, facts: store.all, screens }, budgetMs) as Places;
  const byScreen = new Map(screens.map((id, i) => [id, inScreens[i]]));
  return (screen, element) => {
    const places = (screen === undefined ? outside : byScreen.get(screen))?.[element] ?? [];
    return places.length > 0 ? places.map((place) => store.all[place]!) : undefined;
  };
}

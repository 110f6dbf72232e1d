import { gatesOf } from './gates.js';
import { grammarOf, isObject, mistakeInElement } from './grammar.js';
import { mistakeInLimits } from './limits-of-rule.js';
import { PARTS } from './matcher-keys.js';
import { fullRole } from './matchers.js';
import { type CompiledVerdict, type Element, type Example, type LoadedRule, type Rule, type RulePack, STRENGTH } from './rule.js';
import { below, type CompiledRules, RuleError, type RuleFiles, readRuleFiles } from './rule-files.js';
import { compileVerdict } from './verdict-expression.js';
import { createVocabulary, type Lexicon, type Vocabulary } from './vocabulary.js';

/** Grammar version of this engine; a pack says in `engine` which one it is written for. */
const ENGINE = 1;
const POSITIVE = new Set(['found', 'suspected', 'present', 'likely-present', 'note']);
const RULE_KEYS =
  'id clause kind title lexicon elements verdict outsideScreens scope ceiling unseen notApplicable needs tolerance advice questions'.split(
    ' ',
  );

export interface LoadOptions {
  /** What `compileRules` gave; files that changed since are parsed. */
  compiled?: CompiledRules;
}

/**
 * Loads every pack below a folder (or several): `<pack>/pack.yaml`, `<pack>/<rule>/{rule.yaml, examples.yaml, README.md}`, and the
 * words in `lexicon/*.yaml` beside the packs. Packs come sorted by id, rules by article and paragraph.
 * @throws RuleError on anything that does not fit; a rule without examples of both kinds does not load
 */
export function loadPacks(folders: string | readonly string[], { compiled }: LoadOptions = {}): RulePack[] {
  return read([folders].flat(), readRuleFiles(compiled)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The parsed contents of all rule files, to be kept with the program so that it starts without parsing them. */
export function compileRules(folders: string | readonly string[]): CompiledRules {
  const files = readRuleFiles();
  read([folders].flat(), files);
  return files.compiled();
}

function read(folders: readonly string[], files: RuleFiles): RulePack[] {
  const packs = folders.flatMap((folder) => {
    const names = files.folders(folder).filter((name) => name !== 'lexicon');
    if (names.length === 0) throw new RuleError(`${folder}：没有规则包`);
    return names.map((name) => loadPack(folder, name, files));
  });
  const twice = packs.find((pack, i) => packs.some((other, k) => k < i && other.id === pack.id));
  if (twice) throw new RuleError(`规则包 ${twice.id} 出现两次`);
  return packs;
}

function loadPack(folder: string, name: string, files: RuleFiles): RulePack {
  files.digest();
  const vocabulary = createVocabulary(loadLexicons(below(folder, 'lexicon'), files));
  const file = below(folder, name, 'pack.yaml');
  const meta = files.yaml(file);
  if (!isObject(meta)) throw new RuleError(`${file}：应是映射`);
  for (const key of ['id', 'version', 'title', 'engine'])
    if (meta[key] === undefined) throw new RuleError(`${file}：缺少“${key}”`);
  if (Number(meta.engine) !== ENGINE) throw new RuleError(`${file}：engine 为 ${String(meta.engine)}，本程序支持 ${ENGINE}`);
  const gates = gatesOf(meta.gates, file);
  const rules = files
    .folders(below(folder, name))
    .sort(compareRuleIds)
    .map((rule) => ({ ...loadRule(below(folder, name, rule), rule, files, vocabulary), gates }));
  const declarationItem = meta.declarationItem === undefined ? undefined : itemNames(meta.declarationItem, file);
  return {
    id: String(meta.id),
    version: String(meta.version),
    title: String(meta.title),
    ...(declarationItem && { declarationItem }),
    gates,
    digest: files.digest(),
    rules,
  };
}

function itemNames(value: unknown, file: string): NonNullable<RulePack['declarationItem']> {
  const names = isObject(value) ? value : {};
  for (const key of ['id', 'clause', 'title', 'advice'])
    if (typeof names[key] !== 'string') throw new RuleError(`${file}：declarationItem 缺少“${key}”`);
  return names as NonNullable<RulePack['declarationItem']>;
}

function loadLexicons(folder: string, files: RuleFiles): Map<string, Lexicon> {
  return new Map(
    files.lexicons(folder).map((name) => {
      const file = below(folder, name);
      const content = files.yaml(file);
      if (!isObject(content)) throw new RuleError(`${file}：应是“角色: [词]”`);
      for (const [role, words] of Object.entries(content))
        if (!Array.isArray(words) || words.some((word) => typeof word !== 'string' || word.length === 0))
          throw new RuleError(`${file}：“${role}”应是词的列表`);
      return [name.replace(/\.yaml$/, ''), content as Lexicon];
    }),
  );
}

/** By article, then paragraph, then name: 5-1 before 14-1 before 14-2. */
export function compareRuleIds(a: string, b: string): number {
  const [article = 0, paragraph = 0] = a.split('-').map((part) => Number.parseInt(part, 10) || 0);
  const [otherArticle = 0, otherParagraph = 0] = b.split('-').map((part) => Number.parseInt(part, 10) || 0);
  return article - otherArticle || paragraph - otherParagraph || (a < b ? -1 : 1);
}

function loadRule(folder: string, name: string, files: RuleFiles, vocabulary: Vocabulary): Omit<LoadedRule, 'gates'> {
  const file = below(folder, 'rule.yaml');
  const rule = checkedRule(files.yaml(file), file, name, vocabulary);
  const examples = loadExamples(below(folder, 'examples.yaml'), rule, files);
  try {
    const { verdicts, deciding } = compileVerdicts(rule);
    return { ...rule, examples, page: files.text(below(folder, 'README.md')), vocabulary, verdicts, deciding };
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuleError(`${file}：verdict ${error.message}`);
    throw error;
  }
}

function checkedRule(value: unknown, file: string, name: string, vocabulary: Vocabulary): Rule {
  const fail = (message: string): never => {
    throw new RuleError(`${file}：${message}`);
  };
  if (!isObject(value)) return fail('应是映射');
  for (const key of Object.keys(value)) if (!RULE_KEYS.includes(key)) fail(`不认识的键“${key}”`);
  for (const key of ['id', 'clause', 'kind', 'title', 'lexicon', 'elements', 'verdict', 'needs', 'advice'])
    if (value[key] === undefined) fail(`缺少“${key}”`);
  const rule = value as unknown as Rule;
  if (rule.id !== name) fail(`id“${rule.id}”与文件夹名“${name}”不同`);
  if (!Object.hasOwn(STRENGTH, rule.kind)) fail(`kind“${rule.kind}”应是 ${Object.keys(STRENGTH).join('、')}`);
  const part = rule.needs.find((need) => !PARTS.includes(need));
  if (part) fail(`needs 中的“${part}”应是 ${PARTS.join('、')}`);
  const beyond = mistakeInLimits(rule);
  if (beyond) fail(beyond);
  const named = new Set<string>();
  for (const [id, element] of Object.entries(rule.elements as Record<string, Element>)) {
    if (!isObject(element) || typeof element.title !== 'string') fail(`elements.${id}：缺少“title”`);
    const grammar = grammarOf(named, (role) => vocabulary.has(fullRole(role, rule.lexicon)));
    const mistake = mistakeInElement(element, `elements.${id}`, grammar);
    if (mistake) fail(mistake);
    named.add(id);
  }
  return rule;
}

/** @throws SyntaxError where an expression does not fit */
function compileVerdicts(rule: Rule): { verdicts: CompiledVerdict[]; deciding: Set<string> } {
  const elements = new Set(Object.keys(rule.elements));
  const deciding = new Set<string>();
  const strange = Object.keys(rule.verdict).find((verdict) => !STRENGTH[rule.kind].includes(verdict as never));
  if (strange) throw new SyntaxError(`“${strange}”不是 ${rule.kind} 的结论`);
  const verdicts = STRENGTH[rule.kind].flatMap((verdict): CompiledVerdict[] => {
    const source = rule.verdict[verdict];
    if (source === undefined) return [];
    const { holds, names } = compileVerdict(String(source), elements);
    for (const id of names) deciding.add(id);
    return [{ verdict, holds }];
  });
  return { verdicts, deciding };
}

function loadExamples(file: string, rule: Rule, files: RuleFiles): Example[] {
  const examples = files.yaml(file);
  if (!Array.isArray(examples)) throw new RuleError(`${file}：应是示例的列表`);
  examples.forEach((example, i) => {
    if (!isObject(example) || typeof example.name !== 'string') throw new RuleError(`${file}：[${i}] 缺少“name”`);
    if (Array.isArray(example.facts) === isObject(example.project))
      throw new RuleError(`${file}：示例“${example.name}”须有 facts 或 project 之一`);
    if (!isObject(example.expect)) throw new RuleError(`${file}：示例“${example.name}”缺少“expect”`);
  });
  const kinds = new Set(
    (examples as Example[]).map(({ expect }) => POSITIVE.has(expect.verdict ?? '') || Boolean(expect.elements?.length)),
  );
  if (!kinds.has(true) || !kinds.has(false)) throw new RuleError(`${file}：规则 ${rule.id} 须同时有应当命中和不应命中的示例`);
  return examples as Example[];
}

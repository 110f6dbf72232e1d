import { DECLARED_VALUES } from './declared-values.js';
import { mistakesInExamples } from './example-form.js';
import { gatesOf } from './gates.js';
import { isObject } from './grammar.js';
import { readVocabulary } from './lexicons.js';
import { fullRole } from './matchers.js';
import { type CompiledVerdict, type Example, type LoadedRule, type Rule, type RulePack, STRENGTH } from './rule.js';
import { below, type CompiledRules, type Mistake, RuleError, type RuleFiles, readRuleFiles, refuse } from './rule-files.js';
import { mistakesInRule } from './rule-form.js';
import { compileVerdict } from './verdict-expression.js';
import type { Vocabulary } from './vocabulary.js';

/** Grammar version of this engine; a pack says in `engine` which one it is written for. */
const ENGINE = 1;
const PACK_KEYS = [
  'id',
  'version',
  'title',
  'engine',
  'declarationItem',
  'byReference',
  'grassroots',
  'clausesWithoutRules',
  'gates',
];
/** Folders beside packs or rules that are none. */
const OTHERS = ['lexicon', 'node_modules'];

export interface LoadOptions {
  /** What `compileRules` gave; files that changed since are parsed. */
  compiled?: CompiledRules;
  /** Folders of further packs, which may also use the words of the first ones' lexicons. */
  packs?: readonly string[];
  /** Packs already loaded from elsewhere (code rules); their ids count as taken. */
  loaded?: readonly RulePack[];
  /** Told what is wrong with a rule or pack, which is then left out; without it loading stops there. */
  onMistakes?: (mistakes: readonly Mistake[]) => void;
}

/**
 * Loads every pack of a folder (or several): `<pack>/pack.yaml`, `<pack>/<rule>/{rule.yaml, examples.yaml, README.md}`, and the
 * words in `lexicon/*.yaml` beside the packs. A folder with a `pack.yaml` of its own is one pack. A pack may also
 * hold a `lexicon` folder of its own. Packs come
 * sorted by id, rules by article and paragraph.
 * @throws RuleError on anything that does not fit; a rule without examples of both kinds does not load, nor an id twice
 */
export function loadPacks(folders: string | readonly string[], options: LoadOptions = {}): RulePack[] {
  return read([folders].flat(), readRuleFiles(options.compiled), options).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The parsed contents of all rule files, to be kept with the program so that it starts without parsing them. */
export function compileRules(folders: string | readonly string[]): CompiledRules {
  const files = readRuleFiles();
  read([folders].flat(), files, {});
  return files.compiled();
}

function read(
  folders: readonly string[],
  files: RuleFiles,
  { packs: more = [], loaded = [], onMistakes }: LoadOptions,
): RulePack[] {
  const tolerant = <T>(load: () => T): T[] => {
    try {
      return [load()];
    } catch (error) {
      if (!onMistakes || !(error instanceof RuleError)) throw error;
      onMistakes(error.mistakes);
      return [];
    }
  };
  const shared = more.length > 0 ? folders : [];
  const load = (folder: string, base: readonly string[]): RulePack[] =>
    packFolders(folder, files).flatMap((pack) => tolerant(() => loadPack(pack, folder, base, files, tolerant)).flat());
  const first = folders.flatMap((folder) => tolerant(() => load(folder, [])).flat());
  const packs = [...first, ...more.flatMap((folder) => tolerant(() => load(folder, shared)).flat()), ...loaded];
  tolerant(() => refuseTwice(packs));
  return packs;
}

function packFolders(folder: string, files: RuleFiles): string[] {
  if (files.has(below(folder, 'pack.yaml'))) return [folder];
  const names = inner(folder, files);
  if (names.length === 0) refuse(folder, '没有规则包，应有 pack.yaml，或其下的文件夹中有');
  return names.map((name) => below(folder, name));
}

function inner(folder: string, files: RuleFiles): string[] {
  return files.folders(folder).filter((name) => !OTHERS.includes(name) && !name.startsWith('.'));
}

/** No pack may replace another's pack or rule by taking its id. */
function refuseTwice(packs: readonly RulePack[]): void {
  const seen = new Map<string, string>();
  const take = (what: string, id: string, source: string): void => {
    const other = seen.get(what + id);
    if (other !== undefined) refuse(source, `${what} ${id} 出现两次，另一个在 ${other}；请换一个 id`);
    seen.set(what + id, source);
  };
  for (const pack of packs) take('规则包', pack.id, pack.source);
  for (const pack of packs) {
    if (pack.declarationItem) take('规则', pack.declarationItem.id, pack.source);
    for (const { id, source } of pack.rules) take('规则', id, source);
  }
}

type Tolerant = <T>(load: () => T) => T[];

function loadPack(folder: string, beside: string, base: readonly string[], files: RuleFiles, tolerant: Tolerant): RulePack {
  files.digest();
  const hasOwn = folder !== beside && files.has(below(folder, 'lexicon'));
  const vocabulary = hasOwn ? readVocabulary(folder, [...base, beside], files) : readVocabulary(beside, base, files);
  const file = below(folder, 'pack.yaml');
  const meta = files.yaml(file);
  if (!isObject(meta)) return refuse(file, '应是“名称: 值”的映射');
  for (const key of ['id', 'version', 'title', 'engine']) if (meta[key] === undefined) refuse(file, '缺少这个键', key);
  for (const key of Object.keys(meta))
    if (!PACK_KEYS.includes(key)) refuse(file, `不认识的键，可用：${PACK_KEYS.join('、')}`, key);
  if (Number(meta.engine) !== ENGINE) refuse(file, `为 ${String(meta.engine)}，本程序支持 ${ENGINE}`, 'engine');
  const gates = gatesOf(meta.gates, file);
  const rules = inner(folder, files)
    .sort(compareRuleIds)
    .flatMap((rule) => tolerant(() => ({ ...loadRule(below(folder, rule), rule, files, vocabulary), gates })));
  const declarationItem = meta.declarationItem === undefined ? undefined : itemNames(meta.declarationItem, file);
  return {
    id: String(meta.id),
    version: String(meta.version),
    title: String(meta.title),
    ...(declarationItem && { declarationItem }),
    ...(meta.byReference !== undefined && { byReference: byReferenceOf(meta.byReference, file) }),
    source: folder,
    grassroots: wordsOf(meta.grassroots, file),
    gates,
    digest: files.digest(),
    rules,
  };
}

function wordsOf(value: unknown, file: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.some((word) => typeof word !== 'string' || word.length < 2))
    refuse(file, '应是词的列表，每个词至少两个字', 'grassroots');
  return value;
}

function byReferenceOf(value: unknown, file: string): NonNullable<RulePack['byReference']> {
  const { declared, is, note } = isObject(value) ? value : {};
  if (!DECLARED_VALUES.includes(declared as never)) refuse(file, `应是 ${DECLARED_VALUES.join('、')}`, 'byReference.declared');
  if (!Array.isArray(is) || typeof note !== 'string') refuse(file, '须写 is（列表）与 note', 'byReference');
  return value as NonNullable<RulePack['byReference']>;
}

function itemNames(value: unknown, file: string): NonNullable<RulePack['declarationItem']> {
  const names = isObject(value) ? value : {};
  for (const key of ['id', 'clause', 'title', 'advice'])
    if (typeof names[key] !== 'string') refuse(file, '缺少这个键', `declarationItem.${key}`);
  return names as NonNullable<RulePack['declarationItem']>;
}

/** By article, then paragraph, then name: 5-1 before 14-1 before 14-2. */
export function compareRuleIds(a: string, b: string): number {
  const [article = 0, paragraph = 0] = a.split('-').map((part) => Number.parseInt(part, 10) || 0);
  const [otherArticle = 0, otherParagraph = 0] = b.split('-').map((part) => Number.parseInt(part, 10) || 0);
  return article - otherArticle || paragraph - otherParagraph || (a < b ? -1 : 1);
}

function loadRule(folder: string, name: string, files: RuleFiles, vocabulary: Vocabulary): Omit<LoadedRule, 'gates'> {
  const file = below(folder, 'rule.yaml');
  const value = files.yaml(file);
  refuseAny(file, mistakesInRule(value, { name, hasRole: (role, lexicon) => vocabulary.has(fullRole(role, lexicon)) }));
  const rule = value as Rule;
  const exampleFile = below(folder, 'examples.yaml');
  const examples = files.yaml(exampleFile);
  refuseAny(exampleFile, mistakesInExamples(examples, rule));
  const page = files.text(below(folder, 'README.md'));
  return { ...rule, source: folder, examples: examples as Example[], page, vocabulary, ...compileVerdicts(rule) };
}

/** @throws RuleError where there is a mistake */
export function refuseAny(file: string, mistakes: readonly Omit<Mistake, 'file'>[]): void {
  if (mistakes.length > 0) throw new RuleError(mistakes.map((mistake) => ({ file, ...mistake })));
}

/** Strongest first, with the elements they speak of. @throws SyntaxError where an expression does not fit */
export function compileVerdicts(rule: Pick<Rule, 'elements' | 'kind' | 'verdict'>): {
  verdicts: CompiledVerdict[];
  deciding: Set<string>;
} {
  const elements = new Set(Object.keys(rule.elements));
  const deciding = new Set<string>();
  const verdicts = STRENGTH[rule.kind].flatMap((verdict): CompiledVerdict[] => {
    const source = rule.verdict[verdict];
    if (source === undefined) return [];
    const { holds, names } = compileVerdict(String(source), elements);
    for (const id of names) deciding.add(id);
    return [{ verdict, holds }];
  });
  return { verdicts, deciding };
}

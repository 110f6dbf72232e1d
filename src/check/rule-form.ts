import { grammarOf, isObject, mistakeInElement } from './grammar.js';
import { mistakeInLimits } from './limits-of-rule.js';
import { PARTS } from './matcher-keys.js';
import { type Rule, STRENGTH } from './rule.js';
import type { Mistake } from './rule-files.js';
import { compileVerdict } from './verdict-expression.js';

const TEXTS = ['id', 'clause', 'title', 'lexicon', 'advice'];
const NEEDED = 'id clause kind title lexicon elements verdict needs advice'.split(' ');
export const RULE_KEYS = [
  ...NEEDED,
  'outsideScreens',
  'scope',
  'proof',
  'ceiling',
  'unseen',
  'notApplicable',
  'tolerance',
  'aim',
  'questions',
  'disputed',
];

const AIMS = ['remove', 'stop', 'optional', 'justify', 'decouple'];

export interface RuleForm {
  /** Name of the folder, which the id must repeat. */
  name: string;
  /** Whether a role, named without its lexicon where it is the rule's own, is in a lexicon. */
  hasRole(role: string, lexicon: string): boolean;
  /** A code rule finds its evidence itself: its elements have titles and no conditions. */
  code?: boolean;
}

/** Everything that keeps a rule from loading, in the order of its keys; empty for one that fits. */
export function mistakesInRule(value: unknown, form: RuleForm): Omit<Mistake, 'file'>[] {
  if (!isObject(value)) return [{ message: '应是“名称: 值”的映射' }];
  const missing = NEEDED.filter((key) => value[key] === undefined && !(form.code && key === 'lexicon'));
  const mistakes = [
    ...Object.keys(value).flatMap((key) =>
      RULE_KEYS.includes(key) ? [] : [{ key, message: `不认识的键，可用：${RULE_KEYS.join('、')}` }],
    ),
    ...missing.map((key) => ({ key, message: '缺少这个键' })),
    ...mistakesInKeys(value, form),
  ];
  // Elements and verdicts can only be read where their frame stands.
  return mistakes.length > 0 ? mistakes : mistakesInElements(value as unknown as Rule, form);
}

function mistakesInKeys(value: Record<string, unknown>, { name }: RuleForm): Omit<Mistake, 'file'>[] {
  const { id, kind, needs, elements, verdict, outsideScreens, proof, tolerance, aim, questions, disputed } = value;
  const wrong = (key: string, isWrong: boolean, message: string): Omit<Mistake, 'file'>[] => (isWrong ? [{ key, message }] : []);
  const given = (key: string): boolean => value[key] !== undefined;
  return [
    ...TEXTS.flatMap((key) =>
      wrong(key, given(key) && (typeof value[key] !== 'string' || value[key] === ''), '应是文字，不能是空的'),
    ),
    ...wrong('id', typeof id === 'string' && id !== name, `“${String(id)}”与文件夹名“${name}”不同，请改成一样的`),
    ...wrong('kind', given('kind') && !Object.hasOwn(STRENGTH, String(kind)), `应是 ${Object.keys(STRENGTH).join('、')}`),
    ...wrong('needs', given('needs') && !isListOf(needs, (part) => PARTS.includes(part)), `应是列表，可用：${PARTS.join('、')}`),
    ...wrong('elements', given('elements') && !isFilled(elements), '应是“要件: 条件”的映射，至少一个'),
    ...wrong('verdict', given('verdict') && !isFilled(verdict), '应是“结论: 要件的式子”的映射，至少一个'),
    ...wrong(
      'outsideScreens',
      given('outsideScreens') && !['suspected', 'clue'].includes(String(outsideScreens)),
      '应是 suspected、clue',
    ),
    ...wrong('proof', given('proof') && !/^T[1-4]$/.test(String(proof)), '应是 T1 到 T4'),
    // Words alone never make 发现 (design §4).
    ...wrong('proof', kind === 'prohibition' && /^T[12]$/.test(String(proof)), '禁止项至少要 T3：只有文字不构成发现'),
    ...wrong('tolerance', given('tolerance') && !(Number(tolerance) >= 0 && Number(tolerance) <= 1), '应是 0 到 1 之间的数'),
    ...wrong('aim', given('aim') && !AIMS.includes(String(aim)), `应是 ${AIMS.join('、')}`),
    ...wrong('questions', given('questions') && !isListOf(questions, () => true), '应是文字的列表'),
    ...wrong('disputed', given('disputed') && !isReasons(disputed), '应是“词: 理由”的映射'),
  ];
}

function mistakesInElements(rule: Rule, form: RuleForm): Omit<Mistake, 'file'>[] {
  const named = new Set<string>();
  const mistakes: Omit<Mistake, 'file'>[] = [];
  for (const [id, element] of Object.entries(rule.elements)) {
    const mistake = mistakeIn(element, id, rule, form, named);
    if (mistake) mistakes.push(mistake);
    named.add(id);
  }
  const beyond = mistakeInLimits(rule);
  return [...mistakes, ...mistakesInVerdicts(rule, named), ...(beyond === undefined ? [] : [{ message: beyond }])];
}

function mistakeIn(
  element: unknown,
  id: string,
  rule: Rule,
  form: RuleForm,
  named: ReadonlySet<string>,
): Omit<Mistake, 'file'> | undefined {
  const key = `elements.${id}`;
  if (!isObject(element)) return { key, message: '应是条件的映射' };
  if (typeof element.title !== 'string') return { key: `${key}.title`, message: '缺少这个键，写要件的中文名' };
  const flag = ['review', 'clue'].find((name) => element[name] !== undefined && typeof element[name] !== 'boolean');
  if (flag) return { key: `${key}.${flag}`, message: '应是 true 或 false' };
  if (form.code) {
    const strange = Object.keys(element).find((name) => !['title', 'review', 'clue'].includes(name));
    return strange === undefined ? undefined : { key: `${key}.${strange}`, message: '代码规则的要件只写 title、review、clue' };
  }
  const mistake = mistakeInElement(
    element,
    key,
    grammarOf(named, (role) => form.hasRole(role, rule.lexicon)),
  );
  if (mistake === undefined) return undefined;
  const cut = mistake.indexOf('：');
  return { key: mistake.slice(0, cut), message: mistake.slice(cut + 1) };
}

function mistakesInVerdicts(rule: Rule, elements: ReadonlySet<string>): Omit<Mistake, 'file'>[] {
  return Object.entries(rule.verdict).flatMap(([verdict, source]) => {
    const key = `verdict.${verdict}`;
    if (!STRENGTH[rule.kind].includes(verdict as never))
      return [{ key, message: `不是 ${rule.kind} 的结论，可用：${STRENGTH[rule.kind].join('、')}` }];
    try {
      compileVerdict(String(source), elements);
      return [];
    } catch (error) {
      return [{ key, message: error instanceof Error ? error.message : String(error) }];
    }
  });
}

function isListOf(value: unknown, fits: (item: string) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && fits(item));
}

function isFilled(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}

function isReasons(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((reason) => typeof reason === 'string' && reason !== '');
}

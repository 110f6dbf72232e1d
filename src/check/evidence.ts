import type { Fact, GateFact, RequestFact, TextPosition } from '../facts/types.js';
import type { Evidence, Tier } from '../result.js';

/** Most pieces of evidence kept per element and context; the strongest come first. */
const MOST = 12;

/** Words here name what a screen or a control is for. */
const NAMING: ReadonlySet<TextPosition> = new Set(['page-title', 'tab', 'menu']);
const HIDDEN: ReadonlySet<TextPosition> = new Set(['code', 'data', 'article', 'unknown']);

/**
 * How strong a fact is in its context: T0 a word somewhere, T1 a word in a visible position, T2 a screen's or control's own
 * word, T3 a call, gate or timing of the screen, T4 one that a visible element's handler leads to. Outside all screens nothing
 * is more than T2.
 */
export function tierOf(fact: Fact, onScreen: boolean): Tier {
  switch (fact.kind) {
    case 'text':
      if (HIDDEN.has(fact.position)) return 'T0';
      return onScreen && (NAMING.has(fact.position) || fact.action === 'handler' || fact.action === 'platform') ? 'T2' : 'T1';
    case 'identifier':
      if (onScreen && (fact.role === 'route' || fact.role === 'class' || fact.role === 'component')) return 'T2';
      return /^(handler|binding|numbered)$/.test(fact.role) ? 'T1' : 'T0';
    case 'screen':
    case 'number':
    case 'url':
    case 'secret':
      return 'T2';
    default:
      return onScreen ? (fact.linked ? 'T4' : 'T3') : 'T2';
  }
}

/** Most requests kept of those that any other would have done for: what is submitted on the page, whatever it is. */
const MOST_ANY = 3;

/** Where evidence is looked for. */
export interface Surroundings {
  onScreen: boolean;
  /** Requests that matched: whether one was asked for by what it is, or any other would have done. */
  asked: ReadonlyMap<Fact, boolean>;
  /** Files in which the evidence of all elements stands. */
  paths: ReadonlySet<string>;
}

/**
 * The evidence of one element: strongest first, without repetitions, cut to what a reader can take in. Requests that any other
 * would have done for are shown where none was asked for by what it is: a few, those first that stand where other evidence does.
 */
export function evidenceOf(element: string, facts: readonly Fact[], { onScreen, asked, paths }: Surroundings): Evidence[] {
  const told = facts.filter((fact) => asked.get(fact) !== false);
  const list = sortedEvidence(element, told, onScreen);
  if (told.length < facts.length && !told.some(({ kind }) => kind === 'request')) {
    const any = facts.filter((fact) => asked.get(fact) === false);
    const rank = (fact: Fact): number => Number(!paths.has(fact.at.path)) + 2 * Number(isAnywhere(fact));
    const nearest = [0, 1, 2, 3].flatMap((far) =>
      sortedEvidence(
        element,
        any.filter((fact) => rank(fact) === far),
        onScreen,
      ),
    );
    const weaker = list.findIndex(({ tier }) => tier < 'T2');
    list.splice(weaker < 0 ? list.length : weaker, 0, ...nearest.slice(0, MOST_ANY));
  }
  return list.slice(0, MOST);
}

/** `{}`, `https://host{}`: where a request goes is not known. */
function isAnywhere(fact: Fact): boolean {
  return fact.kind === 'request' && /^(https?:\/\/[^/{}]*)?\{\}$/.test(fact.path);
}

function sortedEvidence(element: string, facts: readonly Fact[], onScreen: boolean): Evidence[] {
  const byPlace = new Map<string, Evidence>();
  for (const fact of facts) {
    const what = describe(fact);
    const { path, line, column, offset } = fact.at;
    const place = `${fact.kind} ${what} ${path}:${line ?? ''}:${column ?? ''}:${offset ?? ''}`;
    if (byPlace.has(place)) continue;
    byPlace.set(place, {
      element,
      kind: fact.kind,
      tier: tierOf(fact, onScreen),
      at: fact.at,
      what,
      ...partsOf(fact),
      ...(fact.excerpt && { excerpt: fact.excerpt }),
      owner: fact.owner,
      ...(fact.linked && { linked: true }),
    });
  }
  return [...byPlace].sort(compareEvidence).map(([, evidence]) => evidence);
}

function compareEvidence([keyA, a]: [string, Evidence], [keyB, b]: [string, Evidence]): number {
  return (
    compare(b.tier, a.tier) ||
    compare(a.at.path, b.at.path) ||
    (a.at.line ?? 0) - (b.at.line ?? 0) ||
    (a.at.offset ?? 0) - (b.at.offset ?? 0) ||
    (a.at.column ?? 0) - (b.at.column ?? 0) ||
    compare(keyA, keyB)
  );
}

/** By code unit: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a report needs to say the fact in words of its own. */
function partsOf(fact: Fact): Pick<Evidence, 'name' | 'position' | 'subject' | 'gate' | 'timing'> {
  switch (fact.kind) {
    case 'text':
      return { name: fact.value, position: fact.position };
    case 'request':
      return { name: endpointOf(fact) };
    case 'screen':
      return fact.title ? { name: fact.id } : {};
    case 'gate': {
      const { subject, shape, message, guards } = fact;
      return { subject, gate: { shape, ...(message && { message }), ...(guards && { guards }) } };
    }
    case 'timing': {
      const { pair, reaches, target } = fact;
      return { timing: { pair, reaches, ...(target && { target }) } };
    }
    default:
      return {};
  }
}

function endpointOf({ method, path }: RequestFact): string {
  return method ? `${method} ${path}` : path;
}

const DESTINATIONS = { request: '发送', storage: '保存', display: '显示', none: '', unknown: '' } as const;

/** A fact in one line. */
export function describe(fact: Fact): string {
  switch (fact.kind) {
    case 'text':
      return `“${fact.value}”`;
    case 'request':
      return `${endpointOf(fact)}（${fact.via}）`;
    case 'api':
      return fact.detail ? `${fact.name}（${fact.detail}）` : fact.name;
    case 'gate':
      return describeGate(fact);
    case 'timing':
      return `${fact.pair} 计时${fact.target ? `，${DESTINATIONS[fact.reaches]}至 ${fact.target}` : ''}`;
    case 'number':
    case 'flag':
      return `${fact.name} = ${fact.value}`;
    case 'screen':
      return fact.title ? `${fact.id}（${fact.title}）` : fact.id;
    case 'identifier':
    case 'url':
      return fact.value;
    case 'permission':
    case 'component':
    case 'sdk':
      return fact.name;
    default:
      return fact.detail;
  }
}

/** The message of a disabled button is its own text; a rule of a form guards its field. */
function describeGate({ shape, message, guards = '提交' }: GateFact): string {
  const quoted = message ? `“${message}”` : '';
  if (shape === 'disabled') return `未满足时按钮${quoted}不可用，不能执行 ${guards === 'button' ? '提交' : guards}`;
  if (shape === 'required-rule') return `必填项${quoted}${guards === '提交' ? '' : `（${guards}）`}，未填即不能提交`;
  return `未满足即${quoted && `提示${quoted}，`}不再执行 ${guards}`;
}

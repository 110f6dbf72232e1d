import { versionOf } from '../report/view.js';
import { type ContextResult, fingerprintParts, type Item, type ResultDocument } from '../result.js';
import { majorReasons } from './major.js';
import type { Change, Difference, Sample, VerdictChange } from './types.js';
import { workingDaysBefore } from './working-days.js';

export type { Change, Difference, MajorReason, Sample, VerdictChange } from './types.js';

/** Working days before a change that its filing is due (Art. 11). */
const NOTICE = 10;

/**
 * What changed from one version of an app to another, as far as both results show it.
 * @param on day the change takes place, `2026-12-20`
 */
export function compareResults(from: ResultDocument, to: ResultDocument, on?: string): Difference {
  const verdicts = verdictChanges(from.items, to.items);
  const difference = {
    from: sampleOf(from),
    to: sampleOf(to),
    sameApp: from.package.id === undefined || to.package.id === undefined || from.package.id === to.package.id,
    screens: screenChange(from, to),
    permissions: change(
      from.inventory.permissions.map(({ name }) => name),
      to.inventory.permissions.map(({ name }) => name),
    ),
    sdks: change(sdksOf(from), sdksOf(to)),
    endpoints: change(endpointsOf(from), endpointsOf(to)),
    limits: change(
      from.limits.map(({ detail }) => detail),
      to.limits.map(({ detail }) => detail),
    ),
    verdicts,
  };
  return { ...difference, major: majorReasons(difference, from, to), ...(on && { fileBy: workingDaysBefore(on, NOTICE) }) };
}

function sampleOf(document: ResultDocument): Sample {
  const { name, id, file, sha256 } = document.package;
  const version = versionOf(document);
  return { ...(name && { name }), ...(id && { id }), ...(version && { version }), file, sha256 };
}

/** By id: a screen with another title is still there. */
function screenChange(from: ResultDocument, to: ResultDocument): Change {
  const named = ({ inventory }: ResultDocument): Map<string, string> =>
    new Map(inventory.screens.map(({ id, title }) => [id, title ? `${id}（${title}）` : id]));
  const [before, after] = [named(from), named(to)];
  const { added, removed } = change([...before.keys()], [...after.keys()]);
  return { added: added.map((id) => after.get(id)!), removed: removed.map((id) => before.get(id)!) };
}

function sdksOf({ inventory }: ResultDocument): string[] {
  return inventory.sdks.map(({ name, version }) => (version ? `${name} ${version}` : name));
}

function endpointsOf({ inventory }: ResultDocument): string[] {
  return inventory.endpoints.map(({ method, path }) => (method ? `${method} ${path}` : path));
}

function change(from: readonly string[], to: readonly string[]): Change {
  const [before, after] = [new Set(from), new Set(to)];
  return {
    added: [...after].filter((one) => !before.has(one)).sort(),
    removed: [...before].filter((one) => !after.has(one)).sort(),
  };
}

/** Rules with another verdict or other findings, in rule order. */
function verdictChanges(from: readonly Item[], to: readonly Item[]): VerdictChange[] {
  const before = new Map(from.map((item) => [item.rule, item]));
  const after = new Map(to.map((item) => [item.rule, item]));
  const rules = [...new Set([...from, ...to].map(({ rule }) => rule))];
  return rules.flatMap((rule) => {
    const [old, now] = [before.get(rule), after.get(rule)];
    const { clause, title } = (now ?? old)!;
    const added = findings(now).filter((one) => !findings(old).some((other) => isSame(one, other)));
    const removed = findings(old).filter((one) => !findings(now).some((other) => isSame(one, other)));
    if (old?.verdict === now?.verdict && added.length + removed.length === 0) return [];
    return [
      {
        rule,
        clause,
        title,
        ...(old && { from: old.verdict }),
        ...(now && { to: now.verdict }),
        added: added.map(nameOf),
        removed: removed.map(nameOf),
      },
    ];
  });
}

const COUNTED = new Set(['found', 'suspected', 'present', 'likely-present']);

function findings(item: Item | undefined): ContextResult[] {
  return item?.contexts.filter(({ verdict }) => COUNTED.has(verdict)) ?? [];
}

/** At the same place or with the same words: a page renamed or a class obfuscated is no change. */
function isSame(one: ContextResult, other: ContextResult): boolean {
  const [a, b] = [fingerprintParts(one.fingerprint), fingerprintParts(other.fingerprint)];
  return a.place === b.place || a.words === b.words;
}

function nameOf({ screen, title }: ContextResult): string {
  return title ? `${title}（${screen}）` : screen;
}

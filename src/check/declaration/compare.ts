import type { FactStore } from '../../facts/store.js';
import type { FactsFile } from '../../facts/types.js';
import type { ElementResult, Evidence, Item } from '../../result.js';
import { fingerprint } from '../fingerprint.js';
import type { RulePack } from '../rule.js';
import { COMPARISONS, type Difference } from './comparisons.js';
import type { Declaration } from './types.js';

/** The item that says where the declaration and the package differ. Without a declaration there is nothing to compare. */
export function declarationItem(
  { id: rule, clause, title, advice }: NonNullable<RulePack['declarationItem']>,
  file: FactsFile,
  store: FactStore,
  declaration: Declaration | undefined,
): Item {
  const base = { rule, clause, title, kind: 'note', advice } as const;
  if (!declaration)
    return {
      ...base,
      verdict: 'not-applicable',
      reason: '未提供申报文件（--declaration）。',
      elements: [],
      contexts: [],
      questions: [],
    };
  const compared = COMPARISONS.map(({ id, title, compare }) => ({ id, title, found: compare({ file, store, declaration }) }));
  const elements = compared.map(({ id, title, found }): ElementResult => ({ id, title, status: statusOf(found) }));
  const evidence = compared.flatMap(({ id, found }) => (found ?? []).map((difference) => evidenceOf(id, difference, file)));
  const differing = compared.filter(({ found }) => found && found.length > 0);
  return {
    ...base,
    verdict: differing.length > 0 ? 'note' : 'none',
    reason:
      differing.length > 0
        ? `申报与样品不一致或申报不全：${differing.map(({ title }) => title).join('、')}。`
        : '可以核对的申报内容与样品一致。',
    elements,
    contexts:
      evidence.length === 0
        ? []
        : [
            {
              screen: 'package',
              reachable: 'unknown',
              verdict: 'note',
              elements,
              evidence,
              fingerprint: fingerprint(
                rule,
                'package',
                differing.map(({ id }) => ({ id, facts: [] })),
              ),
            },
          ],
    questions: [],
  };
}

/** What was not declared, or is not in the package, cannot be compared. */
function statusOf(found: Difference[] | undefined): ElementResult['status'] {
  if (!found) return 'review';
  return found.length > 0 ? 'evidenced' : 'not-evidenced';
}

function evidenceOf(element: string, { what, at, kind }: Difference, file: FactsFile): Evidence {
  return { element, kind: kind ?? 'flag', tier: 'T2', at: at ?? { path: file.package.file }, what, owner: 'own' };
}

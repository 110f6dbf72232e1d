import { fileURLToPath } from 'node:url';
import { checkFacts, loadPacks } from '../../src/check/index.js';
import { extractProject } from '../../src/scan.js';

const packs = loadPacks(fileURLToPath(new URL('../../rules', import.meta.url)));

/** The four features of the base application as `name verdict element…`, and the reasons of limits where there are any. */
export function featuresOf(files: Record<string, string>): string[] {
  const { items, limits } = checkFacts(extractProject(files), packs);
  const line = (name: string, rule: string, wanted: readonly string[]): string => {
    const item = items.find((one) => one.rule === rule)!;
    const evidenced = item.elements.filter(({ id, status }) => status === 'evidenced' && wanted.includes(id)).map(({ id }) => id);
    return [name, item.verdict, ...evidenced].join(' ');
  };
  return [
    line('check-in', '14-2-check-in', ['recorded']),
    line('ranking', '14-2-points-ranking', ['points', 'ranking']),
    line('upload', '14-4-trace-upload', ['media', 'forced']),
    line('time', '14-2-online-time', ['measured', 'shown']),
    ...[...new Set(limits.map(({ reason }) => reason))].sort(),
  ];
}

/** What the base application says when nothing is hidden. */
export const FOUND = [
  'check-in found recorded',
  'ranking found points ranking',
  'upload suspected media forced',
  'time found measured shown',
];

import type { ReportingDescriptor } from 'sarif';
import type { Item, ResultDocument } from '../../result.js';
import { inert } from '../inert.js';
import { markdownText } from '../markdown/escape.js';
import type { SarifWords } from './words.js';

/** GitHub cuts a rule's short and full description. */
const LONGEST_DESCRIPTION = 1024;

export interface RuleTable {
  descriptors: ReportingDescriptor[];
  indexOf(rule: string): number;
}

/** Every rule of the documents once, in rule order, whether it gave a result or not. */
export function ruleTable(documents: readonly ResultDocument[], words: SarifWords): RuleTable {
  const items = new Map(documents.flatMap((document) => document.items.map((item) => [item.rule, item])));
  const ids = [...items.keys()];
  return {
    descriptors: [...items.values()].map((item) => descriptorOf(item, words)),
    indexOf: (rule) => ids.indexOf(rule),
  };
}

/** No `security-severity`: a breach of the regulation is no vulnerability, and would be ranked among them. */
function descriptorOf(item: Item, words: SarifWords): ReportingDescriptor {
  const { rule, clause, title, kind, advice } = item;
  const elements = item.elements.length > 0 ? item.elements : (item.contexts[0]?.elements ?? []);
  const names = elements.map((element) => element.title);
  const text = [
    `${title}（${clause}）`,
    ...(names.length > 0 ? [`${words.elements}${names.join('、')}`] : []),
    advice,
    words.explain(rule),
  ];
  return {
    id: rule,
    name: rule.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: inert(`${title}（${clause}）`).slice(0, LONGEST_DESCRIPTION) },
    fullDescription: { text: inert(`${words.kind[kind]}　${title}（${clause}）`).slice(0, LONGEST_DESCRIPTION) },
    help: { text: text.map(inert).join('\n'), markdown: markdownHelp(item, names, words) },
    defaultConfiguration: { level: kind === 'prohibition' ? 'error' : kind === 'duty' ? 'warning' : 'note' },
    properties: {
      tags: ['jianfu', kind, inert(clause)],
      precision: 'high',
      'problem.severity': kind === 'prohibition' ? 'error' : kind === 'duty' ? 'warning' : 'recommendation',
    },
  };
}

function markdownHelp({ rule, clause, title, kind, advice }: Item, elements: readonly string[], words: SarifWords): string {
  return [
    `**${markdownText(title)}**　${markdownText(clause)}　${words.kind[kind]}`,
    ...(elements.length > 0 ? [`${words.elements}\n${elements.map((name) => `- ${markdownText(name)}`).join('\n')}`] : []),
    ...(advice ? [markdownText(advice)] : []),
    `\`jianfu rules explain ${rule}\``,
  ].join('\n\n');
}

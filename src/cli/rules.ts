import { explainRule, type RulePack, testRules } from '../check/index.js';
import { messages } from '../messages/index.js';
import { padTo, widthOf } from '../report/text/width.js';
import { extractProject } from '../scan.js';
import { UsageError } from './errors.js';
import { EXIT, type ExitCode } from './exit.js';
import { rulePacks } from './package-root.js';

export interface RulesOptions {
  rules?: string;
  format?: 'text' | 'json';
}

/** `jianfu rules list`: every rule with the clause it stands on. */
export function listRules({ rules, format }: RulesOptions): ExitCode {
  const packs = rulePacks(rules);
  const { kind } = messages.zh;
  if (format === 'json') {
    const rows = packs.flatMap((pack) =>
      pack.rules.map((rule) => ({ id: rule.id, pack: pack.id, clause: rule.clause, kind: rule.kind, title: rule.title })),
    );
    process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
    return EXIT.clean;
  }
  for (const pack of packs) {
    process.stdout.write(`${pack.id} ${pack.version}　${pack.title}\n\n`);
    const rows = pack.rules.map((rule) => [rule.id, kind[rule.kind], rule.title, rule.clause]);
    const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
    for (const row of rows)
      process.stdout.write(
        `  ${row
          .map((cell, i) => padTo(cell, widths[i] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
      );
  }
  return EXIT.clean;
}

/** `jianfu rules explain`: what a rule looks for, how it decides, and its page. */
export function explainCommand(name: string, { rules }: RulesOptions): ExitCode {
  const { pack, id } = findRule(rulePacks(rules), name);
  const rule = explainRule(pack, id)!;
  const { kind, verdict, part } = messages.zh;
  const elements = rule.elements.map((element) => `  ${element.id}　${element.title}`);
  const verdicts = Object.entries(rule.verdicts).map(([key, when]) => `  ${verdict[key as keyof typeof verdict]}：${when}`);
  const needs = rule.needs.map((need) => part[need as keyof typeof part] ?? need).join('、');
  process.stdout.write(
    [
      `${rule.id}　${kind[rule.kind]}　${rule.clause}　规则包 ${rule.pack}`,
      '',
      '要件',
      ...elements,
      '结论',
      ...verdicts,
      `须读到${needs}，才能说没有。`,
      `示例 ${rule.examples.length} 个，用 jianfu rules test ${rule.id} 运行。`,
      '',
      rule.page.trim(),
      '',
    ].join('\n'),
  );
  return EXIT.clean;
}

/** `jianfu rules test`: the examples of all rules, or of those named. 1 where one fails. */
export function testCommand(names: readonly string[], { rules }: RulesOptions): ExitCode {
  const packs = rulePacks(rules);
  const chosen = new Set(names.map((name) => findRule(packs, name).id));
  const some = packs.map((pack) => ({ ...pack, rules: pack.rules.filter(({ id }) => chosen.size === 0 || chosen.has(id)) }));
  const results = testRules(some, extractProject);
  let last = '';
  for (const { rule, example, passed, detail } of results) {
    if (rule !== last) process.stdout.write(`${rule}\n`);
    last = rule;
    process.stdout.write(`  ${passed ? '通过' : '失败'}　${example}${passed ? '' : `\n        ${detail}`}\n`);
  }
  const failed = results.filter(({ passed }) => !passed).length;
  process.stdout.write(`共 ${results.length} 个示例，${failed === 0 ? '全部通过' : `${failed} 个失败`}。\n`);
  return failed === 0 ? EXIT.clean : EXIT.findings;
}

/** A rule by its id, or by a part of it that only one rule has. @throws UsageError naming the candidates */
function findRule(packs: readonly RulePack[], name: string): { pack: RulePack; id: string } {
  const all = packs.flatMap((pack) => pack.rules.map(({ id }) => ({ pack, id })));
  const exact = all.find(({ id }) => id === name);
  if (exact) return exact;
  const near = all.filter(({ id }) => id.includes(name));
  if (near.length === 1) return near[0]!;
  const listed = (near.length > 0 ? near : all).map(({ id }) => id).join('、');
  throw new UsageError(near.length > 0 ? `“${name}”可指多条规则：${listed}` : `没有规则“${name}”。现有规则：${listed}`);
}

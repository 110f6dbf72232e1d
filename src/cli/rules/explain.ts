import { explainRule } from '../../check/index.js';
import { messages } from '../../messages/index.js';
import { EXIT, type ExitCode } from '../exit.js';
import { type PackOptions, rulePacks } from '../packs.js';
import { findRule } from './find.js';

/** `jianfu rules explain <规则>`: what a rule looks for, how it decides, and its page. */
export function explainCommand(name: string, options: PackOptions): ExitCode {
  const found = findRule(rulePacks(options), name);
  const rule = explainRule(found.pack, found.rule.id)!;
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

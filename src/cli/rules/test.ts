import { testRules } from '../../check/index.js';
import { extractProject } from '../../scan.js';
import { EXIT, type ExitCode } from '../exit.js';
import { type PackOptions, rulePacks } from '../packs.js';
import { findRule } from './find.js';

/** `jianfu rules test`: the examples of all rules of all packs, or of those named. 1 where one fails. */
export function testCommand(names: readonly string[], options: PackOptions): ExitCode {
  const packs = rulePacks(options);
  const chosen = new Set(names.map((name) => findRule(packs, name).rule.id));
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

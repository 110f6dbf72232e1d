import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Says at the end, where it is seen, which tests did not run for want of a tool; which one it was stands in front, in a line with
 * `!!`. Nothing where tests were chosen by name, and the others left out on purpose.
 */
export class Skipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (process.argv.some((word) => word === '-t' || word.startsWith('--testNamePattern'))) return;
    const files = modules.flatMap(({ children, moduleId }) => {
      const count = [...children.allTests('skipped')].length;
      return count > 0 ? [`!!   ${relative('', moduleId)}：${count} 个\n`] : [];
    });
    if (files.length > 0) process.stderr.write(`\n!! 有测试没有运行，缺什么见前面有 !! 的行：\n${files.join('')}`);
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { LoadedRule, RulePack } from '../../src/check/rule.js';
import { STRENGTH } from '../../src/check/rule.js';
import { messages } from '../../src/messages/index.js';
import type { Verdict } from '../../src/result.js';

const { verdict: WORDS, kind: KINDS } = {
  verdict: messages.zh.verdict,
  kind: { prohibition: '禁止', duty: '应有', note: '提示' },
};
const PARTS: Record<string, string> = { code: '代码', screens: '页面', texts: '文字', config: '配置', resources: '资源' };
const POSITIVE = new Set<Verdict | undefined>(['found', 'suspected', 'present', 'likely-present', 'note']);

interface Elsewhere {
  clause: string;
  why: string;
}

/** `docs/clauses.md`: every clause with its rules, their elements, the most a machine says, its tests, and what it cannot say. */
export function clausesPage(pack: RulePack, folder: string): string {
  const meta = load(readFileSync(join(folder, pack.id, 'pack.yaml'), 'utf8')) as { clausesWithoutRules?: Elsewhere[] };
  const { declarationItem } = pack;
  return `${[
    '# 条款与规则对照',
    `由 \`npm run clauses\` 从规则包 ${pack.id} ${pack.version} 生成，不要手工修改。依据：${pack.title}。`,
    '## 一览',
    table(
      ['条款', '规则', '检测项', '类别', '程序最多说到', '示例：应当命中 / 不应命中'],
      pack.rules.map((rule) => [rule.clause, link(rule), rule.title, KINDS[rule.kind], WORDS[most(rule)], tests(rule)]),
    ),
    ...(declarationItem
      ? [
          `另有 \`${declarationItem.id}\` ${declarationItem.title}（${declarationItem.clause}）：申报文件与样品逐项比对，见 [papers.md](papers.md)。`,
        ]
      : []),
    '## 没有规则的条款',
    table(
      ['条款', '为什么'],
      (meta.clausesWithoutRules ?? []).map(({ clause, why }) => [clause, why]),
    ),
    '## 各规则',
    ...pack.rules.map(section),
    '## 覆盖条件',
    '读不到的部分达到下列比例，“未发现”“未见”改为“无法判定”；从不影响已有的发现。各条都没有达到、合起来达到 5% 的也是。',
    table(
      ['编号', '名称', '限制', '比例'],
      pack.gates.map(({ id, title, reasons, tolerance }) => [
        id,
        title,
        reasons.map((reason) => messages.zh.limit[reason]).join('；'),
        tolerance === 0 ? '有即算' : `${tolerance * 100}%`,
      ]),
    ),
  ].join('\n\n')}\n`;
}

function section(rule: LoadedRule): string {
  const { id, clause, title, kind, elements, verdict, needs, unseen, questions = [], notApplicable = [], scope } = rule;
  const judged = Object.entries(verdict).map(([word, expression]) => `- ${WORDS[word as Verdict]}：\`${expression}\``);
  const blind = kind === 'note' ? [] : [`- 无法判定：${needs.map((part) => PARTS[part]).join('、')}没有读全，又没有发现`];
  const outside = notApplicable.map(
    ({ declared, is, reason }) => `- 不适用：${reason}（申报 \`${declared}\` 为 ${is.join('、')}）`,
  );
  return [
    `### ${id} ${title}`,
    `${clause}。${scope === 'package' ? '看整个样品。' : '逐个页面看。'}[说明](../rules/zw-2026/${id}/README.md)`,
    table(
      ['要件', '名称', '没有证据时'],
      Object.entries(elements).map(([name, element]) => [`\`${name}\``, element.title, element.review ? '由人判断' : '没有']),
    ),
    [...judged, ...blind, ...outside].join('\n'),
    `程序不能说的：${unseen ?? '—'}`,
    ...(questions.length > 0 ? [`请单位说明：${questions.join(' ')}`] : []),
  ].join('\n\n');
}

function most({ kind, verdict, ceiling }: LoadedRule): Verdict {
  return ceiling ?? STRENGTH[kind].find((word) => verdict[word] !== undefined)!;
}

function tests({ examples }: LoadedRule): string {
  const hits = examples.filter(({ expect }) => POSITIVE.has(expect.verdict) || Boolean(expect.elements?.length)).length;
  return `${hits} / ${examples.length - hits}`;
}

function link({ id }: LoadedRule): string {
  return `[${id}](../rules/zw-2026/${id}/README.md)`;
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

import { messages } from '../messages/index.js';
import { inert } from '../report/inert.js';
import type { Change, Difference, MajorReason, Sample } from './types.js';

const KINDS: Record<MajorReason['kind'], string> = {
  'worse-verdict': '禁止情形',
  'lost-duty': '必要功能',
  'new-function': '新增功能',
  'new-permission': '新增敏感权限',
  'new-sdk': '新增 SDK',
};
const MOST = 30;

/** The difference as a person reads it. */
export function differenceText(difference: Difference): string {
  const { from, to, major, fileBy } = difference;
  const lines = [
    `原版本　${sampleLine(from)}`,
    `新版本　${sampleLine(to)}`,
    ...(difference.sameApp ? [] : ['注意：两个样品的应用标识不同，可能不是同一应用的两个版本。']),
    ...verdictLines(difference),
    ...changeLines('页面', difference.screens),
    ...changeLines('权限', difference.permissions),
    ...changeLines('SDK', difference.sdks),
    ...changeLines('接口', difference.endpoints),
    ...changeLines('读不到的部分', difference.limits),
    ...majorLines(major, fileBy),
  ];
  return `${lines.join('\n')}\n`;
}

function sampleLine({ name, id, version, file, sha256 }: Sample): string {
  return [name, id, version, file, `SHA-256 ${sha256.slice(0, 16)}…`]
    .filter(Boolean)
    .map((part) => inert(part!))
    .join('　');
}

function verdictLines({ verdicts }: Difference): string[] {
  if (verdicts.length === 0) return ['', '【结论】没有变化'];
  const { verdict } = messages.zh;
  return [
    '',
    '【结论变化】',
    ...verdicts.flatMap(({ title, clause, from, to, added, removed }) => [
      `  ${inert(title)}　${inert(clause)}　${from ? verdict[from] : '（无此项）'} → ${to ? verdict[to] : '（无此项）'}`,
      ...added.map((screen) => `    + ${inert(screen)}`),
      ...removed.map((screen) => `    - ${inert(screen)}`),
    ]),
  ];
}

function changeLines(title: string, { added, removed }: Change): string[] {
  if (added.length + removed.length === 0) return [];
  const list = (mark: string, names: readonly string[]): string[] => [
    ...names.slice(0, MOST).map((name) => `  ${mark} ${inert(name)}`),
    ...(names.length > MOST ? [`  ${mark} 等共 ${names.length} 个，全部见 -f json`] : []),
  ];
  return ['', `【${title}】新增 ${added.length}，减少 ${removed.length}`, ...list('+', added), ...list('-', removed)];
}

function majorLines(major: readonly MajorReason[], fileBy: string | undefined): string[] {
  if (major.length === 0) return ['', '没有看到可能构成重大功能变更（第十一条）的改动；服务端和管理后台的改动不在样品中。'];
  return [
    '',
    '【可能构成重大功能变更，建议核对】（第十一条；是否构成由主办（使用）单位判断）',
    ...major.map(({ kind, what }) => `  ${KINDS[kind]}　${inert(what)}`),
    fileBy
      ? `构成的，最迟应在 ${fileBy} 提交备案变更申请（变更发生 10 个工作日前；已除去周末，未计法定节假日和调休）。`
      : '构成的，应在变更发生 10 个工作日前提交备案变更申请；用 --on 上线日期 可算出最迟日期。',
  ];
}

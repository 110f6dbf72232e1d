import { TO_FILL } from '../../check/index.js';
import type { ItemKind } from '../../result.js';

const VERDICTS: Record<ItemKind, string> = {
  prohibition: '  found: feature and recorded\n  suspected: feature',
  duty: '  present: feature and recorded\n  likely-present: feature',
  note: '  note: feature',
};
const EXPECTED: Record<ItemKind, [string, string]> = {
  prohibition: ['suspected', 'not-found'],
  duty: ['likely-present', 'absent'],
  note: ['note', 'none'],
};

/** Files of a new pack, by name. */
export function packFile(id: string): string {
  return `id: ${id}\nversion: 0.1.0\ntitle: ${TO_FILL}\nengine: 1\n`;
}

/** Files of a new rule, by name: they load and their examples pass, and lint says where something is to be filled in. */
export function ruleFiles(id: string, kind: ItemKind): Record<'rule.yaml' | 'examples.yaml' | 'README.md' | 'lexicon', string> {
  return {
    'rule.yaml': ruleFile(id, kind),
    'examples.yaml': exampleFile(kind),
    'README.md': page(),
    lexicon: `# 词按角色分组；含汉字的在界面文字中找，其余在接口、标识符的名字中找。
# 名为 negative 的角色是否定词：比它短的词落在其中时不算（如“打卡”落在“网红打卡地”中）。
core: [${TO_FILL}]
endpoints: [${TO_FILL}]
negative: []
`,
  };
}

function ruleFile(id: string, kind: ItemKind): string {
  const recorded = `  recorded:
    title: 记录
    request: { words: endpoints, method: [POST, PUT] }
`;
  return `# 全部写法见 docs/rules.md。改好后：jianfu rules lint，jianfu rules test。
id: ${id}
clause: ${TO_FILL} # 第几条第几款第几项
kind: ${kind} # prohibition 禁止情形、duty 必要功能、note 提示事项
title: ${TO_FILL}
lexicon: ${id} # 词在 lexicon/${id}.yaml；别的词表写作 词表/角色
elements:
  # 同一层的几个键须同时成立；any 任一成立，all 全部成立，not 不成立才算
  feature:
    title: 功能
    text: { words: core, position: [page-title, tab, menu, button, toast] }
${kind === 'note' ? '' : recorded}  # 包里证明不了、要人判断的要件，标上 review: true
  # audience: { title: 对象, review: true, text: { words: audience } }
verdict: # 强的在前；式子里只有要件、and、or、not、括号
${VERDICTS[kind]}
needs: [code, screens, texts] # 说“没有”之前须读到的部分
advice: ${TO_FILL} # 整改建议
# questions: [要问单位或复核人员的话]
# disputed: { 词: 另一条规则视它为否定词而两边都对的理由 }
`;
}

function exampleFile(kind: ItemKind): string {
  const [positive, negative] = EXPECTED[kind];
  return `# 应当命中和不应命中的都要有。事实省略的部分（位置、归属、页面）由程序补上；也可以写 project: { 文件名: 内容 }。
- name: ${TO_FILL}（应当命中的情形）
  facts:
    - { kind: text, value: ${TO_FILL}, position: button, action: handler, target: submit, linked: true }
  expect: { verdict: ${positive}, elements: [feature] }
- name: ${TO_FILL}（容易误认而不应命中的情形）
  facts:
    - { kind: text, value: 查询结果, position: page-title }
  expect: { verdict: ${negative}, notElements: [feature] }
`;
}

function page(): string {
  const parts = ['依据', '查什么', '要件', '判定', '局限', '整改'];
  return `# ${TO_FILL}\n\n${parts.map((part) => `## ${part}\n\n${TO_FILL}\n`).join('\n')}`;
}

import { type Lang, type Messages, messages } from '../../messages/index.js';

interface OwnWords {
  base: string;
  elements: string;
  explain: (rule: string) => string;
  moreResults: (count: number) => string;
}

export type SarifWords = Messages & OwnWords;

const OWN: Record<Lang, OwnWords> = {
  zh: {
    base: '样品所在的文件夹，或项目的根文件夹',
    elements: '要件：',
    explain: (rule) => `规则说明：jianfu rules explain ${rule}`,
    moreResults: (count) => `另有 ${count} 条较轻的结果因数量限制没有写入，见 JSON 结果。`,
  },
  en: {
    base: 'The folder that holds the package, or the root of the project',
    elements: 'Elements: ',
    explain: (rule) => `About this rule: jianfu rules explain ${rule}`,
    moreResults: (count) => `${count} more results of lower severity were left out for their number; see the JSON result.`,
  },
};

export function sarifWords(lang: Lang): SarifWords {
  return { ...messages[lang], ...OWN[lang] };
}

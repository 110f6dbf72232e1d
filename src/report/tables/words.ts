import { type Lang, type Messages, messages } from '../../messages/index.js';
import type { Column } from './table.js';

interface OwnWords {
  sheet: Record<'packages' | 'items' | 'evidence' | 'limits', string>;
  /** Columns that every table begins with. */
  identity: Column[];
  packages: Column[];
  items: Column[];
  evidenceColumns: Column[];
  limits: Column[];
}

export type TableWords = Messages & OwnWords;

/** `标题 20` is a column of 20 characters. */
function columns(...titles: string[]): Column[] {
  return titles.map((text) => {
    const cut = text.lastIndexOf(' ');
    return { title: text.slice(0, cut), width: Number(text.slice(cut + 1)) };
  });
}

const OWN: Record<Lang, OwnWords> = {
  zh: {
    sheet: { packages: '样品', items: '检测项', evidence: '依据', limits: '限制' },
    identity: columns('文件 28', '应用名称 20', '应用标识 26', '形态 12', '版本 12'),
    packages: columns(
      '运行方式 14',
      '大小（字节） 14',
      '发现 8',
      '发现疑似 10',
      '未见 8',
      '无法判定 10',
      '限制 8',
      '异常 8',
      'SHA-256 68',
      'SM3 68',
      '校验值 40',
    ),
    items: columns(
      '规则 26',
      '条款 20',
      '检测项 24',
      '类别 12',
      '结论 12',
      '结论代码 16',
      '除已知问题外 14',
      '理由 50',
      '依据数 8',
      '页面 34',
      '首处依据 40',
      '位置 50',
      '整改建议 50',
      '待说明事项 40',
      'SHA-256 68',
    ),
    evidenceColumns: columns(
      '规则 26',
      '检测项 24',
      '结论 12',
      '页面 34',
      '可达 12',
      '要件 20',
      '层级 8',
      '种类 14',
      '依据 40',
      '摘录 40',
      '位置 50',
      '归属 12',
      '指纹 28',
      '申报、已知问题与复核 40',
    ),
    limits: columns('限制 20', '未读部分 20', '占比（%） 10', '说明 60', '位置 50', '处数 8', '影响检测项 40', '请补充提交 36'),
  },
  en: {
    sheet: { packages: 'Packages', items: 'Items', evidence: 'Evidence', limits: 'Limits' },
    identity: columns('File 28', 'App name 20', 'App id 26', 'Carrier 12', 'Version 12'),
    packages: columns(
      'Runs as 14',
      'Size (bytes) 14',
      'Found 8',
      'Suspected 10',
      'Absent 8',
      'Undetermined 13',
      'Limits 8',
      'Oddities 9',
      'SHA-256 68',
      'SM3 68',
      'Seal 40',
    ),
    items: columns(
      'Rule 26',
      'Clause 20',
      'Item 24',
      'Kind 12',
      'Verdict 14',
      'Verdict code 16',
      'Without suppressed 18',
      'Reason 50',
      'Evidence 9',
      'Screen 34',
      'First evidence 40',
      'Place 50',
      'Advice 50',
      'Open questions 40',
      'SHA-256 68',
    ),
    evidenceColumns: columns(
      'Rule 26',
      'Item 24',
      'Verdict 14',
      'Screen 34',
      'Reachable 12',
      'Elements 20',
      'Tier 8',
      'Kind 14',
      'Evidence 40',
      'Excerpt 40',
      'Place 50',
      'Owner 12',
      'Fingerprint 28',
      'Papers 40',
    ),
    limits: columns(
      'Limit 20',
      'Hidden parts 20',
      'Share (%) 10',
      'What 60',
      'Place 50',
      'Places 8',
      'Affected items 40',
      'To hand in 36',
    ),
  },
};

export function tableWords(lang: Lang): TableWords {
  return { ...messages[lang], ...OWN[lang] };
}

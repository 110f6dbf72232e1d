import type { Lang } from '../../../messages/index.js';

/** What only documents for word processors say. */
interface OfficeWords {
  styles: StyleNames;
  drawingElsewhere: (alt: string) => string;
}

/** Names of styles that word processors show in their lists; their own styles keep their own names. */
export interface StyleNames {
  table: string;
  fields: string;
  cell: string;
  longCell: string;
  note: string;
  item: string;
  label: string;
  evidence: string;
  excerpt: string;
  code: string;
  seal: string;
  end: string;
  gap: string;
  drawing: string;
}

const zh: StyleNames = {
  table: '报告表格',
  fields: '报告栏目表',
  cell: '表格文字',
  longCell: '长表文字',
  note: '注',
  item: '列项',
  label: '小标题',
  evidence: '证据',
  excerpt: '证据摘录',
  code: '代码与路径',
  seal: '校验行',
  end: '报告结束',
  gap: '表后间隔',
  drawing: '图',
};

const en: StyleNames = {
  table: 'Report Table',
  fields: 'Report Fields',
  cell: 'Table Text',
  longCell: 'Long Table Text',
  note: 'Report Note',
  item: 'Report Item',
  label: 'Report Label',
  evidence: 'Evidence',
  excerpt: 'Excerpt',
  code: 'Code and Paths',
  seal: 'Seal Line',
  end: 'End of Report',
  gap: 'Gap',
  drawing: 'Drawing',
};

export const officeWords: Record<Lang, OfficeWords> = {
  zh: { styles: zh, drawingElsewhere: (alt) => `图略：${alt}。图很多时文字处理软件打开很慢，全部的图见 HTML 或 PDF 报告。` },
  en: {
    styles: en,
    drawingElsewhere: (alt) =>
      `Drawing left out: ${alt}. Word processors are slow with very many; the HTML and PDF reports have all of them.`,
  },
};

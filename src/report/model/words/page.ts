import type { Lang } from '../../../messages/index.js';

/** What a report on a screen says to those who move about in it. */
export interface ScreenWords {
  skip: string;
  tools: string;
  filter: string;
  expand: string;
  collapse: string;
  /** `{shown}` and `{all}` are filled in by the page. */
  shown: string;
}

const zh: ScreenWords = {
  skip: '跳到正文',
  tools: '查看方式',
  filter: '按结论筛选',
  expand: '全部展开',
  collapse: '全部收起',
  shown: '显示 {shown} 项，共 {all} 项',
};

const en: ScreenWords = {
  skip: 'Skip to the report',
  tools: 'View',
  filter: 'Filter by verdict',
  expand: 'Expand all',
  collapse: 'Collapse all',
  shown: '{shown} of {all} items shown',
};

export const screenWords: Record<Lang, ScreenWords> = { zh, en };

import type { Logo } from './types.js';

/** What a unit sets for its reports (`report` in the configuration). Everything has a default. */
export interface ReportSettings {
  /** 检测单位 */
  organisation?: string;
  /** Pattern of the report's number: `{date}`, `{sha8}`, `{id}`, `{version}` are filled in. */
  numbering?: string;
  logo?: Logo;
  /** In place of the standing sentences. */
  statement?: string[];
  /** Names of installed fonts for formats that do not embed any (DOCX); PDF embeds its own. */
  fonts?: { title?: string; heading?: string; body?: string };
  /** 密级、知悉范围 */
  classification?: string;
  /** Watermark: always, never; until everything is reviewed where it is not set. */
  draft?: boolean;
  /** 检测类别: 自查, 委托, 复测 … */
  type?: string;
  /** Type area and sizes of GB/T 9704, or a smaller one that takes fewer pages. */
  typography?: 'gbt9704' | 'compact';
}

export const DEFAULT_NUMBERING = 'ZWJC-{date}-{sha8}';

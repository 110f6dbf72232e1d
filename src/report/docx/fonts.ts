import { type Markup, xml } from '../markup.js';
import type { ReportSettings } from '../model/settings.js';

export interface Fonts {
  title: string;
  heading: string;
  /** Of headings of the second level. */
  second: string;
  body: string;
  table: string;
}

/** The faces of GB/T 9704 by the names Chinese systems give them; nothing is embedded. */
export function fontsOf({ fonts = {} }: ReportSettings): Fonts {
  return {
    title: fonts.title ?? '方正小标宋简体',
    heading: fonts.heading ?? '黑体',
    second: fonts.heading ?? '楷体_GB2312',
    body: fonts.body ?? '仿宋_GB2312',
    table: fonts.body ?? '宋体',
  };
}

/** What stands in for a face that is not installed. */
const INSTEAD: Record<string, string> = {
  方正小标宋简体: '华文中宋',
  黑体: 'SimHei',
  楷体_GB2312: '楷体',
  仿宋_GB2312: '仿宋',
  宋体: 'SimSun',
};

const LATIN = 'Times New Roman';
const MONO = 'Consolas';

/** Latin letters in `Times New Roman`, Chinese in the face. */
export function face(name: string): Markup {
  return xml`<w:rFonts w:ascii="${LATIN}" w:hAnsi="${LATIN}" w:cs="${LATIN}" w:eastAsia="${name}"/>`;
}

/** Names of code and paths: monospaced, with the face of tables for Chinese. */
export function codeFace(fonts: Fonts): Markup {
  return xml`<w:rFonts w:ascii="${MONO}" w:hAnsi="${MONO}" w:cs="${MONO}" w:eastAsia="${fonts.table}"/>`;
}

export function fontTable(fonts: Fonts): Markup {
  const names = [...new Set(Object.values(fonts) as string[])];
  return xml`<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${names.map(
    (name) =>
      xml`<w:font w:name="${name}">${INSTEAD[name] ? xml`<w:altName w:val="${INSTEAD[name]}"/>` : ''}<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  )}</w:fonts>`;
}

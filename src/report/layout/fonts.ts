import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTypeFace, type TypeFace } from './truetype.js';

/** 宋体 for text, 黑体 for headings and what is stressed, a monospaced one for paths and code. */
export type FontName = 'song' | 'hei' | 'mono';

/** Which fonts are asked for a character, one after the other. */
const CHAINS: Record<FontName, readonly FontName[]> = { song: ['song'], hei: ['hei', 'song'], mono: ['mono', 'song'] };

/** Stands where no font has the character: 〓, as printers did. */
const GETA = '〓';

/** A piece of text in one font, and its width in ems. */
export interface Glyphs {
  text: string;
  font: FontName;
  width: number;
}

export interface Fonts {
  faces: Record<FontName, TypeFace>;
  /** One character as it is set; one without a glyph is set as `〓` and remembered. */
  glyph(character: string, font: FontName): Glyphs;
  /** Characters that had no glyph, sorted. */
  missing(): string[];
}

/** The fonts the build put beside the program. @throws Error where they are not there */
export function loadFonts(): Fonts {
  const folder = fontFolder();
  const face = (name: FontName): TypeFace => readTypeFace(readFileSync(join(folder, `${name}.ttf`)));
  return fontsOf({ song: face('song'), hei: face('hei'), mono: face('mono') });
}

export function fontsOf(faces: Record<FontName, TypeFace>): Fonts {
  const known: Record<FontName, Map<string, Glyphs>> = { song: new Map(), hei: new Map(), mono: new Map() };
  const missing = new Set<string>();
  const find = (character: string, wanted: FontName): Glyphs => {
    const codePoint = character.codePointAt(0)!;
    for (const font of CHAINS[wanted]) {
      const advance = faces[font].advance(codePoint);
      if (advance !== undefined) return { text: character, font, width: advance / faces[font].unitsPerEm };
    }
    missing.add(character);
    return { text: GETA, font: 'song', width: 1 };
  };
  return {
    faces,
    glyph: (character, font) => {
      const cached = known[font].get(character);
      if (cached) return cached;
      const found = find(character, font);
      known[font].set(character, found);
      return found;
    },
    missing: () => [...missing].sort(),
  };
}

function fontFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const fonts = join(folder, 'dist', 'fonts');
    if (existsSync(join(fonts, 'song.ttf'))) return fonts;
    if (folder === dirname(folder))
      throw new Error('找不到随包安装的字体（dist/fonts），请重新安装 jianfu，或运行 npm run build。');
  }
}

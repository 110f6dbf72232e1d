/** The locale of a configuration. */
export interface Locale {
  language: string;
  region: string;
  script: string;
  variant: string;
  numbering: string;
}

/**
 * Two bytes of a language (`base` is `a`) or region (`base` is `0`): two letters as they are, three packed with the high bit set.
 * Source: AOSP libs/androidfw ResourceTypes.cpp, unpackLanguageOrRegion
 */
export function unpackCode(first: number, second: number, base: number): string {
  if (first === 0) return '';
  if (!(first & 0x80)) return String.fromCharCode(first, second).replace('\0', '');
  const letters = [second & 0x1f, ((second & 0xe0) >> 5) | ((first & 0x03) << 3), (first & 0x7c) >> 2];
  return String.fromCharCode(...letters.map((letter) => letter + base));
}

/** Reads a BCP 47 tag such as a bundle has (`zh-Hans-CN`, `es-419`, `sl-rozaj`, `ar-EG-u-nu-latn`). */
export function parseLocale(tag: string): Locale {
  const locale: Locale = { language: '', region: '', script: '', variant: '', numbering: '' };
  const [plain = '', extension] = tag.split(/-u-(?:.*-)?nu-/);
  const [language = '', ...rest] = plain.split('-');
  locale.language = language.toLowerCase();
  for (const part of rest)
    if (/^[a-z]{4}$/i.test(part)) locale.script = part[0]!.toUpperCase() + part.slice(1).toLowerCase();
    else if (/^([a-z]{2}|\d{3})$/i.test(part)) locale.region = part.toUpperCase();
    else if (part.length >= 4) locale.variant = part.toLowerCase();
  return { ...locale, numbering: extension ?? '' };
}

/**
 * As a resource folder names it: `zh-rCN`, `b+zh+Hans+CN`, '' for any.
 * Source: AOSP libs/androidfw ResourceTypes.cpp, ResTable_config::appendDirLocale
 */
export function localeName({ language, region, script, variant, numbering }: Locale): string {
  if (!language) return '';
  if (!script && !variant && !numbering) return region ? `${language}-r${region}` : language;
  return ['b', language, script, region, variant, numbering && `u+nu+${numbering}`].filter(Boolean).join('+');
}

/** Regions whose Chinese is written in traditional characters unless a script says otherwise. Source: CLDR, likely subtags */
const TRADITIONAL = new Set('AU BN GB GF HK ID MO PA PF PH SR TH TW US VN'.split(' '));

/** Where a locale stands for a reader of simplified Chinese in mainland China; `undefined`: the platform would not show it there. */
export function localeScore(locale: Locale): number | undefined {
  if (!locale.language) return 3;
  if (locale.language !== 'zh') return undefined;
  const script = locale.script || (TRADITIONAL.has(locale.region) ? 'Hant' : 'Hans');
  if (script !== 'Hans') return undefined;
  return locale.region === 'CN' ? 0 : locale.region === '' ? 1 : 2;
}

/** What of a resource configuration matters for choosing a text: its language, and whether anything else qualifies it. */
export interface ResourceConfig {
  /** `zh-rCN`, `zh-rTW`, `en`, '' for the default. */
  locale: string;
  /** Nothing but the locale qualifies it. */
  plain: boolean;
}

/**
 * Reads a `ResTable_config`. Source: AOSP libs/androidfw ResourceTypes.h, ResTable_config; a language of three letters is
 * packed into two bytes with the high bit set.
 */
export function readConfig(bytes: Buffer, at: number, end: number): ResourceConfig {
  const size = Math.min(bytes.readUInt32LE(at), end - at);
  if (size < 12) return { locale: '', plain: true };
  const language = unpack(bytes, at + 8, 0x61);
  const region = unpack(bytes, at + 10, 0x30);
  let plain = true;
  for (let i = 4; i < size && plain; i++) if ((i < 8 || i >= 12) && bytes[at + i] !== 0) plain = false;
  return { locale: region ? `${language}-r${region}` : language, plain };
}

function unpack(bytes: Buffer, at: number, base: number): string {
  const first = bytes[at]!;
  const second = bytes[at + 1]!;
  if (first === 0) return '';
  if (!(first & 0x80)) return String.fromCharCode(first, second).replace('\0', '');
  const letters = [second & 0x1f, ((second & 0xe0) >> 5) | ((first & 0x03) << 3), (first & 0x7c) >> 2];
  return String.fromCharCode(...letters.map((letter) => letter + base));
}

/** How well a configuration suits a reader in mainland China; lower is better. */
export function configRank({ locale, plain }: ResourceConfig): number {
  const language =
    locale === 'zh-rCN'
      ? 0
      : locale === 'zh'
        ? 1
        : locale === ''
          ? 2
          : /^zh-r(SG|MY|HK|MO|TW)/.test(locale)
            ? 3
            : locale === 'en'
              ? 4
              : 5;
  return language * 2 + (plain ? 0 : 1);
}

/** Longest excerpt, in UTF-16 units: enough to find a place again, too little to carry a file away. */
const MOST = 80;

type Mask = string | ((match: string) => string);

/** What must not stand in a report: identity numbers, phones, bank cards, mail, keys and tokens, inner addresses. */
const SECRETS: [RegExp, Mask][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]{0,4000}(?:-----END [A-Z ]*PRIVATE KEY-----)?/g, '******'],
  [/(?<![A-Za-z0-9+/])MII[A-Za-z0-9+/]{3}IBA[A-Za-z0-9+/=]{20,4000}/g, '******'],
  [
    /(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)/g,
    (number) => `${number.slice(0, 4)}**********${number.slice(-4)}`,
  ],
  [/(?<!\d)(?:62|4\d|5[1-5])\d{14,17}(?!\d)/g, (number) => `${number.slice(0, 4)}********${number.slice(-4)}`],
  [/(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, (number) => `${number.slice(0, 3)}****${number.slice(-4)}`],
  [/[\w.+-]{1,64}@[\w-]+\.[\w.]+/g, (address) => `${address[0]}***@***`],
  [/(?<![\d.])(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}(?![\d.])/g, '*.*.*.*'],
  [/(?<=:\/\/)[\w.-]+\.(?:local|lan|intra|intranet|internal|corp)(?![\w-])/gi, '***'],
  [/(?<=:\/\/)[^\s/:@"']{1,64}:[^\s/@"']{1,64}(?=@)/g, '***:***'],
  [
    /((?:secret|password|passwd|pwd|token|access_?key|secret_?key|app_?key|api_?key|private_?key|authorization|bearer)\w{0,12})(["']?\s*[:=]\s*["'`]?(?:bearer\s+)?|\s+)([^\s"'`,;(){}[\]]*\d[^\s"'`,;(){}[\]]{5,}|(?<=["'`])[^\s"'`]{8,}(?=["'`]))/gi,
    '$1$2******',
  ],
  [/\b(?:AKIA|LTAI|AKID)\w{12,}/g, '******'],
  [/\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?/g, '******'],
];

/** Without any of these there is nothing to mask; most of an app's source has none. */
const RISKY = /\d{6}|\d[- ]\d{4}|@|\d\.\d{1,3}\.|:\/\/|secret|passw|pwd|token|key|authorization|bearer|AKIA|LTAI|AKID|eyJ|MII/i;

/** Masks personal data, secrets and inner addresses in a piece of text. */
export function mask(text: string): string {
  if (!RISKY.test(text)) return text;
  let out = text;
  for (const [pattern, by] of SECRETS) out = typeof by === 'string' ? out.replace(pattern, by) : out.replace(pattern, by);
  return out;
}

/** Characters that reorder or hide others on a screen have no place in a report. */
const UNSHOWN = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]+/gu;

/**
 * The source around a place, on one line, at most 80 characters, masked.
 *
 * @param offset where the interesting part starts, in UTF-16 units
 * @param length how long it is; what remains of the 80 is shared out before and after it
 */
export function excerpt(source: string, offset: number, length: number): string {
  const start = Math.max(0, offset - Math.max(0, Math.min(20, MOST - length) >> 1));
  // More is cut out than is kept, so that masking sees whole numbers and keys: those that begin before the place too.
  const before = Math.max(0, start - 40);
  if (!RISKY.test(source.slice(before, start + MOST * 2))) return shown(oneLine(source.slice(start, start + MOST * 2)));
  const head = mask(oneLine(source.slice(before, start)));
  const whole = mask(oneLine(source.slice(before, start + MOST * 2)));
  let cut = 0;
  while (cut < head.length && head[cut] === whole[cut]) cut++;
  return shown(whole.slice(cut));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSHOWN, '');
}

/** Cut to size; a cut must not leave half of a character beyond the basic plane. */
function shown(text: string): string {
  return text
    .trimStart()
    .slice(0, MOST)
    .replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
    .trimEnd();
}

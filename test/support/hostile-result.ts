import type { ResultDocument } from '../../src/result.js';
import { sampleResult } from './sample-result.js';

/** Everything a package could try on a terminal or a page, in one string. */
const HOSTILE = `"><script>alert('1')</script><img src=x onerror=alert(1)>&lt;\`\${x}\`\u001b[31m\u001b]8;;http://e\u0007\u202e\u2066\u200b\u0000\r\n{{x}}</style>-->`;

/** The sample with a text put behind every string that comes from a package; words of rules and digests stay. */
export function hostileResult(hostile = HOSTILE): ResultDocument {
  const taint = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return FROM_PACKAGE.has(key) && value !== 'package' ? value + hostile : value;
    if (Array.isArray(value)) return value.map((element) => taint(element, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, taint(inner, name)]));
  };
  const { tool, run, ...sample } = sampleResult({ declaration: { name: 'x' } });
  return { ...(taint(sample, '') as ResultDocument), tool, run };
}

const FROM_PACKAGE = new Set(
  'id name versionName versionCode minSdk targetSdk file format schemes subject notAfter hosts detail path class method screen title what excerpt questions category via'.split(
    ' ',
  ),
);

/** The characters of `HOSTILE` that must not reach a reader as they are. */
export function activeCharacters(text: string): string[] {
  const acts = (code: number): boolean =>
    (code < 0x20 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f) || [0x200b, 0x202e, 0x2066].includes(code);
  return [...text].filter((character) => acts(character.codePointAt(0)!));
}

import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { docx } from '../../src/report/docx/index.js';
import { html } from '../../src/report/html/index.js';
import { ofd } from '../../src/report/ofd/index.js';
import { pdf } from '../../src/report/pdf/index.js';
import type { ResultDocument } from '../../src/result.js';
import { activeCharacters } from '../support/hostile-result.js';
import { sampleResult } from '../support/sample-result.js';

/** What a package can put in any of its names and texts. */
const PIECES = [
  '"><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  ']]>&lt;&#0;&amp;<!--',
  '</w:t></w:r><w:p/>',
  '</ofd:TextCode>',
  "'`{{x}}",
  '\u202e\u2066\u200b\ufeff\u0000\u001b[31m\u0007',
  '\ufffe\uffff\ud800',
  '\r\n\t',
  '𠮷🀄️e\u0301',
  '\\)Tj ET endstream',
  '长'.repeat(10_000),
  'w'.repeat(10_000),
  '统计',
];
const hostileText = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 12 })), {
  minLength: 1,
  maxLength: 4,
});

/** Every text of the result that a package gives, each with one of the texts in turn; words of rules and digests stay. */
const FROM_PACKAGE = new Set(
  'id name versionName versionCode minSdk targetSdk file format subject hosts detail path class method screen title what excerpt category via text from group screens'.split(
    ' ',
  ),
);

function tainted(texts: readonly string[]): ResultDocument {
  let count = 0;
  const taint = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return FROM_PACKAGE.has(key) && value !== 'package' ? value + texts[count++ % texts.length] : value;
    if (Array.isArray(value)) return value.map((element) => taint(element, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, taint(inner, name)]));
  };
  const { tool, run, ...sample } = sampleResult({ declaration: { name: 'x' } });
  return { ...(taint(sample, '') as ResultDocument), tool, run };
}

const cases = hostileText.map(tainted);
const options = { color: false, width: 80 } as const;
const runs = { numRuns: 12 };
const lang = fc.constantFrom('zh' as const, 'en' as const);

/** Every XML file of a package is well-formed and holds nothing that acts. */
async function harmed(bytes: Uint8Array): Promise<string[]> {
  const zip = await JSZip.loadAsync(bytes);
  const files = Object.keys(zip.files).filter((name) => /\.(xml|rels)$/.test(name));
  const found = await Promise.all(
    files.map(async (name) => {
      const text = await zip.file(name)!.async('string');
      const valid = XMLValidator.validate(text);
      const broken = valid === true ? [] : [`${name}: ${valid.err.msg}`];
      const active = activeCharacters(text).length > 0 || /[\ufeff\ufffe\uffff]/.test(text) ? [`${name}: acts`] : [];
      return [...broken, ...active];
    }),
  );
  return found.flat();
}

const elements = (text: string, name: RegExp): number => text.match(name)?.length ?? 0;

describe('whatever a package says', () => {
  it('html has no element, attribute or script of its making', () => {
    const script = /<script>[\s\S]*?<\/script>/g;
    fc.assert(
      fc.property(cases, lang, (document, language) => {
        const page = html.write([document], { ...options, lang: language });
        expect(activeCharacters(page)).toEqual([]);
        expect(elements(page, script)).toBe(1);
        expect(elements(page, /<script/gi)).toBe(1);
        expect(elements(page, /<img|<iframe| on\w+=(?!alert)"/gi)).toBe(0);
        expect(page).not.toMatch(/<[^>]* onerror/);
      }),
      runs,
    );
  });

  it('docx is a sound package with as many tables as without', async () => {
    const tables = async (bytes: Uint8Array): Promise<number> =>
      elements(await (await JSZip.loadAsync(bytes)).file('word/document.xml')!.async('string'), /<w:tbl>/g);
    const plain = await tables(await docx.write([tainted(['x'])], { ...options, lang: 'zh' }));
    await fc.assert(
      fc.asyncProperty(cases, async (document) => {
        const bytes = await docx.write([document], { ...options, lang: 'zh' });
        expect(await harmed(bytes)).toEqual([]);
        expect(await tables(bytes)).toBe(plain);
      }),
      runs,
    );
  }, 120_000);

  it('ofd is a sound package whose text stands in text objects only', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (document) => {
        expect(await harmed(await ofd.write([document], { ...options, lang: 'zh' }))).toEqual([]);
      }),
      runs,
    );
  }, 120_000);

  it('pdf is written to its end, and runs nothing', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (document) => {
        const raw = Buffer.from(await pdf.write([document], { ...options, lang: 'zh' })).toString('latin1');
        expect(raw).toMatch(/%%EOF\s*$/);
        expect(raw).not.toMatch(/\/(JavaScript|Launch|OpenAction|EmbeddedFile|URI)\b/);
      }),
      runs,
    );
  }, 120_000);
});

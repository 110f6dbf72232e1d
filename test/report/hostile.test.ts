import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { formats, loadWriter } from '../../src/report/index.js';
import { looksLikeFormula } from '../../src/report/tables/table.js';
import { readCsv } from '../support/csv-reader.js';
import { foreignSchema } from '../support/foreign-schema.js';
import { activeCharacters, hostileResult } from '../support/hostile-result.js';
import { rendered } from '../support/markdown.js';

const options = { lang: 'zh', color: false, width: 80 } as const;
const written = async (format: string, text: string) => (await loadWriter(format)).write([hostileResult(text)], options);

/** Anything at all, with what has a meaning somewhere made likely. */
const anything = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '\ud800',
        '\ufffe',
        '\u202e',
        '\u001b[2J',
        ']]>',
        '--%>',
        '"',
        "'",
        '`',
        '``',
        '|',
        '\n',
        '\r\n',
        '\n\n# ',
        '\\',
        '&#64;',
        '{0}',
        '[a](b)',
        '<!--',
        '</t>',
        '=1+1',
        '\t=1',
        ',',
        '../',
        '://',
        '%00',
        '</script>',
        '<img src=x onerror=1>',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const runs = { numRuns: 60 };

const writers = await Promise.all(formats.map(loadWriter));
const texts = writers.filter(({ binary }) => !binary).map(({ format }) => format);

describe('whatever a package says', () => {
  it.each(texts)('nothing of it acts in %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const output = String(await written(format, text)).replaceAll('\r\n', '\n');
        expect(activeCharacters(output)).toEqual([]);
        expect(/\p{Surrogate}|[\ufdd0\ufffe\uffff]/u.test(format === 'junit' ? output : '')).toBe(false);
      }),
      runs,
    );
  });

  it.each([
    ['sarif', 'sarif-schema-2.1.0'],
    ['gitlab-sast', 'gitlab-sast'],
    ['gitlab-codequality', 'gitlab-code-quality'],
  ])('%s fits its schema', async (format, schema) => {
    const errors = foreignSchema(schema);
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        expect(errors(JSON.parse(String(await written(format, text))))).toEqual([]);
      }),
      runs,
    );
  });

  it('junit is XML', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        expect(XMLValidator.validate(String(await written('junit', text)))).toBe(true);
      }),
      runs,
    );
  });

  it('csv has the same columns in every row, and no cell that would be run', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const rows = readCsv(String(await written('csv', text)));
        expect(rows.map((row) => row.length)).toEqual(rows.map(() => rows[0]!.length));
        expect(rows.flat().filter((cell) => looksLikeFormula(cell) && !cell.startsWith("'"))).toEqual([]);
      }),
      runs,
    );
  });

  it('xlsx is XML without formulas', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const zip = await JSZip.loadAsync((await written('xlsx', text)) as Uint8Array);
        for (const name of [1, 2, 3, 4].map((i) => `xl/worksheets/sheet${i}.xml`)) {
          const sheet = await zip.file(name)!.async('string');
          expect(XMLValidator.validate(sheet)).toBe(true);
          expect(sheet).not.toMatch(/<f[ >/]/);
          expect(activeCharacters(sheet)).toEqual([]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('markdown has no tag or link but its own', async () => {
    const own = new Set('blockquote code details h2 h3 li p strong sub summary table tbody td th thead tr ul br'.split(' '));
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const html = rendered(String(await written('markdown', text)));
        expect([...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag!).filter((tag) => !own.has(tag))).toEqual([]);
        expect(html).not.toMatch(/<(?:code|p|li|td)[^>]*\son/i);
      }),
      runs,
    );
  });
});

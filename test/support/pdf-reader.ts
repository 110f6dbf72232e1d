import { inflateSync } from 'node:zlib';

/** What a PDF of ours says: the text of each page in the order it is drawn, and what stands in the file. */
export interface ReadPdf {
  pages: string[];
  /** Names of the fonts that are embedded. */
  fonts: string[];
  bookmarks: string[];
  raw: string;
}

/** Reads a PDF with a plain cross-reference table and Flate streams, whose text is in fonts with a ToUnicode map. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const raw = Buffer.from(bytes).toString('latin1');
  const objects = objectsOf(raw);
  const dictionary = (id: string): string => objects.get(id)?.dictionary ?? '';
  const reference = (text: string, key: string): string => new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1] ?? '';
  const maps = new Map<string, Map<string, string>>();
  const mapOf = (fontId: string): Map<string, string> => {
    const known = maps.get(fontId) ?? characterMap(streamText(objects.get(reference(dictionary(fontId), 'ToUnicode'))));
    maps.set(fontId, known);
    return known;
  };
  const pages = [...objects.values()].filter(({ dictionary: d }) => /\/Type \/Page\b(?!s)/.test(d));
  return {
    pages: pages.map(({ dictionary: page }) => {
      const resources = dictionary(reference(page, 'Resources'));
      const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name!, mapOf(id!)]));
      return textOf(streamText(objects.get(reference(page, 'Contents'))), fonts);
    }),
    fonts: [...objects.values()].flatMap(
      ({ dictionary: d }) => /\/Type \/FontDescriptor[\s\S]*?\/FontName \/([^\s/]+)[\s\S]*\/FontFile2/.exec(d)?.[1] ?? [],
    ),
    bookmarks: [...objects.values()].flatMap(({ dictionary: d }) =>
      /\/Dest\b/.test(d) && /\/Parent/.test(d) ? textString(d) : [],
    ),
    raw,
  };
}

interface PdfObject {
  dictionary: string;
  stream?: Buffer;
}

function objectsOf(raw: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const match of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head, body] = match[2]!.split(/\nstream\n/, 2) as [string, string | undefined];
    objects.set(match[1]!, {
      dictionary: head,
      ...(body !== undefined && { stream: Buffer.from(body.replace(/\nendstream$/, ''), 'latin1') }),
    });
  }
  return objects;
}

function streamText(object: PdfObject | undefined): string {
  if (!object?.stream) return '';
  return (/FlateDecode/.test(object.dictionary) ? inflateSync(object.stream) : object.stream).toString('latin1');
}

/** A ToUnicode map: ranges with an array of their characters, or single ones. */
function characterMap(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  const put = (code: number, hex: string): unknown =>
    map.set(code.toString(16).padStart(4, '0'), Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le'));
  for (const [, from, , list] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi))
    for (const [i, [, hex]] of [...list!.matchAll(/<([0-9a-f\s]+)>/gi)].entries()) put(Number.parseInt(from!, 16) + i, hex!);
  return map;
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  return [...content.matchAll(/\/(F\d+) [\d.]+ Tf[^<]*<([0-9a-f]*)> Tj/g)]
    .map(([, font, hex]) => hex!.replace(/.{4}/g, (code) => fonts.get(font!)?.get(code) ?? '�'))
    .join('\n');
}

function textString(dictionary: string): string[] {
  const title = /\/Title \(([\s\S]*?[^\\])\)\n/.exec(dictionary)?.[1];
  if (title === undefined) return [];
  const bytes = Buffer.from(
    title.replace(/\\([nrtbf()\\])/g, (_, c: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[c] ?? c),
    'latin1',
  );
  return [
    bytes[0] === 0xfe && bytes[1] === 0xff
      ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
      : bytes.toString('latin1'),
  ];
}

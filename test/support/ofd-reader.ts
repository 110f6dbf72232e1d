import { XMLParser, XMLValidator } from 'fast-xml-parser';
import JSZip from 'jszip';

interface OfdText {
  text: string;
  font: string;
  /** Millimetres. */
  size: number;
  /** Of each character but the last. */
  steps: number[];
  /** Where a click on it leads: the page, from 0, and millimetres from its upper edge. */
  to?: { page: number; top: number };
}

/** What an OFD file says, found by its own references from `OFD.xml` on. */
export interface ReadOfd {
  pages: { texts: OfdText[]; paths: number }[];
  fonts: Map<string, Buffer>;
  bookmarks: string[];
  files: Map<string, string>;
}

type Node = Record<string, unknown>;
const LISTS = new Set(['Page', 'Font', 'TextObject', 'PathObject', 'OutlineElem', 'Layer']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  trimValues: false,
  parseTagValue: false,
  htmlEntities: true,
  isArray: (name, path) => LISTS.has(name) && path !== 'Page',
});

/** @throws Error where a file is not well-formed or one that is named is not there */
export async function readOfd(bytes: Uint8Array): Promise<ReadOfd> {
  const zip = await JSZip.loadAsync(bytes);
  const files = new Map<string, string>();
  const read = async (path: string): Promise<Node> => {
    const text = await zip.file(path)!.async('string');
    const valid = XMLValidator.validate(text);
    if (valid !== true) throw new Error(`${path}: ${valid.err.msg}`);
    files.set(path, text);
    return parser.parse(text) as Node;
  };
  const rootPath = at(await read('OFD.xml'), 'OFD', 'DocBody', 'DocRoot') as string;
  const folder = rootPath.slice(0, rootPath.lastIndexOf('/') + 1);
  const document = (await read(rootPath)).Document as Node;
  const resources = (await read(folder + (at(document, 'CommonData', 'PublicRes') as string))).Res as Node;
  const fonts = new Map<string, Buffer>();
  for (const font of at(resources, 'Fonts', 'Font') as Node[])
    fonts.set(font['@ID'] as string, await zip.file(`${folder}${resources['@BaseLoc']}/${font.FontFile}`)!.async('nodebuffer'));
  const pages: ReadOfd['pages'] = [];
  const entries = at(document, 'Pages', 'Page') as Node[];
  const ids = entries.map((page) => page['@ID']);
  for (const page of entries) pages.push(pageOf((await read(folder + (page['@BaseLoc'] as string))).Page as Node, ids));
  return { pages, fonts, bookmarks: titles(at(document, 'Outlines', 'OutlineElem') as Node[] | undefined), files };
}

function at(node: Node, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Node | undefined)?.[name], node);
}

function titles(elements: Node[] | undefined): string[] {
  return (elements ?? []).flatMap((one) => [one['@Title'] as string, ...titles(one.OutlineElem as Node[] | undefined)]);
}

function pageOf(page: Node, ids: readonly unknown[]): ReadOfd['pages'][number] {
  const [layer] = at(page, 'Content', 'Layer') as Node[];
  const texts = ((layer!.TextObject ?? []) as Node[]).map((object) => {
    const code = object.TextCode as Node;
    const to = destinationOf(object, ids);
    return {
      text: String(code['#text'] ?? ''),
      font: object['@Font'] as string,
      size: Number(object['@Size']),
      steps: stepsOf((code['@DeltaX'] as string | undefined) ?? ''),
      ...(to && { to }),
    };
  });
  return { texts, paths: ((layer!.PathObject ?? []) as Node[]).length };
}

function destinationOf(object: Node, ids: readonly unknown[]): OfdText['to'] {
  const target = at(object, 'Actions', 'Action', 'Goto', 'Dest') as Node | undefined;
  return target && { page: ids.indexOf(target['@PageID']), top: Number(target['@Top']) };
}

/** `g 3 5.6` is three steps of 5.6. */
function stepsOf(delta: string): number[] {
  const words = delta.split(' ').filter(Boolean);
  const steps: number[] = [];
  while (words.length > 0) {
    const word = words.shift()!;
    if (word !== 'g') steps.push(Number(word));
    else {
      const [count, step] = words.splice(0, 2).map(Number);
      steps.push(...Array<number>(count!).fill(step!));
    }
  }
  return steps;
}

import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import type { Layout } from '../layout/index.js';
import { type Markup, nothing, render, xml } from '../markup.js';
import type { Logo } from '../model/index.js';
import { onClick } from './goto.js';
import { mm } from './measures.js';
import { NAMESPACE } from './page.js';

/** The day in the archive says nothing, so that the same result gives the same bytes. */
const DAY = new Date(Date.UTC(2026, 0, 1));
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

export interface Font {
  id: number;
  name: string;
  file: string;
  bytes: Buffer;
}

export interface Contents {
  layout: Layout;
  pages: { id: number; content: Markup }[];
  fonts: Font[];
  logo?: Logo & { id: number };
  lastId: number;
  title: string;
  subject: string;
  author: string;
  /** ISO. */
  created: string;
  seals: string[];
}

/** Packs the document, GB/T 33190-2016, chapter 7. Only what it is given goes in: no time, no random name. */
export function pack(contents: Contents): Promise<Uint8Array> {
  const zip = new JSZip();
  const put = (name: string, content: Markup | Uint8Array): void => {
    const bytes = content instanceof Uint8Array ? content : HEAD + render(content);
    zip.file(name, bytes, { date: DAY, createFolders: false });
  };
  put('OFD.xml', entry(contents));
  put('Doc_0/Document.xml', root(contents));
  put('Doc_0/PublicRes.xml', fontResources(contents.fonts));
  for (const { file, bytes } of contents.fonts) put(`Doc_0/Res/${file}`, bytes);
  if (contents.logo) {
    put('Doc_0/DocumentRes.xml', pictures(contents.logo));
    put(`Doc_0/Res/logo.${contents.logo.type}`, contents.logo.bytes);
  }
  contents.pages.forEach(({ content }, i) => {
    put(`Doc_0/Pages/Page_${i}/Content.xml`, content);
  });
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** What the file is, and the seals among its properties. */
function entry({ title, subject, author, created, seals }: Contents): Markup {
  const id = createHash('sha256').update(seals.join('\n')).digest('hex').slice(0, 32);
  const day = /^\d{4}-\d{2}-\d{2}/.exec(created)?.[0];
  const dates = day ? xml`<ofd:CreationDate>${day}</ofd:CreationDate><ofd:ModDate>${day}</ofd:ModDate>` : nothing;
  return xml`<ofd:OFD ${NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>${id}</ofd:DocID><ofd:Title>${title}</ofd:Title><ofd:Author>${author}</ofd:Author><ofd:Subject>${subject.slice(0, 400)}</ofd:Subject>${dates}<ofd:Creator>jianfu</ofd:Creator><ofd:CustomDatas>${seals.map(
    (seal, i) => xml`<ofd:CustomData Name="jianfu-seal-${i + 1}">${seal}</ofd:CustomData>`,
  )}</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`;
}

function root({ layout, pages, logo, lastId }: Contents): Markup {
  const box = `0 0 ${mm(layout.width)} ${mm(layout.height)}`;
  return xml`<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>${lastId}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>${box}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>${
    logo ? xml`<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>` : nothing
  }</ofd:CommonData><ofd:Pages>${pages.map(
    ({ id }, i) => xml`<ofd:Page ID="${id}" BaseLoc="Pages/Page_${i}/Content.xml"/>`,
  )}</ofd:Pages>${outlines(layout, pages)}</ofd:Document>`;
}

/** Parts and, below them, items. */
function outlines({ outline, places }: Layout, pages: Contents['pages']): Markup {
  const found = outline.filter(({ id }) => places.has(id));
  const element = (at: number, inner: Markup): Markup => {
    const { page, y } = places.get(found[at]!.id)!;
    return xml`<ofd:OutlineElem Title="${found[at]!.title}">${onClick({ pageId: pages[page]!.id, y })}${inner}</ofd:OutlineElem>\n`;
  };
  const tops: { at: number; below: number[] }[] = [];
  found.forEach(({ level }, at) => {
    const top = tops.at(-1);
    if (level === 1 || !top) tops.push({ at, below: [] });
    else top.below.push(at);
  });
  if (tops.length === 0) return nothing;
  return xml`<ofd:Outlines>${tops.map(({ at, below }) => element(at, xml`${below.map((one) => element(one, nothing))}`))}</ofd:Outlines>`;
}

function fontResources(fonts: readonly Font[]): Markup {
  return xml`<ofd:Res ${NAMESPACE} BaseLoc="Res"><ofd:Fonts>${fonts.map(
    ({ id, name, file }) =>
      xml`<ofd:Font ID="${id}" FontName="${name}" FamilyName="${name}" Charset="unicode"><ofd:FontFile>${file}</ofd:FontFile></ofd:Font>`,
  )}</ofd:Fonts></ofd:Res>`;
}

function pictures({ id, type }: NonNullable<Contents['logo']>): Markup {
  return xml`<ofd:Res ${NAMESPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="${id}" Type="Image" Format="${type.toUpperCase()}"><ofd:MediaFile>logo.${type}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`;
}

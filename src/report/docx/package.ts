import JSZip from 'jszip';
import { type Content, type Markup, nothing, render, xml } from '../markup.js';
import type { Logo } from '../model/index.js';

/** The day in the archive says nothing, so that the same result gives the same bytes. */
const DAY = new Date(Date.UTC(2026, 0, 1));
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export interface Part {
  /** `header1.xml`, below `word/`. */
  name: string;
  kind: 'styles' | 'settings' | 'fontTable' | 'header' | 'footer';
  content: Markup;
}

export interface Properties {
  title: string;
  subject: string;
  creator: string;
  /** ISO; left out where it is none. */
  created: string;
  status?: string;
  lang: string;
  /** One of every report. */
  seals: string[];
}

/** Relation of a part to the main document. */
export function relationOf(name: string): string {
  return `r_${name.replace(/\W/g, '_')}`;
}

/** Packs a document, ISO/IEC 29500-2. Only what it is given goes in: no time, no random name. */
export function pack(document: Markup, parts: readonly Part[], properties: Properties, logo?: Logo): Promise<Uint8Array> {
  const zip = new JSZip();
  const put = (name: string, content: Markup | Uint8Array): void => {
    const bytes = content instanceof Uint8Array ? content : HEAD + render(content);
    zip.file(name, bytes, { date: DAY, createFolders: false });
  };
  put('[Content_Types].xml', contentTypes(parts, logo));
  put('_rels/.rels', packageRelations);
  put('docProps/core.xml', core(properties));
  put('docProps/app.xml', xml`<Properties xmlns="${OFFICE}/extended-properties"><Application>jianfu</Application></Properties>`);
  put('docProps/custom.xml', custom(properties.seals));
  put('word/document.xml', document);
  for (const { name, content } of parts) put(`word/${name}`, content);
  put('word/_rels/document.xml.rels', documentRelations(parts, logo));
  if (logo) put(`word/${logoName(logo)}`, logo.bytes);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

export function logoName({ type }: Logo): string {
  return `logo.${type}`;
}

function contentTypes(parts: readonly Part[], logo?: Logo): Markup {
  const over = (name: string, type: string): Markup => xml`<Override PartName="/${name}" ContentType="${type}"/>`;
  return xml`<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${
    logo ? xml`<Default Extension="${logo.type}" ContentType="image/${logo.type}"/>` : nothing
  }${over('word/document.xml', `${WORD}.document.main+xml`)}${parts.map(({ name, kind }) => over(`word/${name}`, `${WORD}.${kind}+xml`))}${over(
    'docProps/core.xml',
    'application/vnd.openxmlformats-package.core-properties+xml',
  )}${over('docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml')}${over(
    'docProps/custom.xml',
    'application/vnd.openxmlformats-officedocument.custom-properties+xml',
  )}</Types>`;
}

function relations(all: Content): Markup {
  return xml`<Relationships xmlns="${PACKAGE}/relationships">${all}</Relationships>`;
}

function relation(id: string, type: string, target: string): Markup {
  return xml`<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
}

const packageRelations: Markup = relations([
  relation('r1', `${OFFICE}/relationships/officeDocument`, 'word/document.xml'),
  relation('r2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
  relation('r3', `${OFFICE}/relationships/extended-properties`, 'docProps/app.xml'),
  relation('r4', `${OFFICE}/relationships/custom-properties`, 'docProps/custom.xml'),
]);

function documentRelations(parts: readonly Part[], logo?: Logo): Markup {
  return relations([
    ...parts.map(({ name, kind }) => relation(relationOf(name), `${OFFICE}/relationships/${kind}`, name)),
    ...(logo ? [relation(relationOf(logoName(logo)), `${OFFICE}/relationships/image`, logoName(logo))] : []),
  ]);
}

function core({ title, subject, creator, created, status, lang }: Properties): Markup {
  const time = Number.isNaN(Date.parse(created)) ? undefined : `${new Date(created).toISOString().slice(0, 19)}Z`;
  const stamp = (name: 'created' | 'modified'): Markup =>
    time
      ? name === 'created'
        ? xml`<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>`
        : xml`<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>`
      : nothing;
  return xml`<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${title}</dc:title><dc:subject>${subject}</dc:subject><dc:creator>${creator}</dc:creator><dc:language>${lang}</dc:language>${
    status ? xml`<cp:contentStatus>${status}</cp:contentStatus>` : nothing
  }${stamp('created')}${stamp('modified')}</cp:coreProperties>`;
}

/** The seals again where editing does not cut them in pieces. */
function custom(seals: readonly string[]): Markup {
  return xml`<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes">${seals.map(
    (seal, i) =>
      xml`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${i + 2}" name="jianfu-seal-${i + 1}"><vt:lpwstr>${seal}</vt:lpwstr></property>`,
  )}</Properties>`;
}

import PDFDocument from 'pdfkit';
import type { FontName, Fonts, LaidPage, Layout, Mark, OutlineEntry } from '../layout/index.js';
import { type SetText, type TextTarget, textSetter } from './text.js';

/** What a reader of the file's properties sees. */
export interface Properties {
  lang: 'zh' | 'en';
  title: string;
  author: string;
  subject: string;
  seals: string[];
  /** ISO. */
  created: string;
}

type Pdf = PDFKit.PDFDocument;
const FONTS: FontName[] = ['song', 'hei', 'mono'];
const WATERMARK = { colour: '#eceef0', angle: -32 };

/** Writes pages as they are laid out. The same bytes for the same pages: every date is that of the run. */
export async function writePdf(layout: Layout, fonts: Fonts, properties: Properties): Promise<Uint8Array> {
  const pdf = new PDFDocument(options(layout, properties));
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  for (const name of FONTS) pdf.registerFont(name, fonts.faces[name].bytes);
  const setText = textSetter(pdf as unknown as TextTarget, fonts);
  const destinations = destinationsByPage(layout);
  layout.pages.forEach((page, i) => {
    pdf.addPage({ size: [layout.width, layout.height], margin: 0 });
    for (const { id, y } of destinations.get(i) ?? []) pdf.addNamedDestination(id, 'XYZ', null as never, y, null as never);
    drawPage(pdf, page, layout, setText);
  });
  bookmarks(pdf, layout);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function options(
  { width, height }: Layout,
  { lang, title, author, subject, seals, created }: Properties,
): PDFKit.PDFDocumentOptions {
  const day = new Date(Number.isNaN(Date.parse(created)) ? 0 : created);
  return {
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    compress: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    lang: lang === 'zh' ? 'zh-CN' : 'en',
    font: null as never,
    fontLayoutCache: false,
    displayTitle: true,
    info: {
      Title: xmlSafe(title),
      Author: xmlSafe(author),
      Subject: xmlSafe(subject).slice(0, 400),
      Keywords: seals.join('; '),
      Creator: 'jianfu',
      Producer: 'jianfu (PDFKit)',
      CreationDate: day,
      ModDate: day,
    },
  } as PDFKit.PDFDocumentOptions;
}

/** PDFKit puts these into XML as they are. */
function xmlSafe(text: string): string {
  return text.replace(/[<>&]/g, ' ');
}

function destinationsByPage({ places }: Layout): Map<number, { id: string; y: number }[]> {
  const byPage = new Map<number, { id: string; y: number }[]>();
  for (const [id, { page, y }] of places) byPage.set(page, [...(byPage.get(page) ?? []), { id, y }]);
  return byPage;
}

function drawPage(pdf: Pdf, { marks, watermark }: LaidPage, { width, height, places }: Layout, setText: SetText): void {
  if (watermark) {
    pdf.save().rotate(WATERMARK.angle, { origin: [width / 2, height / 2] });
    setText(watermark.text, 'hei', watermark.size, WATERMARK.colour, (width - watermark.width) / 2, height / 2);
    pdf.restore();
  }
  for (const mark of marks) draw(pdf, mark, places, setText);
}

function draw(pdf: Pdf, mark: Mark, places: Layout['places'], setText: SetText): void {
  switch (mark.kind) {
    case 'text':
      setText(mark.text, mark.font, mark.size, mark.colour, mark.x, mark.y);
      break;
    case 'rect':
      pdf.rect(mark.x, mark.y, mark.width, mark.height);
      paint(pdf, mark);
      break;
    case 'line':
      mark.points.forEach(([x, y], i) => {
        if (i === 0) pdf.moveTo(x, y);
        else pdf.lineTo(x, y);
      });
      if (mark.closed) pdf.closePath();
      paint(pdf, mark);
      break;
    case 'image':
      pdf.image(Buffer.from(mark.image.bytes), mark.x, mark.y, { fit: [mark.width, mark.height] });
      break;
    case 'link':
      if (places.has(mark.to)) pdf.goTo(mark.x, mark.y, mark.width, mark.height, mark.to);
  }
}

function paint(
  pdf: Pdf,
  { fill, stroke, weight, dashed }: { fill?: string; stroke?: string; weight: number; dashed: boolean },
): void {
  if (stroke) pdf.lineWidth(weight);
  if (dashed) pdf.dash(2.5, { space: 2 });
  if (fill && stroke) pdf.fillAndStroke(fill, stroke);
  else if (fill) pdf.fill(fill);
  else if (stroke) pdf.stroke(stroke);
  if (dashed) pdf.undash();
}

/** Parts and, below them, items. */
function bookmarks(pdf: Pdf, { outline, places }: Layout): void {
  const top = pdf.outline;
  let part: ReturnType<typeof top.addItem> | undefined;
  for (const entry of outline) {
    const place = places.get(entry.id);
    if (!place) continue;
    const under = entry.level === 1 || !part ? top : part;
    const item = addItem(under, entry, place.page);
    if (entry.level === 1) part = item;
  }
}

function addItem(under: PDFKit.PDFOutline, { title }: OutlineEntry, page: number): PDFKit.PDFOutline {
  return under.addItem(title, { pageNumber: page } as never);
}

import type { ResultDocument } from '../../result.js';
import { inert } from '../inert.js';
import { hostsOf, versionOf } from '../view.js';
import { hanging, type Page } from './page.js';
import { padTo, widthOf } from './width.js';

/** Digits of the digest shown here; the whole one stands in the other formats. */
const SHORT = 16;

/** Which sample this is about: name, id, version, carrier, file, digest; then the tool and its rule packs. */
export function header(document: ResultDocument, page: Page): string[] {
  const { label, carrier, mark } = page.words;
  const app = document.package;
  const packs = document.tool.packs.map((pack) => `${pack.id} ${pack.version}`).join(mark.comma);
  const rows: [string, string][] = [
    [label.name, app.name ?? label.unnamed],
    [label.id, app.id ?? ''],
    [label.version, versionOf(document)],
    [label.carrier, [carrier[app.carrier], hostsOf(document, page.words)].filter(Boolean).join(' · ')],
    [label.file, app.file],
    ['SHA-256', `${app.sha256.slice(0, SHORT)}…`],
  ];
  const lead = Math.max(...rows.map(([name]) => widthOf(name))) + 2;
  return [
    page.paint.bold(label.title),
    ...hanging('', `jianfu ${document.tool.version}　${label.packs}${mark.colon}${inert(packs) || '—'}`, 0, page, page.paint.dim),
    '',
    ...rows.filter(([, value]) => value !== '').flatMap(([name, value]) => hanging(padTo(name, lead), inert(value), 0, page)),
  ];
}

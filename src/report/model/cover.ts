import type { ResultDocument } from '../../result.js';
import { versionOf } from '../view.js';
import type { Draft } from './draft.js';
import { DEFAULT_NUMBERING, type ReportSettings } from './settings.js';
import type { Cover } from './types.js';

/** `ZWJC-20260305-1a2b3c4d`, or after the unit's own pattern; letters, digits, dots and hyphens and what the pattern writes. */
export function reportNumber(
  { package: app, run }: ResultDocument,
  { numbering = DEFAULT_NUMBERING }: ReportSettings = {},
): string {
  const plain = (value: string | undefined): string => (value ?? '').replace(/[^\w.-]/g, '').slice(0, 40);
  const values: Record<string, string> = {
    date: run.startedAt.slice(0, 10).replace(/\D/g, ''),
    sha8: app.sha256.slice(0, 8).replace(/[^0-9a-f]/gi, ''),
    id: plain(app.id),
    version: plain(app.versionName),
  };
  return numbering.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

export function coverBlock({ document, words, settings }: Draft): Cover {
  const { cover, title, sign } = words.report;
  const { label } = words;
  const app = document.package;
  const blank = '';
  const fields: Cover['fields'] = [
    { name: label.name, value: app.name ?? label.unnamed },
    { name: label.version, value: versionOf(document) || '－' },
    { name: label.carrier, value: words.carrier[app.carrier] },
    { name: cover.unit, value: declared(document, 'units', 'host') ?? words.report.undeclared },
    { name: cover.client, value: blank },
    { name: cover.type, value: settings.type ?? blank },
    { name: cover.organisation, value: settings.organisation ?? blank },
    { name: cover.date, value: blank },
  ];
  return {
    kind: 'cover',
    title,
    subject: app.name ?? label.unnamed,
    number: reportNumber(document, settings),
    classification: settings.classification ?? cover.defaultClass,
    organisation: settings.organisation ?? `${cover.organisation}${sign.seal}`,
    fields,
    markNote: cover.markNote,
    ...(settings.logo && { logo: settings.logo }),
  };
}

/** A text of the declaration; nothing where it was not declared. */
function declared({ declaration }: ResultDocument, part: string, key: string): string | undefined {
  const inner = declaration?.[part];
  const value = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

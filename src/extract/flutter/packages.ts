import { gunzipSync } from 'node:zlib';
import type { DartProgram, DartString } from '../../decode/dart/index.js';
import { readEntry } from '../entry-bytes.js';
import type { Parts } from './parts.js';

/** A Dart package of which libraries are in the program. */
export interface DartPackage {
  name: string;
  isOwn: boolean;
  /** Its libraries below `lib/`: `pages/sign_page.dart`. */
  libraries: { path: string; string: DartString }[];
}

const URI = /^package:([\w.]+)\/([\w./-]+\.dart)$/;
/** What an app starts from; packages that are published have nothing to start. */
const START = /^main(_\w+)?\.dart$/;
/** Packages of the SDK itself have one licence together. */
const SDK = /^(flutter|flutter_localizations|flutter_web_plugins|flutter_test|flutter_driver|integration_test|sky_engine)$/;

/**
 * Packages by the addresses of their libraries, which a release build keeps unless it was obfuscated. Flutter's tool lists the
 * licence of every package it finds one for: what is in the program and not on that list is the app's own.
 */
export function readPackages(program: DartProgram, parts: Parts): DartPackage[] {
  const licensed = licensedPackages(parts);
  const found = new Map<string, DartPackage>();
  for (const string of program.strings) {
    if (string.wide || string.length > 300) continue;
    const [, name, path] = URI.exec(program.text(string)) ?? [];
    if (!name || !path) continue;
    const known = found.get(name) ?? { name, isOwn: false, libraries: [] };
    found.set(name, known);
    known.libraries.push({ path, string });
  }
  for (const one of found.values())
    one.isOwn =
      !SDK.test(one.name) &&
      (one.libraries.some(({ path }) => START.test(path)) || (licensed !== undefined && !licensed.has(one.name)));
  return [...found.values()];
}

const NOTICES = /^(NOTICES(\.Z)?|LICENSE)$/;
const RULER = '-'.repeat(80);
const MOST_BYTES = 64 * 1024 * 1024;

/** Names at the head of each licence. Source: flutter/flutter packages/flutter_tools/lib/src/license_collector.dart */
function licensedPackages({ assets }: Parts): Set<string> | undefined {
  const notices = assets.find(({ name }) => NOTICES.test(name));
  const bytes = notices && readEntry(notices.entry);
  const text = bytes && textOf(bytes);
  if (!text) return undefined;
  const names = new Set<string>();
  for (const licence of text.split(RULER)) {
    const head = licence.trimStart().split('\n\n', 1)[0]!;
    for (const name of head.slice(0, 10_000).split('\n')) names.add(name.trim());
  }
  return names;
}

function textOf(bytes: Buffer): string | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8');
  } catch {
    return undefined; // without the list nothing is called the app's own for missing on it
  }
}

import type { DartProgram, DartString } from '../../decode/dart/index.js';
import { mask } from '../../facts/excerpt.js';
import { tokenise } from '../../facts/tokens.js';
import type { At, Fact, IdentifierFact, Owner } from '../../facts/types.js';
import { addressOf } from './addresses.js';
import { isChinese, MAX_TEXT } from './chinese.js';
import { isFrameworkText } from './framework-texts.js';
import type { DartPackage } from './packages.js';

export interface Program {
  path: string;
  program: DartProgram;
  packages: DartPackage[];
}

type Base = { at: At; owner: Owner; screens: string[] };

/**
 * What the strings of precompiled code say. Nothing tells which library or function uses a string, nor where on a screen it is
 * shown: a text's place and owner are unknown, but for those the framework brings along.
 */
export function programFacts({ path, program, packages }: Program): Fact[] {
  const base = ({ at }: DartString, owner: Owner): Base => ({ at: { path, offset: at }, owner, screens: [] });
  const classes = ownClasses(packages);
  const localised = packages.some(({ name }) => name === 'flutter_localizations');
  const facts: Fact[] = packages.flatMap((one) => packageFacts(one, base));
  const seen = new Set<string>();
  for (const string of program.strings) {
    const text = program.text(string);
    if (seen.has(text)) continue;
    seen.add(text);
    const fact = string.wide ? textFact(text, string, localised, base) : nameFact(text, string, classes, base);
    if (fact) facts.push(fact);
  }
  return facts;
}

type Place = (string: DartString, owner: Owner) => Base;

function textFact(text: string, string: DartString, localised: boolean, base: Place): Fact | undefined {
  if (!isChinese(text)) return undefined;
  const owner = localised && isFrameworkText(text) ? 'third-party' : 'unknown';
  return { kind: 'text', value: text.trim().slice(0, MAX_TEXT), position: 'unknown', ...base(string, owner) };
}

/** Addresses, and names of the app's own classes. */
function nameFact(text: string, string: DartString, classes: Set<string>, base: Place): Fact | undefined {
  const address = addressOf(text);
  if (!address) {
    const name = className(text);
    // A class, its private name and its constructor's are one.
    return name && classes.delete(name) ? identifier(name, 'class', base(string, 'own')) : undefined;
  }
  const place = base(string, address.thirdParty ? 'third-party' : 'unknown');
  if (address.kind === 'url') return { kind: 'url', value: mask(text).slice(0, MAX_TEXT), ...place };
  if (address.kind === 'route') return identifier(text, 'route', place);
  const [path = '', query = ''] = text.split('?', 2);
  const params = [...new Set(query.split('&').flatMap((pair) => /^\w+/.exec(pair)?.[0] ?? []))].sort();
  return { kind: 'request', path: mask(path), params, via: 'dart-string', sends: [], ...place };
}

function identifier(value: string, role: IdentifierFact['role'], base: Base): Fact {
  return { kind: 'identifier', value, tokens: tokenise(value), role, ...base };
}

/** The app's libraries by name, others' packages for the inventory. */
function packageFacts({ name, isOwn, libraries }: DartPackage, base: Place): Fact[] {
  const [first] = libraries;
  if (isOwn) return libraries.map(({ path, string }) => identifier(libraryName(path), 'component', base(string, 'own')));
  return first ? [{ kind: 'sdk', name, category: 'dart-package', called: 'unknown', ...base(first.string, 'third-party') }] : [];
}

function libraryName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.dart$/, '');
}

/** Names classes have by the language's convention in the app's own libraries: `sign_page.dart` holds SignPage. */
function ownClasses(packages: DartPackage[]): Set<string> {
  const names = packages.filter(({ isOwn }) => isOwn).flatMap(({ libraries }) => libraries.map(({ path }) => libraryName(path)));
  return new Set(
    names.map((name) =>
      name
        .split('_')
        .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
        .join(''),
    ),
  );
}

/** `SignPage`; of a private class `_SignPage@123456`, where the number stands for its library. */
function className(text: string): string | undefined {
  return /^_?([A-Z]\w{2,60}?)(@\d+)?\.?$/.exec(text)?.[1];
}

import type { Owner } from '../../facts/types.js';
import { remembered } from '../remembered.js';
import { isLibraryClass, libraryOf } from './libraries/index.js';
import type { Manifest } from './manifest.js';
import { packageName } from './names.js';
import { SDKS, type Sdk } from './sdks.js';

/** Whose a class is; asked for `com.example.Main`. */
export type OwnerOf = (className: string) => Owner;

const SDK_PREFIXES = new Map<string, Sdk>(SDKS.flatMap((sdk) => sdk.prefixes.map((prefix) => [prefix, sdk] as const)));

/** The SDK a class belongs to, by the longest prefix. */
export function sdkOf(className: string): Sdk | undefined {
  return sdkOfPackage(packageName(className));
}

const sdkOfPackage = remembered((pack): Sdk | undefined => {
  for (let dot = pack.length; dot > 0; dot = pack.lastIndexOf('.', dot - 1)) {
    const sdk = SDK_PREFIXES.get(pack.slice(0, dot));
    if (sdk) return sdk;
  }
  return undefined;
});

/**
 * Own are classes below the manifest's package and below the packages of declared components that no library owns; known
 * libraries are third-party; the rest is unknown. A component's package counts by its first three segments, so that
 * `cn.gov.x.ui.Main` makes `cn.gov.x` own. The manifest's package names the app for the store; the code may stand elsewhere,
 * and the components tell where.
 */
export function ownership(manifest: Manifest | undefined): OwnerOf {
  const own = new Set<string>();
  const exact = new Set<string>();
  if (manifest?.package) own.add(headOf(manifest.package));
  const components = manifest?.components ?? [];
  const declared = [...components.map((component) => component.name), manifest?.application ?? ''];
  const named = new Set(components.flatMap(({ name, type }) => (type === 'activity' && isPlatformName(name) ? [name] : [])));
  for (const name of declared) {
    if (name === '' || (isLibraryClass(name) && !named.has(name)) || sdkOf(name)) continue;
    const pack = name.slice(0, name.lastIndexOf('.'));
    if (pack.includes('.')) own.add(headOf(pack));
    else exact.add(name);
  }
  for (const prefix of shared(own)) own.add(prefix);
  // Without a manifest all that no library owns is taken for the app.
  const rest: Owner = manifest ? 'unknown' : 'own';
  const ownerOf = remembered((pack): Owner => {
    for (let dot = pack.length; dot > 0; dot = pack.lastIndexOf('.', dot - 1)) if (own.has(pack.slice(0, dot))) return 'own';
    return isLibraryClass(`${pack}.`) || sdkOfPackage(pack) ? 'third-party' : rest;
  });
  return (className) => {
    if (exact.size > 0 && exact.has(className.replace(/\$.*/, ''))) return 'own';
    return ownerOf(packageName(className));
  };
}

/** Libraries whose packages are called like the platform's, and parts of the platform's own apps that apps take over. */
const LIKE_PLATFORM =
  /^com\.android\.(billingclient|installreferrer|vending|internal|support|camera|gallery\d?|datetimepicker)\./;

/**
 * A page of an app called like a part of the platform (`com.android.attendance.MainActivity`): the platform's classes are not in
 * packages, so it is the app's.
 */
function isPlatformName(name: string): boolean {
  return libraryOf(name)?.prefix === 'com.android' && !LIKE_PLATFORM.test(name);
}

/** Second segments that belong to everybody below them: registries of domains, places where code is published. */
const PUBLIC = /^(com|cn|org|net|io|me|top|xyz)\.(com|gov|org|net|edu|ac|mil|app|github|gitee|gitlab|android|google|apache)$/;

/**
 * First two segments that several of an app's packages share: `cn.agency.patrol` and `cn.agency.login` make `cn.agency.core`
 * the app's as well, though no component stands in it.
 */
function shared(own: ReadonlySet<string>): string[] {
  const heads = new Map<string, number>();
  for (const name of own) {
    const two = name.split('.').slice(0, 2).join('.');
    if (name !== two) heads.set(two, (heads.get(two) ?? 0) + 1);
  }
  return [...heads].flatMap(([two, count]) => (count > 1 && !PUBLIC.test(two) && !isLibraryClass(`${two}.X`) ? [two] : []));
}

function headOf(pack: string): string {
  return pack.split('.').slice(0, 3).join('.');
}

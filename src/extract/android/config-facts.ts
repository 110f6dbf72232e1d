import type { Fact } from '../../facts/types.js';
import type { Classes } from './classes.js';
import type { Body } from './code/body.js';
import { foregroundServiceTypes, type Manifest } from './manifest.js';
import { type OwnerOf, sdkOf } from './ownership.js';
import { SDKS } from './sdks.js';
import type { Sources } from './sources.js';

/** Facts of the manifest: name, permissions, components, switches. */
export function manifestFacts(manifest: Manifest, path: string, ownerOf: OwnerOf): Fact[] {
  const base = { at: { path }, owner: 'own' as const, screens: [] };
  const facts: Fact[] = [];
  if (manifest.label) facts.push({ kind: 'text', value: manifest.label, position: 'app-name', ...base });
  for (const name of manifest.permissions) facts.push({ kind: 'permission', name, ...base });
  for (const { name, value } of manifest.flags) facts.push({ kind: 'flag', name, value, ...base });
  for (const { name, required } of manifest.features)
    facts.push({ kind: 'flag', name: 'uses-feature', value: required ? name : `${name} (required=false)`, ...base });
  for (const component of manifest.components) {
    const at = { path, offset: component.offset };
    const owner = ownerOf(component.name);
    facts.push({
      kind: 'component',
      name: component.name,
      type: component.type,
      ...(component.exported !== undefined && { exported: component.exported }),
      at,
      owner,
      screens: [],
    });
    for (const value of component.deepLinks) facts.push({ kind: 'flag', name: 'deep-link', value, at, owner, screens: [] });
    if (component.foregroundServiceType)
      facts.push({
        kind: 'flag',
        name: 'foregroundServiceType',
        value: foregroundServiceTypes(component.foregroundServiceType),
        at,
        owner,
        screens: [],
      });
  }
  if (manifest.application)
    facts.push({
      kind: 'component',
      name: manifest.application,
      type: 'application',
      ...base,
      owner: ownerOf(manifest.application),
    });
  return facts;
}

/** Processor architectures the package brings native libraries for, in the order of their names. */
export function abiFacts({ entries }: Sources): Fact[] {
  const abis = new Map<string, string>();
  for (const { name, path } of entries) {
    const abi = /^(?:base\/)?lib\/([^/]+)\/[^/]+\.so$/.exec(name)?.[1];
    if (abi && !abis.has(abi)) abis.set(abi, path);
  }
  return [...abis]
    .sort()
    .map(([value, path]): Fact => ({ kind: 'flag', name: 'abi', value, at: { path }, owner: 'own', screens: [] }));
}

/** SDKs in the package by class prefix and native library, and whether own code calls them. */
export function sdkFacts(sources: Sources, classes: Classes, bodies: readonly Body[]): Fact[] {
  const called = new Set<string>();
  for (const body of bodies)
    if (body.owner.owner === 'own')
      for (const call of body.calls) {
        const sdk = sdkOf(call.callee.owner.slice(1, -1).replaceAll('/', '.'));
        if (sdk) called.add(sdk.name);
      }
  const found = new Map<string, string>();
  for (const item of classes.byName.values()) {
    const sdk = item.owner === 'third-party' ? sdkOf(item.name) : undefined;
    if (sdk && !found.has(sdk.name)) found.set(sdk.name, item.source.entry.path);
  }
  for (const entry of sources.entries) {
    const library = /(?:^|\/)lib\/[^/]+\/([^/]+)$/.exec(entry.name)?.[1];
    const sdk = library === undefined ? undefined : SDKS.find((one) => one.libraries?.some((name) => library.startsWith(name)));
    if (sdk && !found.has(sdk.name)) found.set(sdk.name, entry.path);
  }
  return [...found].flatMap(([name, path]): Fact[] => {
    const sdk = SDKS.find((one) => one.name === name)!;
    return [
      { kind: 'sdk', name, category: sdk.category, called: called.has(name), at: { path }, owner: 'third-party', screens: [] },
    ];
  });
}

import type { Fact } from '../../facts/types.js';
import { foregroundServiceTypes, type Manifest } from './manifest.js';
import type { OwnerOf } from './ownership.js';
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

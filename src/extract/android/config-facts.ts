import { mask } from '../../facts/excerpt.js';
import type { Fact } from '../../facts/types.js';
import type { Manifest, ManifestComponent } from './manifest.js';
import type { OwnerOf } from './ownership.js';
import type { Sources } from './sources.js';

const META_DATA = 200;

/** Facts of the manifest: name, permissions, components, switches. */
export function manifestFacts(manifest: Manifest, path: string, ownerOf: OwnerOf): Fact[] {
  const base = { at: { path }, owner: 'own' as const, screens: [] };
  const facts: Fact[] = [];
  if (manifest.label) facts.push({ kind: 'text', value: manifest.label, position: 'app-name', ...base });
  for (const name of manifest.permissions) facts.push({ kind: 'permission', name, ...base });
  for (const { name, value } of manifest.flags) facts.push({ kind: 'flag', name, value, ...base });
  for (const name of ['minSdk', 'targetSdk'] as const) {
    const value = Number(manifest[name]);
    if (Number.isInteger(value) && value > 0) facts.push({ kind: 'number', name, value, ...base });
  }
  for (const { name, required } of manifest.features)
    facts.push({ kind: 'flag', name: 'uses-feature', value: required ? name : `${name} (required=false)`, ...base });
  for (const { name, maxSdk } of manifest.maxSdks)
    facts.push({ kind: 'flag', name: 'uses-permission-max-sdk', value: `${name} ${maxSdk}`, ...base });
  for (const { name, value } of manifest.metaData.slice(0, META_DATA))
    facts.push({ kind: 'flag', name: 'meta-data', value: `${name}=${mask(value)}`.slice(0, 200), ...base });
  for (const value of manifest.queries) facts.push({ kind: 'flag', name: 'queries', value, ...base });
  for (const component of manifest.components) facts.push(...componentFacts(component, path, ownerOf));
  facts.push(...aliasFacts(manifest, path));
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

function componentFacts(component: ManifestComponent, path: string, ownerOf: OwnerOf): Fact[] {
  const { name, type, exported, offset } = component;
  const base = { at: { path, offset }, owner: ownerOf(name), screens: [] };
  const flag = (label: string, value: string): Fact => ({
    kind: 'flag',
    name: label,
    value,
    ...base,
    at: { ...base.at, class: name },
  });
  return [
    {
      kind: 'component',
      name,
      type,
      exported,
      ...(component.guards.length > 0 && { guarded: true }),
      ...(component.launcher && { launcher: true }),
      ...base,
    },
    ...component.deepLinks.map((value): Fact => ({ kind: 'flag', name: 'deep-link', value, ...base })),
    ...(component.foregroundServiceType ? [flag('foregroundServiceType', component.foregroundServiceType)] : []),
    ...component.guards.map((value) => flag('guarded-by', value)),
    ...(component.process ? [flag('process', component.process)] : []),
  ];
}

/** An alias on the launcher is another name a person sees the app by. */
function aliasFacts({ aliases, label: appName }: Manifest, path: string): Fact[] {
  return aliases.flatMap(({ name, target, label, launcher, enabled, offset }): Fact[] => {
    const base = { at: { path, offset, class: name }, owner: 'own' as const };
    const shown = launcher && enabled && label && label !== appName ? label : undefined;
    return [
      { kind: 'flag', name: 'activity-alias', value: `${name} ${target}`, ...base, screens: [] },
      ...(shown ? [{ kind: 'text' as const, value: shown, position: 'app-name' as const, ...base, screens: [target] }] : []),
    ];
  });
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

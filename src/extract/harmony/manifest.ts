import { decodeResourceIndex, type ResourceIndex, textsOf } from '../../decode/resindex/index.js';
import type { Tree } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import type { DeclaredScreens } from './code/screens.js';
import type { ResourceTexts } from './code/state.js';

/** One module (`entry.hap`, `feature.hsp`) as its manifest describes it. */
export interface HarmonyModule {
  tree: Tree;
  /** Entry of the tree the facts stand in: `module.json`, for the FA model `config.json`. */
  manifest: string;
  name: string;
  /** `entry`, `feature`, `shared`, `har`. */
  type: string;
  app: Record<string, unknown>;
  permissions: string[];
  abilities: { name: string; label?: string; exported: boolean; type: 'activity' | 'service' }[];
  /** What the launcher shows. */
  label?: string;
  screens: DeclaredScreens;
  /** Words of the interface that only the resources hold. */
  resources: ResourceIndex | undefined;
  resourceTexts: ResourceTexts;
  debug: boolean;
}

type Json = Record<string, unknown>;

/**
 * Reads a module's manifest and profiles.
 *
 * @returns undefined where the tree has no manifest that can be read
 * Source: OpenHarmony docs, module.json5 and config.json; packages of reference/formats.md
 */
export function readModule(tree: Tree): HarmonyModule | undefined {
  const stage = readJson(tree, 'module.json');
  const manifest = stage ?? readJson(tree, 'config.json');
  if (!manifest) return undefined;
  const module = objectOf(manifest.module);
  const resources = readResources(tree);
  const resourceTexts = textsById(resources);
  const abilities = [...listOf(module.abilities), ...listOf(module.extensionAbilities)].map((ability) => {
    const label = labelOf(ability, resourceTexts);
    const type: 'activity' | 'service' =
      listOf(module.abilities).includes(ability) && ability.type !== 'service' ? 'activity' : 'service';
    return {
      name: textOf(ability.name),
      ...(label && { label }),
      exported: isOpen(ability),
      type,
    };
  });
  const main = abilities.find(({ name }) => name === textOf(module.mainElement)) ?? abilities[0];
  const label = main?.label ?? labelOf(objectOf(manifest.app), resourceTexts);
  return {
    tree,
    manifest: stage ? 'module.json' : 'config.json',
    name: textOf(module.name) || textOf(objectOf(module.distro).moduleName),
    type: textOf(module.type) || textOf(objectOf(module.distro).moduleType),
    app: objectOf(manifest.app),
    permissions: [
      ...new Set([...listOf(module.requestPermissions), ...listOf(module.reqPermissions)].map(({ name }) => textOf(name))),
    ].filter(Boolean),
    abilities,
    ...(label && { label }),
    screens: readDeclared(tree, module, resources),
    resources,
    resourceTexts,
    debug: objectOf(manifest.app).debug === true,
  };
}

/** Open to other apps; the one that the launcher starts always is, and says nothing by it. */
function isOpen({ exported, visible, skills }: Json): boolean {
  const isLaunched = listOf(skills).some((skill) => listIn(skill.entities).includes('entity.system.home'));
  return (exported === true || visible === true) && !isLaunched;
}

function readDeclared(tree: Tree, module: Json, resources: ResourceIndex | undefined): DeclaredScreens {
  const pages = listIn(profile(tree, module.pages, resources)?.src);
  // The FA model names its pages in the manifest itself.
  const legacy = listOf(module.js).flatMap((one) => listIn(one.pages));
  const routes = listOf(profile(tree, module.routerMap, resources)?.routerMap).map((route) => ({
    name: textOf(route.name),
    source: textOf(route.pageSourceFile),
    ...(textOf(route.buildFunction) && { builder: textOf(route.buildFunction) }),
  }));
  return {
    pages: [...pages, ...legacy].slice(0, MAX_PAGES),
    routes: routes.filter(({ name }) => name !== '').slice(0, MAX_PAGES),
  };
}

const MAX_PAGES = 5000;

/** `$profile:main_pages` */
function profile(tree: Tree, reference: unknown, resources: ResourceIndex | undefined): Json | undefined {
  const name = /^\$profile:(\w+)$/.exec(textOf(reference))?.[1];
  if (!name) return undefined;
  const indexed = [...(resources?.resources.values() ?? [])].find((one) => one.type === 'profile' && one.name === name);
  const path = textsOf(indexed ?? { id: 0, type: '', name, values: [] })[0]?.replace(/^[^/]+\//, '');
  return (path && readJson(tree, path)) || readJson(tree, `resources/base/profile/${name}.json`);
}

function readResources(tree: Tree): ResourceIndex | undefined {
  const bytes = readEntry(tree.find('resources.index'));
  return bytes && decodeResourceIndex(bytes);
}

/** A resource of several texts shows one of them; all are read. */
function textsById(index: ResourceIndex | undefined): ResourceTexts {
  const byName = new Map(
    [...(index?.resources.values() ?? [])]
      .filter(({ type }) => /string|plural|strarray/.test(type))
      .map((one) => [one.name, one]),
  );
  return (key) => {
    const found = typeof key === 'number' ? index?.resources.get(key) : byName.get(key);
    return found && /string|plural|strarray/.test(found.type) ? textsOf(found).join(' ') : undefined;
  };
}

function labelOf(given: Json, resources: ResourceTexts): string | undefined {
  const label = textOf(given.label);
  const text = typeof given.labelId === 'number' ? resources(given.labelId) : undefined;
  return text ?? (label.startsWith('$') ? resources(label.replace(/^\$string:/, '')) : label || undefined);
}

/** Profiles are small; a huge one is none. */
const MAX_JSON = 4 * 1024 * 1024;

export function readJson(tree: Tree, name: string): Json | undefined {
  const entry = tree.find(name);
  const bytes = entry && entry.size <= MAX_JSON ? readEntry(entry) : undefined;
  try {
    const value: unknown = bytes && JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined; // not JSON: as good as missing
  }
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function listIn(value: unknown): string[] {
  return Array.isArray(value)
    ? value.flatMap((item) =>
        typeof item === 'string' ? [item] : textOf(objectOf(item).path) || textOf(objectOf(item).name) || [],
      )
    : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

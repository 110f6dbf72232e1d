import type { Classes } from '../classes.js';
import type { Manifest } from '../manifest.js';
import type { OwnerOf } from '../ownership.js';
import type { Sources } from '../sources.js';

/** What the manifest names and no DEX holds. */
export interface MissingFigures {
  /** Enabled components of the app's own packages, and how many of them are missing. */
  own: Count;
  /** The same with the components of libraries; a few declared for a library that is not there are common. */
  all: Count;
  /** The class the platform creates before anything else. */
  application?: string;
  /** The class that creates components; its absence alone breaks nothing. */
  factory?: string;
}

interface Count {
  declared: number;
  missing: number;
}

/** Classes of the platform stand in no package. */
const PLATFORM = /^(android|java|javax|com\.android\.internal)\./;
/** The manifest merger leaves this name where the library was shrunk away. */
const MERGED_FACTORY = /^(androidx|android\.support\.v4)\.(core\.)?app\.CoreComponentFactory$/;

/**
 * Compares the manifest with the DEX files. A component of a split that was not handed in, and any class of an app whose
 * splits are missing, may stand there.
 */
export function missingFigures(
  sources: Sources,
  manifest: Manifest | undefined,
  classes: Classes,
  ownerOf: OwnerOf,
): MissingFigures {
  const nothing = { declared: 0, missing: 0 };
  if (!manifest || (manifest.requiredSplits !== undefined && sources.trees.length === 1)) return { own: nothing, all: nothing };
  const absent = (name: string | undefined): name is string =>
    name !== undefined && !classes.byName.has(name) && !PLATFORM.test(name);
  const names = manifest.components.flatMap(({ name, enabled, split }) => (enabled && split === undefined ? [name] : []));
  const count = (of: string[]): Count => ({ declared: of.length, missing: of.filter(absent).length });
  const { application, componentFactory: factory } = manifest;
  return {
    own: count(names.filter((name) => ownerOf(name) === 'own')),
    all: count(names),
    ...(absent(application) && { application }),
    ...(absent(factory) && !MERGED_FACTORY.test(factory) && { factory }),
  };
}

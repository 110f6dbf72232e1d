import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import type { Classes } from '../classes.js';
import type { Manifest } from '../manifest.js';
import type { OwnerOf } from '../ownership.js';
import type { Sources } from '../sources.js';
import { bodyFigures } from './bodies.js';
import { bodyLimits } from './body-limits.js';
import { stringFigures } from './encrypted-strings.js';
import { loaderLimits } from './loader-limits.js';
import { missingFigures } from './missing.js';
import { obfuscationLimits } from './obfuscation-limits.js';
import { packedLimits } from './packed-limits.js';
import { packerIn } from './packer-marks.js';
import { payloadFigures } from './payload.js';
import { reflectionFigures } from './reflection.js';

export interface HardeningInput {
  sources: Sources;
  manifest: Manifest | undefined;
  manifestPath: string;
  classes: Classes;
  ownerOf: OwnerOf;
  analysis: Analysis;
}

/**
 * What protection put between the app's code and its reader: a packer that encrypts the DEX or takes methods apart, and
 * strings and calls that are only known at run time. Each is told with its figures; what can still be read is read.
 */
export function hardeningLimits(input: HardeningInput): Fact[] {
  const { sources, manifest, manifestPath, classes, ownerOf, analysis } = input;
  if (sources.dexes.length === 0) return [];
  const base = sources.trees[0]!.path || manifestPath;
  const application = manifest?.application;
  const packer = packerIn(
    sources.entries.map(({ name }) => name),
    classes.byName.keys(),
    application === undefined ? [] : [application, ...classes.ancestors(application)],
  );
  const missing = missingFigures(sources, manifest, classes, ownerOf);
  const packed = packedLimits(missing, payloadFigures(sources, classes), packer, base);
  // Where the code itself is gone, its remains say nothing more.
  if (packed.length > 0) return packed;
  return [
    ...bodyLimits(bodyFigures(classes), packer, base),
    ...loaderLimits(sources, classes, base),
    ...obfuscationLimits(stringFigures(analysis), reflectionFigures(analysis), base),
  ];
}

import type { Body } from './code/body.js';
import type { Program } from './code/program.js';
import type { Manifest } from './manifest.js';

const SWITCH = 'setComponentEnabledSetting';

/**
 * What the manifest turns off and code may turn on: components and aliases that a method names which switches components, or
 * one that calls it. Where these name none of them, the name is made up as it runs, and it may be any.
 * Source: Android guide, PackageManager.setComponentEnabledSetting
 */
export function turnedOnByCode(manifest: Manifest | undefined, program: Program): ReadonlySet<string> {
  const off = [...(manifest?.components ?? []), ...(manifest?.aliases ?? [])].flatMap(({ name, enabled }) =>
    enabled ? [] : [name],
  );
  if (off.length === 0) return new Set();
  const own = program.read.filter(({ owner }) => owner.owner !== 'third-party');
  const switching = new Set(own.filter((body) => body.calls.some(({ callee }) => callee.name === SWITCH)).map(({ key }) => key));
  if (switching.size === 0) return new Set();
  const asking = own.filter(
    ({ key, calls }) =>
      switching.has(key) || calls.some(({ callee }) => program.resolve(callee).some((target) => switching.has(target))),
  );
  const named = new Set(asking.flatMap(namesIn));
  const found = off.filter((name) => named.has(name));
  return new Set(found.length > 0 ? found : off);
}

function namesIn({ named, created, literals }: Body): string[] {
  return [...named.map(({ name }) => name), ...created.map(({ name }) => name), ...literals.map(({ text }) => text)];
}

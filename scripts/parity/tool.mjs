import { spawnSync } from 'node:child_process';

/** Standard output and error of a tool; undefined where it is not installed. */
export function output(tool, args, input) {
  const { error, stdout, stderr, status } = spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 28, input });
  return error ? undefined : { stdout, stderr, status };
}

/** Names of a list, each once, sorted. */
export function sorted(names) {
  return [...new Set(names)].sort();
}

/** Components of a facts file by kind. */
export function componentCounts({ facts }) {
  const count = (type) => facts.filter((fact) => fact.kind === 'component' && fact.type === type).length;
  return { activity: count('activity'), service: count('service'), receiver: count('receiver'), provider: count('provider') };
}

export function permissionsOf({ facts }) {
  return sorted(
    facts.flatMap((fact) => (fact.kind === 'permission' && fact.at.path.endsWith('!AndroidManifest.xml') ? [fact.name] : [])),
  );
}

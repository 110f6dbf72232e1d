import { readFileSync } from 'node:fs';
import { load, loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { jianfu } from './command.js';

interface Container {
  args: string[];
}
interface Manifest {
  kind: string;
  spec: { template: { spec: { containers: Container[]; terminationGracePeriodSeconds: number } } };
}

const flagsOf = (words: string): string[] => words.match(/--[a-z-]+/g) ?? [];
const known = (command: string): string[] => flagsOf(jianfu([command, '--help']).stdout);

describe('deploy', () => {
  it('the compose file calls commands with options they have', () => {
    const { services } = load(readFileSync('deploy/compose.yaml', 'utf8')) as {
      services: Record<string, { entrypoint?: string[] }>;
    };
    for (const command of ['worker', 'batch']) {
      const words = services[command]!.entrypoint![2]!.split(`jianfu.js ${command}`)[1]!;
      expect(flagsOf(words).length).toBeGreaterThan(2);
      expect(known(command)).toEqual(expect.arrayContaining(flagsOf(words)));
    }
    // A single dollar sign is the compose file's own.
    expect(services.worker!.entrypoint![2]).toMatch(/"\$\$\(cat /);
  });

  it('the manifest calls the worker with options it has, and gives it longer than it takes to stop', () => {
    const manifests = loadAll(readFileSync('deploy/kubernetes.yaml', 'utf8')) as Manifest[];
    const { spec } = manifests.find(({ kind }) => kind === 'Deployment')!.spec.template;
    const [{ args } = { args: [] }] = spec.containers;
    expect(args[0]).toBe('worker');
    expect(known('worker')).toEqual(expect.arrayContaining(flagsOf(args.join(' '))));
    expect(Number(args[args.indexOf('--grace') + 1])).toBeLessThan(spec.terminationGracePeriodSeconds);
  });
});

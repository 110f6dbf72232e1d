import { fileURLToPath } from 'node:url';
import { loadPacks } from '../../src/check/index.js';
import { scanInput } from '../../src/scan.js';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const packs = loadPacks(fileURLToPath(new URL('../../rules', import.meta.url)));

/** What a scan says of an app, short enough to compare: nothing of where things stand or what form they have. */
export interface Outcome {
  /** Rule → `verdict element=status …`. */
  items: Record<string, string>;
  /** Rule → screens on which evidence stands, `package` for evidence outside of screens. */
  evidence: Record<string, string[]>;
  /** Screen → `title, reachable`. */
  screens: Record<string, string>;
  /** Reasons of the limits, each once, sorted. */
  limits: string[];
}

/** Scans one form of an app: the path of a folder or package below `fixtures/`, or of the packages it consists of. */
export function outcomeOf(paths: string | readonly string[]): Outcome {
  const files = [paths].flat().map((path) => fixtures + path);
  const { items, inventory, limits } = scanInput(files.length === 1 ? files[0]! : files, { packs });
  return {
    items: Object.fromEntries(
      items.map(({ rule, verdict, elements }) => [
        rule,
        [verdict, ...elements.map(({ id, status }) => `${id}=${status}`)].join(' '),
      ]),
    ),
    evidence: Object.fromEntries(
      items.map(({ rule, contexts }) => [rule, contexts.map(({ screen }) => screenName(screen)).sort()]),
    ),
    screens: Object.fromEntries(
      inventory.screens.map(({ id, title, reachable }) => [screenName(id), `${title ?? '(无标题)'}, ${reachable}`]),
    ),
    limits: [...new Set(limits.map(({ reason }) => reason))].sort(),
  };
}

/**
 * The name of a screen in every form of an app: routes have no slash in front, and no `index` where a folder stands for its
 * page. The only place where ids are made alike.
 */
export function screenName(id: string): string {
  return id.replace(/^\/+/, '').replace(/\/index$/, '');
}

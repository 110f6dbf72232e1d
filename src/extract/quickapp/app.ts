import { readApkSignature } from '../../decode/apksig/index.js';
import type { Fact } from '../../facts/types.js';
import type { Opened, Tree } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { createApplication } from '../javascript/application/application.js';
import { linkScreens } from '../javascript/application/screens.js';
import { scriptFacts } from '../javascript/facts/index.js';
import { withKnown } from '../javascript/libraries/known-scripts.js';
import { libraryFacts } from '../javascript/libraries/libraries.js';
import { coverageOf } from '../miniprogram/app.js';
import { readScreens } from '../miniprogram/screens.js';
import { readSources } from '../miniprogram/sources.js';
import { joinBareTemplates, joinComponents } from './components.js';
import type { QuickAppConfig } from './config.js';
import { dropManifestCopies } from './copies.js';
import { limitFacts } from './limits.js';
import { translateSources } from './words.js';

/** Facts of a quick app: its pages and cards with what they show and do, its manifest, and what could not be read. */
export function extractApp(opened: Opened, tree: Tree, config: QuickAppConfig): Extraction {
  const sources = readSources(tree, config.pages, false);
  dropManifestCopies(sources);
  joinComponents(sources, tree);
  joinBareTemplates(sources, tree, config.pages);
  translateSources(sources, config.words);
  const app = createApplication(sources.modules);
  const screens = readScreens(tree, app, sources, config, undefined);
  for (const screen of screens) screen.aliases = config.aliases.get(screen.id);
  const appModules = [...(sources.bundles.get('app') ?? []), ...(app.byStem.get('app') ? [app.byStem.get('app')!] : [])];
  const entries = [...config.pages.slice(0, 1).map(({ id }) => id), ...config.cards];
  const linked = linkScreens(app, screens, entries, appModules);
  const facts = [
    ...scriptFacts(app, linked).map((fact) => inForeground(fact, config)),
    ...manifestFacts(config),
    ...withKnown(libraryFacts(tree.entries), sources.known),
    ...limitFacts({ tree, app, sources, config, screens }, opened),
  ];
  return {
    facts,
    package: {
      carrier: 'quickapp',
      id: config.id,
      name: config.name,
      versionName: config.versionName,
      versionCode: config.versionCode,
      signature: readApkSignature(undefined, opened.trees[0]?.signing, 0),
    },
    coverage: coverageOf(sources, facts),
    hosts: ['native'],
  };
}

/** Positions are followed in the background only where the manifest asks for it; else they end when the app is left. */
function inForeground(fact: Fact, { background }: QuickAppConfig): Fact {
  const follows = fact.kind === 'api' && fact.family === 'background-location' && fact.name.startsWith('@system.geolocation');
  return follows && !background.includes('system.geolocation') ? { ...fact, family: 'location' } : fact;
}

function manifestFacts({ entry, name, barTitle, flags, permissions }: QuickAppConfig): Fact[] {
  const base = { at: { path: entry.path }, owner: 'own' as const, screens: [] };
  return [
    ...(name ? [{ kind: 'text', value: name, position: 'app-name', ...base } as const] : []),
    ...(barTitle ? [{ kind: 'text', value: barTitle, position: 'page-title', ...base } as const] : []),
    ...flags.map((flag) => ({ kind: 'flag', ...flag, ...base }) as const),
    ...permissions.map((feature) => ({ kind: 'permission', name: feature, ...base }) as const),
  ];
}

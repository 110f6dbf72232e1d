import type { Fact } from '../../../facts/types.js';
import type { Application } from '../application/application.js';
import type { LinkedScreens } from '../application/screens.js';
import { obfuscationLimits } from '../constants/obfuscation.js';
import type { Unit } from '../module/model.js';
import { shownRows } from '../texts/rows.js';
import type { Emitter } from './emitter.js';
import { entryTitles } from './entry-titles.js';
import { mergeByPlace } from './merged-facts.js';
import { emitModule } from './module-facts.js';
import { emitScreens } from './screen-facts.js';
import { emitTemplate } from './template-facts.js';

/** All facts of a script application: what its screens show, what its functions do, and how the two are joined. */
export function scriptFacts(app: Application, linked: LinkedScreens): Fact[] {
  const emitter: Emitter = { facts: [], lines: new Map() };
  const pages = new Set(linked.screens.map((screen) => screen.id));
  emitScreens(emitter, app, linked);
  for (const screen of linked.screens) for (const template of screen.templates) emitTemplate(emitter, app, screen, template);
  const all = { emitter, app, linked, pages, memo: new Map<Unit, boolean>() };
  const rows = shownRows(linked.screens);
  for (const module of app.modules.values()) if (module.owner !== 'third-party') emitModule(all, module, rows.get(module));
  emitter.facts.push(...entryTitles(emitter.facts, linked.screens));
  return [...mergeByPlace(emitter.facts), ...obfuscationLimits(app.modules.values())];
}

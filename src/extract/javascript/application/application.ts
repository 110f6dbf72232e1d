import type { Node } from '@babel/types';
import type { ScriptModule, Unit } from '../module/model.js';
import { type AppObject, appObjectOf } from './app-object.js';

/** All script modules of one app and the way from a name to its definition across them. */
export interface Application {
  modules: Map<string, ScriptModule>;
  /** Module ids by their path without extension and without `/index`. */
  byStem: Map<string, ScriptModule>;
  /** Own units by name, for calls whose receiver cannot be told. */
  unitsByName: Map<string, Unit[]>;
  /** Callees of a unit, memoised. */
  callees: Map<Unit, Set<Unit>>;
  /** Functions that listen to the event a call sets off. */
  heard: Map<Node, Unit[]>;
  /** Functions that answer a component's event, with the ids of the screens that have both: elsewhere the component does not run them. */
  answers: Map<Unit, Set<string>>;
  /** What `getApp()` gives back, where it is known. */
  object?: AppObject;
}

/** A value and the unit its names are to be looked up in. */
export interface Located {
  node: Node;
  unit: Unit;
}

const EXTENSION = /\.(js|ts|uts|tsx|jsx|mjs|cjs|vue|nvue|uvue|ux|wpy|mpx|cml|wxs|sjs|json)$/;

export function createApplication(modules: Iterable<ScriptModule>): Application {
  const app: Application = {
    modules: new Map(),
    byStem: new Map(),
    unitsByName: new Map(),
    callees: new Map(),
    heard: new Map(),
    answers: new Map(),
  };
  for (const module of modules) {
    app.modules.set(module.id, module);
    const stem = stemOf(module.id);
    if (!app.byStem.has(stem)) app.byStem.set(stem, module);
    if (module.owner === 'third-party') continue;
    for (const [name, units] of module.unitsByName) app.unitsByName.set(name, [...(app.unitsByName.get(name) ?? []), ...units]);
  }
  app.object = appObjectOf(app.modules.values());
  return app;
}

export function stemOf(id: string): string {
  return id.replace(EXTENSION, '').replace(/(^|\/)index$/, '');
}

/** Joins a relative path to the folder of `from`; `..` beyond the root stays at the root. */
export function joinPath(from: string, relative: string): string {
  const parts = relative.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

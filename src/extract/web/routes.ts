import type { Application } from '../javascript/application.js';
import type { ScriptModule } from '../javascript/model.js';
import type { ScreenSpec } from '../javascript/screens.js';
import type { Sources } from '../miniprogram/source-set.js';

export interface RoutedScreens {
  screens: ScreenSpec[];
  entries: string[];
  appModules: ScriptModule[];
  /** Modules that belong to routes. */
  modules: Set<ScriptModule>;
}

export function readRoutes(_app: Application, _sources: Sources): RoutedScreens {
  return { screens: [], entries: [], appModules: [], modules: new Set() };
}

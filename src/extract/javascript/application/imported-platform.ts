import { pushTo } from '../../multimap.js';
import { DISTINCT_METHODS } from '../apis/platform-apis.js';
import type { Call, ScriptModule } from '../module/model.js';
import { importOf } from '../module/units.js';
import type { Application } from './application.js';
import { resolveModule } from './resolve-modules.js';

/** Functions of every platform that are no feature by themselves. */
const COMMON =
  /^(request|downloadFile|connectSocket|show(Toast|Modal|Loading|ActionSheet)|hide(Toast|Loading)|navigate(To|Back)|redirectTo|reLaunch|switchTab|(get|set|remove)Storage(Sync)?|getSystemInfo(Sync)?|getUserProfile|setNavigationBarTitle)$/;
/** Fewer names in common with the platform may be chance. */
const MIN_METHODS = 3;
/** `r.request`, `r().request`, `r.default.request`: of a bundler's namespace and of its default export. */
const MEMBER = /^([\w$]+)(?:\(\)|\.default|\.a)?\.([A-Za-z]\w*)$/;

/**
 * Calls on a module of a bundle that stands for the platform get the platform's name: `(0, r.request)(…)`, where `r` is what is left
 * of `import { request } from '@tarojs/taro'`. Bundlers give the module a number; what tells it is that the app asks it for several
 * functions only the platform has by these names, and that none of these is written in it.
 */
export function nameImportedPlatform(app: Application, modules: readonly ScriptModule[]): void {
  const asked = new Map<string, Asked[]>();
  for (const module of modules)
    if (module.wrapper) for (const call of module.calls) for (const found of askedBy(app, call)) pushTo(asked, found.key, found);
  for (const calls of asked.values()) {
    if (new Set(calls.map(({ method }) => method)).size < MIN_METHODS || calls.some(isWritten)) continue;
    for (const { call, method } of calls) call.callee = `Taro.${method}`;
  }
}

interface Asked {
  call: Call;
  method: string;
  /** The module that is asked, as the bundle calls it. */
  key: string;
  target?: ScriptModule;
}

function askedBy(app: Application, call: Call): Asked[] {
  const [, name = '', method = ''] = MEMBER.exec(call.callee) ?? [];
  if (!COMMON.test(method) && !Object.hasOwn(DISTINCT_METHODS, method)) return [];
  const binding = importOf(call.unit, name);
  if (!binding?.from.wrapper || binding.specifier.startsWith('.')) return [];
  const target = resolveModule(app, binding.from, binding.specifier);
  return [{ call, method, key: target?.id ?? binding.specifier, ...(target && { target }) }];
}

/** A module of the app's own may have wrappers by these names. */
function isWritten({ method, target }: Asked): boolean {
  return target !== undefined && (target.exports.has(method) || target.unitsByName.has(method));
}

import type { Node } from '@babel/types';
import { dottedName } from '../../../decode/javascript/names.js';
import { walk } from '../../../decode/javascript/walk.js';
import type { ApiFact, ApiFamily } from '../../../facts/types.js';
import type { Application } from '../application/application.js';
import { lookup } from '../application/follow.js';
import { foldObject } from '../constants/fold.js';
import type { Call } from '../module/model.js';
import { importOf } from '../module/units.js';
import { BRIDGES, DISTINCT_METHODS, PLATFORM_METHODS, PLATFORM_OBJECTS, SYSTEM_MODULES, WEB_CALLS } from './platform-apis.js';

/** Reads a call as a platform call, whatever the platform object is called after compilation. */
export function apiOf(app: Application, call: Call): Pick<ApiFact, 'name' | 'family' | 'detail'> | undefined {
  const parts = call.callee.split('.');
  const method = parts.at(-1)!;
  const system = systemCall(call, method);
  if (system) return system;
  const distinct = Object.hasOwn(DISTINCT_METHODS, method) ? DISTINCT_METHODS[method] : undefined;
  if (distinct && (parts.length > 1 || isImported(app, call, method))) {
    if (parts.length > 1 && parts[0] === 'this' && call.unit.module.unitsByName.has(method)) return undefined;
    return { name: platformName(parts), family: distinct, ...detailOf(app, call) };
  }
  if (method === 'appendFile' && isFormFile(call)) return { name: platformName(parts), family: 'upload' };
  const web = WEB_CALLS.find(([pattern]) => pattern.test(call.callee));
  if (web) return { name: call.callee, family: web[1], ...detailOf(app, call) };
  const bridged = BRIDGES.test(call.callee) ? call.node.arguments[0] : undefined;
  if (bridged?.type === 'StringLiteral' && Object.hasOwn(DISTINCT_METHODS, bridged.value))
    return { name: `${call.callee}('${bridged.value}')`, family: DISTINCT_METHODS[bridged.value]! };
  const tail = parts.slice(1).join('.');
  if (PLATFORM_OBJECTS.has(parts[0]!) && Object.hasOwn(PLATFORM_METHODS, tail))
    return { name: call.callee, family: PLATFORM_METHODS[tail]! };
  return undefined;
}

/** `form.appendFile('imgs', path)`: a form with files, put together by hand, as mini-programs know no FormData. */
function isFormFile({ callee, node: { arguments: args } }: Call): boolean {
  return (
    callee.includes('.') &&
    args.length >= 2 &&
    args[0]!.type !== 'ObjectExpression' &&
    !/(^|\.)fs\w*\.|Manager(\(\))?\./i.test(callee)
  );
}

function platformName(parts: string[]): string {
  return PLATFORM_OBJECTS.has(parts[0]!) ? parts.join('.') : parts.slice(-2).join('.');
}

/** A bare `chooseImage()` counts when it was taken from the platform: `const {chooseImage} = wx`, `import {…} from '@tarojs/taro'`. */
function isImported(app: Application, call: Call, name: string): boolean {
  const binding = importOf(call.unit, name);
  if (binding) return /taro|uni-app|@dcloudio|wx|mini/i.test(binding.specifier);
  const value = lookup(app, name, call.unit);
  return (
    value?.node.type === 'MemberExpression' &&
    value.node.object.type === 'Identifier' &&
    PLATFORM_OBJECTS.has(value.node.object.name)
  );
}

/** Only the camera, never the album: a hint that a photo is to prove presence. */
function detailOf(app: Application, call: Call): { detail?: string } {
  const options = call.node.arguments[0] && foldObject(app, call.node.arguments[0] as Node, call.unit);
  if (!options) return {};
  const sources = new Set<string>();
  for (const member of options.node.properties) {
    if (member.type !== 'ObjectProperty' || member.key.type !== 'Identifier' || member.key.name !== 'sourceType') continue;
    // Cordova names its sources: `Camera.PictureSourceType.CAMERA`.
    if (/\.CAMERA$/.test(dottedName(member.value) ?? '')) sources.add('camera');
    walk(member.value, (node) => {
      if (node.type === 'StringLiteral') sources.add(node.value);
    });
  }
  return sources.size === 1 && sources.has('camera') ? { detail: 'sourceType: camera' } : {};
}

function systemCall({ system }: Call, method: string): Pick<ApiFact, 'name' | 'family' | 'detail'> | undefined {
  const entry = system && Object.hasOwn(SYSTEM_MODULES, system) ? SYSTEM_MODULES[system] : undefined;
  if (!entry || (entry.methods && !entry.methods.test(method))) return undefined;
  const camera = entry.family === 'media-pick' && method.startsWith('take');
  return {
    name: `@${system}.${method}`,
    family: familyOf(entry.family, method),
    ...(camera && { detail: 'sourceType: camera' }),
  };
}

/** A module of positions also has calls that follow the user, or let him choose a place. */
function familyOf(family: ApiFamily, method: string): ApiFamily {
  if (family !== 'location') return family;
  if (/^(subscribe|watch)/.test(method)) return 'background-location';
  return /^choose/.test(method) ? 'choose-location' : /^open/.test(method) ? 'map' : 'location';
}

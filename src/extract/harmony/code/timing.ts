import type { Timing } from '../../bytecode/heartbeats.js';
import { nameOf } from '../../bytecode/naming.js';
import type { RequestCall, Sends } from '../../bytecode/requests.js';
import { functionsOf } from '../../bytecode/units.js';
import { type CallSite, optionsOf, type Value } from '../../bytecode/values.js';
import type { ArkProgram } from './program.js';
import type { ClassInfo } from './state.js';

const BEGIN = /^(aboutToAppear|onPageShow|onDidBuild|onForeground|onWindowStageCreate|onCreate|onShown|onWillAppear|onAppear)$/;
const END =
  /^(aboutToDisappear|onPageHide|onBackPress|onBackground|onWindowStageDestroy|onDestroy|onHidden|onWillDisappear|onDisAppear)$/;
const STORES = /(^|\.)(put|putSync|insert|setOrCreate|SetOrCreate|executeSql)$/;

/**
 * Time between the events of a page: a field is given the time at its beginning, and taken from the time at its end.
 * What is counted by timers alone is not followed.
 */
export function readTimings(
  program: ArkProgram,
  isOwn: (unit: number) => boolean,
  requests: Map<CallSite, RequestCall>,
  sends: Sends,
): Timing[] {
  return [...program.classes.values()].filter(({ id }) => isOwn(id)).flatMap((info) => pairsOf(program, info, requests, sends));
}

function pairsOf(program: ArkProgram, info: ClassInfo, requests: Map<CallSite, RequestCall>, sends: Sends): Timing[] {
  const begins = [...info.methods].filter(([name]) => BEGIN.test(name));
  const ends = [...info.methods].filter(([name]) => END.test(name));
  return ends.flatMap(([end, unit]): Timing[] => {
    const kept = differencesIn(program, unit);
    const begin = begins.find(([, id]) => keepsTime(program, id).some((key) => kept.includes(key)));
    if (!begin) return [];
    return [
      {
        shape: 'lifecycle-pair',
        pair: `${begin[0]}→${end}`,
        ...goalOf(program, unit, requests, sends),
        unit,
        at: program.file.methods[unit]?.code?.start ?? 0,
      },
    ];
  });
}

/** Fields that a function gives the time. */
function keepsTime(program: ArkProgram, unit: number): string[] {
  return (program.units.get(unit)?.stores ?? []).flatMap(({ object, key, value }) =>
    object.kind === 'self' && isTime(program, value) ? [key] : [],
  );
}

function isTime(program: ArkProgram, value: Value): boolean {
  return optionsOf(value).some((option) => {
    if (option.kind !== 'call') return false;
    const name = nameOf(program, option);
    return (
      /(^|\.)(Date\.now|Date\.getTime|systemDateTime\.get\w*Time\w*|getTime)$/.test(name) ||
      (option.site.isNew && name === 'Date')
    );
  });
}

/** Fields of which the time now is taken off, or which are taken off it. */
function differencesIn(program: ArkProgram, unit: number): string[] {
  const reading = program.units.get(unit);
  const values = [
    ...(reading?.stores.map(({ value }) => value) ?? []),
    ...(reading?.calls.flatMap(({ args }) => args) ?? []),
    ...(reading?.branches.flatMap(({ tested }) => tested) ?? []),
  ];
  return values.flatMap((value) => fieldsIn(value, 0));
}

function fieldsIn(value: Value, depth: number): string[] {
  if (depth > 8) return [];
  if (value.kind === 'test' && value.operator === 'sub2')
    return value.of.flatMap((side) =>
      side.kind === 'member' && side.object.kind === 'self' ? [side.key] : fieldsIn(side, depth + 1),
    );
  if (value.kind === 'test') return value.of.flatMap((side) => fieldsIn(side, depth + 1));
  if (value.kind === 'call') return value.site.args.flatMap((side) => fieldsIn(side, depth + 1));
  if (value.kind === 'object') return [...value.members.values()].flatMap((side) => fieldsIn(side, depth + 1));
  if (value.kind === 'choice') return value.options.flatMap((side) => fieldsIn(side, depth + 1));
  return value.kind === 'sum' ? value.parts.flatMap((side) => fieldsIn(side, depth + 1)) : [];
}

function goalOf(
  program: ArkProgram,
  unit: number,
  requests: Map<CallSite, RequestCall>,
  sends: Sends,
): Pick<Timing, 'reaches' | 'target'> {
  const calls = program.units.get(unit)?.calls ?? [];
  const request = calls.map((site) => requests.get(site)).find(Boolean);
  if (request) return { reaches: 'request', target: request.path };
  if (calls.some((site) => functionsOf(program, site.callee).some(sends))) return { reaches: 'request' };
  const names = calls.map((site) => nameOf(program, site.callee));
  return names.some((name) => STORES.test(name)) ? { reaches: 'storage' } : { reaches: 'unknown' };
}

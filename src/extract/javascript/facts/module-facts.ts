import type { Node } from '@babel/types';
import { excerpt } from '../../../facts/excerpt.js';
import type { At, Owner } from '../../../facts/types.js';
import { apiOf } from '../apis/apis.js';
import type { Application } from '../application/application.js';
import type { LinkedScreens } from '../application/screens.js';
import { readGates } from '../gates/index.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { bundledName } from '../module/nodes.js';
import { handedOn } from '../requests/handed-on.js';
import { type RequestCall, readRequest, viaOf } from '../requests/requests.js';
import { isForwarding } from '../requests/transports.js';
import { takesText } from '../texts/prompts.js';
import { isShownRow } from '../texts/rows.js';
import { readTexts } from '../texts/texts.js';
import { readTiming } from '../timing/timing.js';
import { type Emitter, identifier, place, screensOf } from './emitter.js';

/** Rows of a table kept of one module, such as a list of all regions: what is beyond is only counted. */
const MAX_DATA = 2000;

/** What is asked of one module after the other, and stays the same. */
export interface ModuleFacts {
  emitter: Emitter;
  app: Application;
  linked: LinkedScreens;
  /** Ids of all screens. */
  pages: ReadonlySet<string>;
  /** Functions that are known to send, or not to. */
  memo: Map<Unit, boolean>;
}

/**
 * What the functions of a module do: texts they show, platform calls, requests, gates, timings, names.
 * @param shown tables of the module whose rows a template shows
 */
export function emitModule(all: ModuleFacts, module: ScriptModule, shown: ReadonlySet<string> | undefined): void {
  emitTexts(all, module, shown);
  for (const call of module.calls) emitCall(all, call);
  emitGates(all, module);
  emitTimings(all, module);
  emitMethods(all, module);
  emitFields(all, module);
  for (const { value, node, unit } of module.routes)
    if (/^https?:\/\//.test(value))
      all.emitter.facts.push({ kind: 'url', value: value.slice(0, 200), ...standing(all, node, unit) });
}

interface Standing {
  at: At;
  owner: Owner;
  screens: string[];
  linked?: boolean;
  unused?: boolean;
}

/** Where a node stands and who runs it. */
function standing({ emitter, linked }: ModuleFacts, node: Node, unit: Unit): Standing {
  const { module } = unit;
  const screens = screensOf(linked, unit);
  const unused = screens.length === 0 && linked.isUnused?.(unit);
  const bundled = bundledName(module);
  return {
    at: {
      ...place(emitter, module.path, module.text, node.start ?? 0),
      ...(bundled && { module: bundled }),
      ...(unit.name && { method: unit.name }),
    },
    owner: module.owner,
    screens,
    linked: linked.handled.has(unit) || undefined,
    ...(unused && { unused }),
  };
}

/** The same, with the source itself. */
function quoted(all: ModuleFacts, node: Node, unit: Unit): Standing & { excerpt: string } {
  const { at, ...rest } = standing(all, node, unit);
  const length = Math.min(80, (node.end ?? 0) - (node.start ?? 0));
  return { at, excerpt: excerpt(unit.module.text, node.start ?? 0, length), ...rest };
}

function emitTexts(all: ModuleFacts, module: ScriptModule, shown: ReadonlySet<string> | undefined): void {
  const texts = readTexts(all.app, module).map((text) =>
    text.position === 'data' && isShownRow(text.site, shown) ? { ...text, position: 'list' as const } : text,
  );
  const rows = texts.filter(({ position }) => position === 'data');
  const leftOut = new Set(rows.slice(MAX_DATA));
  if (leftOut.size > 0) {
    const { site } = rows[MAX_DATA]!;
    const { at } = standing(all, site.node, site.unit);
    all.emitter.facts.push({
      kind: 'number',
      name: 'data-texts-left-out',
      value: leftOut.size,
      ...standing(all, site.node, module.top),
      at,
    });
  }
  for (const text of texts) {
    if (leftOut.has(text)) continue;
    const { site, value, position, action, target } = text;
    all.emitter.facts.push({
      kind: 'text',
      value,
      position,
      ...(action && { action }),
      ...(target && { target }),
      ...quoted(all, site.node, site.unit),
    });
  }
}

function emitCall(all: ModuleFacts, call: Call): void {
  const { app, emitter, pages, memo } = all;
  const { node, unit } = call;
  const api = apiOf(app, call);
  if (api) emitter.facts.push({ kind: 'api', ...api, ...quoted(all, node, unit) });
  if (takesText(app, call)) emitter.facts.push({ kind: 'number', name: 'inputs', value: 1, ...standing(all, node, unit) });
  const request = readRequest(app, call, pages, memo);
  if (!request) return;
  emitRequest(all, request);
  for (const { call: giver, params, sends } of handedOn(app, request))
    emitRequest(all, { ...request, call: giver, params, sends, via: viaOf(giver) });
}

function emitRequest(all: ModuleFacts, { call, method, path, otherPaths = [], params, via, sends }: RequestCall): void {
  for (const address of [path, ...otherPaths])
    all.emitter.facts.push({
      kind: 'request',
      ...(method && { method }),
      path: address,
      params,
      via,
      sends,
      ...quoted(all, call.node, call.unit),
      ...askedBy(all, call),
    });
}

/** A new token or the end of a session is asked for by sending itself: by no page, or by the one with the button for it. */
function askedBy({ linked }: ModuleFacts, call: Call): { screens?: string[]; linked?: undefined } {
  const upkeep = linked.upkeepOf.get(call.unit);
  if (!upkeep || isForwarding(call)) return {};
  const screens = screensOf(linked, call.unit).filter((id) => !upkeep.has(id));
  return screens.length > 0 ? { screens } : { linked: undefined };
}

function emitGates(all: ModuleFacts, module: ScriptModule): void {
  for (const { node, unit, subject, shape, message, guards, silent } of readGates(all.app, module, all.memo))
    all.emitter.facts.push({
      kind: 'gate',
      subject,
      shape,
      ...(message && { message }),
      ...(guards && { guards }),
      ...(silent && { silent: true as const }),
      ...quoted(all, node, unit),
    });
}

function emitTimings(all: ModuleFacts, module: ScriptModule): void {
  for (const { node, unit, shape, pair, reaches, target } of readTiming(all.app, module))
    all.emitter.facts.push({
      kind: 'timing',
      shape,
      pair,
      reaches,
      ...(target && { target }),
      ...quoted(all, node, unit),
    });
}

function emitMethods(all: ModuleFacts, module: ScriptModule): void {
  for (const unit of module.units) {
    if (!unit.name || !unit.method) continue;
    const { at, owner, screens, unused } = standing(all, unit.node, unit);
    const named = identifier(unit.name, 'method', at, owner, screens);
    all.emitter.facts.push(unused ? { ...named, unused } : named);
  }
}

/** Properties that say how an element looks: `class` in them is no school class. */
const LOOKS = new Set(['className', 'classNames', 'style', 'styles', 'styleSheet', 'classList', 'hoverClass']);

/** Data fields of pages and components: what `data` declares and `setData` sets. */
function emitFields(all: ModuleFacts, module: ScriptModule): void {
  const screens = screensOf(all.linked, module.top);
  if (screens.length === 0) return;
  for (const [key, values] of module.members) {
    const node = values[0]!;
    if (key.length < 3 || key.length > 40 || !/^[A-Za-z_$][\w$]*$/.test(key) || node.type.endsWith('FunctionExpression'))
      continue;
    if (LOOKS.has(key)) continue;
    all.emitter.facts.push(identifier(key, 'field', standing(all, node, module.top).at, module.owner, screens));
  }
}

import type { Node } from '@babel/types';
import { parseScript } from '../../decode/javascript/parse.js';
import { excerpt } from '../../facts/excerpt.js';
import { tokenise } from '../../facts/tokens.js';
import type { At, Fact, IdentifierFact, Owner } from '../../facts/types.js';
import { type LineIndex, lineIndex } from '../lines.js';
import { subjectOfMessage, subjectOfName } from '../subjects.js';
import { apiOf } from './apis/apis.js';
import { PLATFORM_ELEMENTS } from './apis/platform-apis.js';
import type { Application } from './application/application.js';
import { type LinkedScreens, reachableScreens, type ScreenSpec, type ScreenTemplate } from './application/screens.js';
import { obfuscationLimits } from './constants/obfuscation.js';
import { translated } from './constants/translations.js';
import { entryTitles } from './entry-titles.js';
import { disabledTests, readGates } from './gates/index.js';
import { mergeByPlace } from './merged-facts.js';
import type { Call, ScriptModule, Unit } from './module/model.js';
import { unitAt } from './module/units.js';
import { readRequest } from './requests/requests.js';
import { isForwarding } from './requests/transports.js';
import { boundTexts } from './texts/bound-texts.js';
import { takesText } from './texts/prompts.js';
import { countedRows } from './texts/row-places.js';
import { isShownRow, shownRows } from './texts/rows.js';
import { readTexts } from './texts/texts.js';
import { readTiming } from './timing/timing.js';

/** Rows of a table kept of one module, such as a list of all regions: what is beyond is only counted. */
const MAX_DATA = 2000;
/** Names in an expression that say how something looks: attributes of JSX, `top={<View className='top'/>}`, `classNames('a', { b })`. */
const OF_LOOKS = /\s[A-Za-z][\w:-]*=(?=["'{])|\b(?:class[nN]ames|clsx)(?=\()/g;
const HAN = /[\u3400-\u9fff]/;

interface Emitter {
  facts: Fact[];
  lines: Map<string, LineIndex>;
}

/** All facts of a script application: what its screens show, what its functions do, and how the two are joined. */
export function scriptFacts(app: Application, linked: LinkedScreens): Fact[] {
  const emitter: Emitter = { facts: [], lines: new Map() };
  const pages = new Set(linked.screens.map((screen) => screen.id));
  emitScreens(emitter, app, linked);
  for (const screen of linked.screens) for (const template of screen.templates) emitTemplate(emitter, app, screen, template);
  const memo = new Map<Unit, boolean>();
  const rows = shownRows(linked.screens);
  for (const module of app.modules.values())
    if (module.owner !== 'third-party') emitModule(emitter, app, linked, module, { pages, memo, shown: rows.get(module) });
  emitter.facts.push(...entryTitles(emitter.facts, linked.screens));
  return [...mergeByPlace(emitter.facts), ...obfuscationLimits(app.modules.values())];
}

function emitScreens(emitter: Emitter, app: Application, linked: LinkedScreens): void {
  const reachable = reachableScreens(linked.from);
  for (const screen of linked.screens) {
    const known = reachable.has(screen.id) ? 'yes' : linked.openNavigation ? 'unknown' : 'no';
    const title = titleOf(app, screen.title);
    const from = [...(linked.from.get(screen.id) ?? [])].sort();
    emitter.facts.push({
      kind: 'screen',
      id: screen.id,
      title,
      ...(!title && screen.barTitle && { barTitle: screen.barTitle }),
      reachable: screen.registered ? known : 'no',
      from,
      registered: screen.registered,
      at: screen.at,
      owner: 'own',
      screens: [screen.id],
    });
    if (title)
      emitter.facts.push({
        kind: 'text',
        value: title,
        position: 'page-title',
        at: screen.at,
        owner: 'own',
        screens: [screen.id],
      });
    emitter.facts.push(identifier(screen.id, 'route', screen.at, 'own', [screen.id]));
  }
}

/** `%sign.title%` of uni-app stands for a text of the language files. */
function titleOf(app: Application, title: string | undefined): string | undefined {
  const key = title && /^%([\w.-]+)%$/.exec(title)?.[1];
  return (key && translated(app, key)) || title;
}

function identifier(value: string, role: IdentifierFact['role'], at: At, owner: Owner, screens: string[]): IdentifierFact {
  return { kind: 'identifier', value, tokens: tokenise(value), role, at, owner, screens };
}

function place(emitter: Emitter, path: string, text: string, offset: number): At {
  let index = emitter.lines.get(text);
  if (!index) {
    index = lineIndex(text);
    emitter.lines.set(text, index);
  }
  return { path, ...index.at(offset) };
}

function emitTemplate(emitter: Emitter, app: Application, screen: ScreenSpec, template: ScreenTemplate): void {
  const { reading, path, text, module } = template;
  const base = { owner: 'own' as Owner, screens: [screen.id] };
  const at = (offset: number): At => place(emitter, path, text, offset);
  const texts = [
    ...reading.texts.map((item) => ({ ...item, length: item.value.length })),
    ...boundTexts(app, template).map((item) => ({ ...item, length: item.raw.length })),
  ];
  for (const { value, position, action, target, offset, length } of texts) {
    emitter.facts.push({
      kind: 'text',
      value,
      position,
      ...(action && { action }),
      ...(target && { target }),
      at: at(offset),
      excerpt: excerpt(text, offset, length),
      linked: action === 'handler' || undefined,
      ...base,
    });
  }
  for (const handler of reading.handlers) {
    const name = /[A-Za-z_$][\w$]*/.exec(handler.expression.replace(/^\(?\s*[\w,\s]*\)?\s*=>\s*/, ''))?.[0];
    if (name) emitter.facts.push(identifier(name, 'handler', at(handler.offset), 'own', [screen.id]));
  }
  for (const binding of reading.bindings) {
    const expression = binding.expression.replace(OF_LOOKS, ' ');
    for (const name of new Set(expression.match(/[A-Za-z_$][\w$]{2,}/g) ?? []))
      emitter.facts.push(identifier(name, 'binding', at(binding.offset), 'own', [screen.id]));
  }
  for (const element of reading.platform) {
    const openType = /^open-type=(.+)$/.exec(element.name)?.[1];
    const family = openType
      ? openType === 'feedback'
        ? 'feedback'
        : openType === 'share'
          ? 'share'
          : undefined
      : PLATFORM_ELEMENTS[element.name.replace(/[<>]/g, '')];
    if (family)
      emitter.facts.push({
        kind: 'api',
        name: element.name,
        family,
        at: at(element.offset),
        excerpt: excerpt(text, element.offset, 40),
        ...base,
      });
  }
  const counted = countedRows(module, reading.shown.members).map(({ key, members }) => {
    const shown = reading.bindings.find(({ expression }) => new RegExp(`\\.${key}\\b`).test(expression));
    return { members, offset: shown?.offset ?? 0 };
  });
  for (const { members, offset } of [...reading.numbered, ...counted])
    for (const name of members) emitter.facts.push(identifier(name, 'numbered', at(offset), 'own', [screen.id]));
  emitInputs(emitter, template, screen, at);
  for (const item of reading.disabled) {
    const expression = module && parseScript(`(${item.expression.replace(/^\{\{|\}\}$/g, '')})`)?.file.program.body[0];
    if (expression?.type !== 'ExpressionStatement' || !module) continue;
    // Of JSX in the function it stands in; other templates know what a component's `setup` has, or stand outside of all.
    const setup = module.unitsByName.get('setup')?.[0] ?? module.top;
    const unit = module.text === text ? unitAt(module, { start: item.offset, end: item.offset } as Node) : setup;
    for (const test of disabledTests(app, expression.expression, unit)) {
      emitter.facts.push({
        kind: 'gate',
        subject: test.subject,
        shape: 'disabled',
        message: item.text,
        guards: item.handler ?? 'button',
        at: at(item.offset),
        excerpt: excerpt(text, item.offset, item.expression.length),
        ...base,
      });
    }
  }
}

function emitInputs(emitter: Emitter, { reading, text }: ScreenTemplate, screen: ScreenSpec, at: (offset: number) => At): void {
  const base = { owner: 'own' as Owner, screens: [screen.id] };
  const inputs = reading.inputs;
  if (inputs.length === 0) return;
  const first = at(inputs[0]!.offset);
  emitter.facts.push({ kind: 'number', name: 'inputs', value: inputs.length, at: first, ...base });
  const required = inputs.filter((input) => input.required);
  if (required.length > 0)
    emitter.facts.push({ kind: 'number', name: 'required-inputs', value: required.length, at: at(required[0]!.offset), ...base });
  const uploads = inputs.filter((input) => input.type === 'upload');
  if (uploads.length > 0) {
    emitter.facts.push({ kind: 'number', name: 'attachment-inputs', value: uploads.length, at: at(uploads[0]!.offset), ...base });
    emitter.facts.push({
      kind: 'api',
      name: `<${uploads[0]!.type}>`,
      family: 'media-pick',
      at: at(uploads[0]!.offset),
      excerpt: excerpt(text, uploads[0]!.offset, 40),
      ...base,
    });
  }
  for (const input of required) {
    const subject =
      input.type === 'upload'
        ? 'photo'
        : ((input.label && HAN.test(input.label) ? subjectOfMessage(input.label) : undefined) ??
          (input.model ? subjectOfName(input.model) : undefined));
    if (subject && subject !== 'text' && subject !== 'phone')
      emitter.facts.push({
        kind: 'gate',
        subject,
        shape: 'required-rule',
        message: input.label,
        guards: input.model ?? input.name,
        at: at(input.offset),
        excerpt: excerpt(text, input.offset, 40),
        ...base,
      });
  }
}

function emitModule(
  emitter: Emitter,
  app: Application,
  linked: LinkedScreens,
  module: ScriptModule,
  { pages, memo, shown }: { pages: Set<string>; memo: Map<Unit, boolean>; shown?: ReadonlySet<string> },
): void {
  const base = (unit: Unit): { owner: Owner; screens: string[]; linked?: boolean; unused?: boolean } => {
    const screens = screensOf(linked, unit);
    const unused = screens.length === 0 && linked.isUnused?.(unit);
    return { owner: module.owner, screens, linked: linked.handled.has(unit) || undefined, ...(unused && { unused }) };
  };
  /** A new token or the end of a session is asked for by sending itself: by no page, or by the one with the button for it. */
  const asked = (call: Call): { screens?: string[]; linked?: undefined } => {
    const upkeep = linked.upkeepOf.get(call.unit);
    if (!upkeep || isForwarding(call)) return {};
    const screens = screensOf(linked, call.unit).filter((id) => !upkeep.has(id));
    return screens.length > 0 ? { screens } : { linked: undefined };
  };
  const at = (node: Node, unit: Unit): At => ({
    ...place(emitter, module.path, module.text, node.start ?? 0),
    ...(unit.name && { method: unit.name }),
  });
  const around = (node: Node): string => excerpt(module.text, node.start ?? 0, Math.min(80, (node.end ?? 0) - (node.start ?? 0)));
  const texts = readTexts(app, module).map((text) =>
    text.position === 'data' && isShownRow(text.site, shown) ? { ...text, position: 'list' as const } : text,
  );
  const rows = texts.filter(({ position }) => position === 'data');
  const leftOut = new Set(rows.slice(MAX_DATA));
  if (leftOut.size > 0) {
    const { site } = rows[MAX_DATA]!;
    emitter.facts.push({
      kind: 'number',
      name: 'data-texts-left-out',
      value: leftOut.size,
      at: at(site.node, site.unit),
      ...base(module.top),
    });
  }
  for (const text of texts) {
    if (leftOut.has(text)) continue;
    const { site, value, position, action, target } = text;
    emitter.facts.push({
      kind: 'text',
      value,
      position,
      ...(action && { action }),
      ...(target && { target }),
      at: at(site.node, site.unit),
      excerpt: around(site.node),
      ...base(site.unit),
    });
  }
  for (const call of module.calls) {
    const api = apiOf(app, call);
    if (api)
      emitter.facts.push({ kind: 'api', ...api, at: at(call.node, call.unit), excerpt: around(call.node), ...base(call.unit) });
    if (takesText(app, call))
      emitter.facts.push({ kind: 'number', name: 'inputs', value: 1, at: at(call.node, call.unit), ...base(call.unit) });
    const request = readRequest(app, call, pages, memo);
    if (request) {
      const { method, params, via, sends } = request;
      for (const path of [request.path, ...(request.otherPaths ?? [])])
        emitter.facts.push({
          kind: 'request',
          ...(method && { method }),
          path,
          params,
          via,
          sends,
          at: at(call.node, call.unit),
          excerpt: around(call.node),
          ...base(call.unit),
          ...asked(call),
        });
    }
  }
  for (const gate of readGates(app, module, memo)) {
    const { subject, shape, message, guards, silent } = gate;
    emitter.facts.push({
      kind: 'gate',
      subject,
      shape,
      ...(message && { message }),
      ...(guards && { guards }),
      ...(silent && { silent: true as const }),
      at: at(gate.node, gate.unit),
      excerpt: around(gate.node),
      ...base(gate.unit),
    });
  }
  for (const timing of readTiming(app, module)) {
    const { shape, pair, reaches, target } = timing;
    emitter.facts.push({
      kind: 'timing',
      shape,
      pair,
      reaches,
      ...(target && { target }),
      at: at(timing.node, timing.unit),
      excerpt: around(timing.node),
      ...base(timing.unit),
    });
  }
  for (const unit of module.units)
    if (unit.name && unit.method) {
      const { owner, screens, unused } = base(unit);
      const named = identifier(unit.name, 'method', at(unit.node, unit), owner, screens);
      emitter.facts.push(unused ? { ...named, unused } : named);
    }
  emitFields(emitter, linked, module, at);
  for (const route of module.routes)
    if (/^https?:\/\//.test(route.value))
      emitter.facts.push({ kind: 'url', value: route.value.slice(0, 200), at: at(route.node, route.unit), ...base(route.unit) });
}

/** Properties that say how an element looks: `class` in them is no school class. */
const LOOKS = new Set(['className', 'classNames', 'style', 'styles', 'styleSheet', 'classList', 'hoverClass']);

/** Data fields of pages and components: what `data` declares and `setData` sets. */
function emitFields(emitter: Emitter, linked: LinkedScreens, module: ScriptModule, at: (node: Node, unit: Unit) => At): void {
  for (const [key, values] of module.members) {
    const node = values[0]!;
    if (key.length < 3 || key.length > 40 || !/^[A-Za-z_$][\w$]*$/.test(key) || node.type.endsWith('FunctionExpression'))
      continue;
    if (LOOKS.has(key)) continue;
    const screens = screensOf(linked, module.top);
    if (screens.length > 0) emitter.facts.push(identifier(key, 'field', at(node, module.top), module.owner, screens));
  }
}

function screensOf(linked: LinkedScreens, unit: Unit): string[] {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    const ids = linked.byUnit.get(scope);
    if (ids) return ids;
    if (scope.parent && !scope.parent.parent) break;
  }
  return [];
}

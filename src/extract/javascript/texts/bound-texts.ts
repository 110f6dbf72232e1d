import type { Node, ObjectExpression } from '@babel/types';
import { isFunction, keyName, unwrap } from '../../../decode/javascript/names.js';
import { parseScript } from '../../../decode/javascript/parse.js';
import { walk } from '../../../decode/javascript/walk.js';
import { WRITTEN_HAN } from '../../../facts/normalise.js';
import { interpolate, literalText } from '../../markup/expressions.js';
import type { BoundText } from '../../markup/reading.js';
import type { TemplateScript } from '../../markup/template-scripts.js';
import type { Application, Located } from '../application/application.js';
import { memberOf } from '../application/follow.js';
import { resolveModule } from '../application/resolve-modules.js';
import type { ScreenTemplate } from '../application/screens.js';
import { fold } from '../constants/fold.js';
import { translated } from '../constants/translations.js';
import type { ScriptModule, Unit } from '../module/model.js';
import { readModule } from '../module/module.js';
import { refScope } from '../module/refs.js';
import { unitAt, unitOfFunction } from '../module/units.js';

const LONGEST = 60;

/**
 * What bound texts of a template say with the first data of its script: `{{title}}`, `{{a}}{{b}}`, `{{words.done}}`,
 * `{{['打', '卡'].join('')}}`, `{{m.name()}}` of a `<wxs>` module. Only those that the template alone does not tell.
 */
export function boundTexts(app: Application, { reading, module, path }: ScreenTemplate): (BoundText & { value: string })[] {
  if (reading.bound.length === 0) return [];
  const known = new Set(reading.texts.map(({ offset, value }) => `${offset} ${value}`));
  const context: Context = { app, module, path, scripts: reading.scripts };
  return reading.bound.flatMap((bound) => {
    const value = shown(context, bound.raw);
    if (!value || !WRITTEN_HAN.test(value) || value.length > LONGEST || known.has(`${bound.offset} ${value}`)) return [];
    return { ...bound, value };
  });
}

interface Context {
  app: Application;
  module?: ScriptModule;
  path: string;
  scripts: readonly TemplateScript[];
}

/** The whole text with every bound part that is constant in its place; undefined where none is. */
function shown(context: Context, raw: string): string | undefined {
  let found = false;
  const text = raw.replace(/\{\{([\s\S]*?)\}\}/g, (whole, expression: string) => {
    const value = constantOf(context, expression.trim());
    // A number is a count that has not begun.
    if (value === undefined || /^\d+$/.test(value)) return interpolate(whole);
    found ||= value !== '';
    return value;
  });
  return found ? text.replace(/\s+/g, ' ').trim() : undefined;
}

const PATH = /^(?:this\.)?([A-Za-z_$][\w$]*)((?:\.[A-Za-z_$][\w$]*)*)$/;
/** What needs reading as a script: escapes, joined and computed parts. */
const COMPOSED = /\\[ux]|\.(join|concat|fromCharCode|reverse|split)\(|['"`]\s*\+|\+\s*['"`]|\[['"`\d]/;

function constantOf(context: Context, expression: string): string | undefined {
  const path = PATH.exec(expression);
  if (path) return memberText(context, path[1]!, path[2]!.split('.').slice(1));
  const literal = literalText(expression);
  if (literal !== undefined && !literal.includes('\\')) return literal;
  const key = /(?:^|\.)\$?t\(\s*(['"`])([\w.-]+)\1\s*\)$/.exec(expression)?.[2];
  if (key) return translated(context.app, key);
  const called = /^([\w$]+)\.([\w$]+)\([^()]*\)$/.exec(expression);
  const script = called && context.scripts.find(({ name }) => name === called[1]);
  if (!script && !COMPOSED.test(expression)) return undefined;
  const statement = parseScript(`(${expression})`)?.file.program.body[0];
  if (statement?.type !== 'ExpressionStatement') return undefined;
  const unit = script ? unitOfScript(context, script) : context.module && unitOfData(context.module);
  return unit && fold(context.app, statement.expression, unit);
}

function memberText(context: Context, first: string, rest: string[]): string | undefined {
  const script = context.scripts.find(({ name }) => name === first);
  const { app, module } = context;
  let at: Located | undefined = script ? moduleValue(context, script) : module && dataOf(module).get(first);
  for (const key of rest) at = at && memberOf(app, at, key);
  return at && fold(app, at.node, at.unit);
}

const units = new WeakMap<ScriptModule, Unit>();

/** A place whose names are the members of a page's data. */
function unitOfData(module: ScriptModule): Unit {
  const known = units.get(module);
  if (known) return known;
  const locals = new Map([...dataOf(module)].map(([name, { node }]) => [name, [node]]));
  const unit: Unit = { ...module.top, parent: module.top, locals };
  units.set(module, unit);
  return unit;
}

function scriptOf({ app, path, module }: Context, script: TemplateScript): ScriptModule | undefined {
  const { src, text } = script;
  if (src) {
    const inner = path.includes('!') ? path.slice(path.lastIndexOf('!') + 1) : path;
    return resolveModule(
      app,
      { ...(module ?? ({} as ScriptModule)), id: module?.id ?? inner },
      src.startsWith('.') || src.startsWith('/') ? src : `./${src}`,
    );
  }
  return text ? viewScript(script, path, text) : undefined;
}

const viewScripts = new WeakMap<TemplateScript, ScriptModule | undefined>();

/** A script written in the template, read once however many bound parts call it. */
function viewScript(script: TemplateScript, path: string, text: string): ScriptModule | undefined {
  if (viewScripts.has(script)) return viewScripts.get(script);
  const parsed = parseScript(text);
  const module = parsed && readModule({ id: `${path}#wxs`, path, text, owner: 'own' }, parsed.file.program);
  viewScripts.set(script, module);
  return module;
}

/** A place in which the script's name stands for what it exports. */
function unitOfScript(context: Context, script: TemplateScript): Unit | undefined {
  const module = scriptOf(context, script);
  const value = module?.exports.get('default');
  if (!module) return undefined;
  const exported: Node =
    value ??
    ({
      type: 'ObjectExpression',
      properties: [...module.exports].map(([key, node]) => propertyOf(key, node)),
    } as ObjectExpression);
  return { ...module.top, parent: module.top, locals: new Map([[script.name, [exported]]]) };
}

function propertyOf(key: string, value: Node): ObjectExpression['properties'][number] {
  return {
    type: 'ObjectProperty',
    key: { type: 'StringLiteral', value: key },
    value,
    computed: false,
  } as ObjectExpression['properties'][number];
}

function moduleValue(context: Context, script: TemplateScript): Located | undefined {
  const unit = unitOfScript(context, script);
  const node = unit?.locals.get(script.name)?.[0];
  return node && { node, unit: unit! };
}

const datas = new WeakMap<ScriptModule, Map<string, Located>>();
/** Objects that hold what a template may name: of pages and components, of quick apps, and the computed ones of Vue. */
const HOLDERS = ['data', 'private', 'public', 'protected', 'computed'];

function dataOf(module: ScriptModule): Map<string, Located> {
  const known = datas.get(module);
  if (known) return known;
  const data = new Map<string, Located>();
  for (const name of HOLDERS) {
    const objects = (module.members.get(name) ?? []).flatMap((value) => objectOf(module, value) ?? []);
    const methods = (module.unitsByName.get(name) ?? []).flatMap(({ node }) => objectOf(module, node) ?? []);
    for (const { node, unit } of [...objects, ...methods]) addMembers(data, node, unit);
  }
  // What compiling makes of `<script setup>` stands in a function of that name.
  for (const scope of [module.top, ...(module.unitsByName.get('setup') ?? [])])
    for (const [name, [value]] of scope.locals) {
      const node = value && unwrap(value);
      const initial = node?.type === 'CallExpression' && refScope(name, scope) === scope ? node.arguments[0] : undefined;
      if (initial) data.set(name, { node: initial as Node, unit: scope });
      else if ((node?.type === 'StringLiteral' || node?.type === 'TemplateLiteral') && !data.has(name))
        data.set(name, { node, unit: scope });
    }
  datas.set(module, data);
  return data;
}

function addMembers(data: Map<string, Located>, node: ObjectExpression, unit: Unit): void {
  for (const property of node.properties) {
    const key = keyName(property);
    if (!key || data.has(key)) continue;
    if (property.type === 'ObjectProperty') data.set(key, { node: property.value, unit });
  }
}

/** The object a value is, or that a function returns. */
function objectOf(module: ScriptModule, value: Node): { node: ObjectExpression; unit: Unit } | undefined {
  const node = unwrap(value);
  if (node.type === 'ObjectExpression') return { node, unit: unitAt(module, node) };
  if (!isFunction(node)) return undefined;
  let found: ObjectExpression | undefined;
  if (node.body.type === 'ObjectExpression') found = node.body;
  walk(node.body, (inner) => {
    if (isFunction(inner) || found) return false;
    if (inner.type === 'ReturnStatement' && inner.argument?.type === 'ObjectExpression') found = inner.argument;
    return undefined;
  });
  const unit = unitOfFunction(module, node) ?? module.top;
  return found && { node: found, unit };
}

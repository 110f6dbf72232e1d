import type { Node } from '@babel/types';
import { writtenName } from '../../../decode/javascript/block-names.js';
import { dottedName, keyName } from '../../../decode/javascript/names.js';
import { some } from '../../../decode/javascript/walk.js';
import { WRITTEN_HAN } from '../../../facts/normalise.js';
import type { Application } from '../application/application.js';
import { fold } from '../constants/fold.js';
import type { Call, ScriptModule, Site } from '../module/model.js';
import { type Place, placeInCall, placeOf } from './places.js';
import { wholeOf, wholeText } from './whole-texts.js';

export interface CodeText extends Place {
  value: string;
  site: Site;
}

/** Longest text kept; longer ones are articles and told apart by their position alone. */
const MAX_TEXT = 200;
const ARTICLE = 60;
/** Texts taken from one data file. */
const MAX_TABLE = 2000;
/** Chinese literals of a module as a person meets them; logs, comparisons and keys are left out. */
export function readTexts(app: Application, module: ScriptModule): CodeText[] {
  const out: CodeText[] = [];
  const made = new Set<Node>();
  for (const site of module.literals) {
    const table = jsonTable(site);
    if (table) {
      for (const value of table)
        out.push({ value: value.slice(0, MAX_TEXT), position: value.length > ARTICLE ? 'article' : 'code', site });
      continue;
    }
    const whole = wholeOf(site);
    if (made.has(whole.node)) continue;
    const text = whole.node === site.node ? undefined : wholeText(app, whole);
    if (text !== undefined) made.add(whole.node);
    const found =
      text !== undefined ? classify(app, whole, text) : site.node.type === 'CallExpression' ? undefined : classify(app, site);
    if (found && WRITTEN_HAN.test(found.value)) out.push(found);
  }
  // What is put into a variable is read where it is put, not again where the variable is told.
  const read = new Set(out.map(({ value, position }) => `${position} ${value}`));
  const said = module.calls.flatMap((call) => saidByName(app, call, made));
  return [...out, ...said.filter(({ value, position, site }) => !isVariable(site) || !read.has(`${position} ${value}`))];
}

function isVariable({ node }: Site): boolean {
  return node.type === 'Identifier';
}

/** Calls that put something before a person's eyes. */
const SHOWS =
  /(toast|tips?|msg|message|notify|notice|alert|loading|warning|hint|modal|confirm|dialog|prompt|actionsheet|popup|title|setData)$/i;
const NAMES: ReadonlySet<string> = new Set([
  'Identifier',
  'MemberExpression',
  'CallExpression',
  'TemplateLiteral',
  'BinaryExpression',
]);

/** Texts handed to such a call by another name, or made by a function: `showToast({title: words.need})`. */
function saidByName(app: Application, { callee, node, unit, ancestors }: Call, made: ReadonlySet<Node>): CodeText[] {
  if (!SHOWS.test(callee.slice(callee.lastIndexOf('.') + 1))) return [];
  const given = node.arguments.flatMap((arg): { key?: string; value: Node }[] =>
    arg.type === 'ObjectExpression'
      ? arg.properties.flatMap((item) => (item.type === 'ObjectProperty' ? { key: keyName(item), value: item.value } : []))
      : [{ value: arg as Node }],
  );
  return given.flatMap(({ key, value }) => {
    if (!NAMES.has(value.type) || made.has(value)) return [];
    const place = placeInCall(callee, key);
    const text = place && place !== 'go-on' ? fold(app, value, unit) : undefined;
    if (!text || !WRITTEN_HAN.test(text) || text.length > ARTICLE || holdsHan(value)) return [];
    return { ...(place as Place), value: text.trim(), site: { node: value, unit, ancestors: [...ancestors, node] } };
  });
}

/** Whether Chinese stands in the expression itself, where it is read as a literal. */
function holdsHan(node: Node): boolean {
  return some(node, (inner) =>
    WRITTEN_HAN.test(inner.type === 'StringLiteral' ? inner.value : inner.type === 'TemplateElement' ? inner.value.raw : ''),
  );
}

/** Chinese texts of a data file that a bundler turned into `JSON.parse('…')`: language files, mock rows, configuration. */
function jsonTable({ node, ancestors }: Site): string[] | undefined {
  const call = ancestors.at(-1);
  if (node.type !== 'StringLiteral' || call?.type !== 'CallExpression') return undefined;
  if (call.callee.type === 'V8IntrinsicIdentifier' || dottedName(call.callee) !== 'JSON.parse') return undefined;
  const found: string[] = [];
  const collect = (value: unknown, depth: number): void => {
    if (found.length >= MAX_TABLE || depth > 20) return;
    if (typeof value === 'string' && WRITTEN_HAN.test(value)) found.push(value);
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) collect(inner, depth + 1);
  };
  try {
    collect(JSON.parse(node.value), 0);
  } catch {
    return undefined; // not JSON after all: one text like any other
  }
  return [...new Set(found)];
}

function classify(app: Application, site: Site, text = textOf(site.node)): CodeText | undefined {
  const parent = site.ancestors.at(-1);
  if (parent && isTranslation(site.node, parent)) {
    const asked = classify(app, { node: parent, unit: site.unit, ancestors: site.ancestors.slice(0, -1) }, text);
    return asked?.position === 'code' ? undefined : asked;
  }
  if (!parent || isNoText(site.node, parent) || parent.type.startsWith('JSX') || insideJsx(site.ancestors)) return undefined;
  const value = text.slice(0, MAX_TEXT);
  const place = placeOf(app, site);
  if (!place) return undefined;
  const position =
    value.length > ARTICLE && place.position !== 'toast' && place.position !== 'dialog' ? 'article' : place.position;
  return { ...place, value, position, site };
}

/** Text inside JSX is read as markup. */
function insideJsx(ancestors: readonly Node[]): boolean {
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const type = ancestors[i]!.type;
    if (
      type === 'CallExpression' ||
      type === 'ObjectProperty' ||
      type.endsWith('Function') ||
      type.endsWith('FunctionExpression')
    )
      return false;
    if (type === 'JSXExpressionContainer' || type === 'JSXAttribute') return true;
  }
  return false;
}

/** `t['请选择图片']`: a table of translations asked for by the text itself. */
function isTranslation(node: Node, parent: Node): boolean {
  if (parent.type !== 'MemberExpression' || !parent.computed || parent.property !== node) return false;
  return TRANSLATIONS.test(dottedName(parent.object)?.split('.').at(-1) ?? '');
}

const TRANSLATIONS = /^([_$]?t|_|tr|i18n|l10n|lang|language|locale|dict|translations?)$/;

function isNoText(node: Node, parent: Node): boolean {
  if (
    (parent.type === 'ObjectProperty' || parent.type === 'MemberExpression') &&
    (parent as { key?: Node; property?: Node }).key === node
  )
    return true;
  if (parent.type === 'MemberExpression') return true;
  if (parent.type === 'BinaryExpression') return parent.operator !== '+';
  return (
    parent.type === 'SwitchCase' ||
    parent.type === 'ImportDeclaration' ||
    parent.type === 'TSLiteralType' ||
    parent.type === 'TSEnumMember'
  );
}

/** The literal with its bound parts as `{name}`. */
export function textOf(node: Node): string {
  if (node.type === 'StringLiteral') return node.value.trim();
  if (node.type !== 'TemplateLiteral') return '';
  return node.quasis
    .map((part, i) => {
      const expression = node.expressions[i];
      return (part.value.cooked ?? part.value.raw) + (expression ? `{${writtenName(dottedName(expression as Node) ?? '')}}` : '');
    })
    .join('')
    .trim();
}

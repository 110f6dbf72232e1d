import type { MarkupElement, MarkupNode } from '../../../decode/template/markup.js';
import { folded, nameOf, sourceOf } from '../../bytecode/naming.js';
import { functionsOf } from '../../bytecode/units.js';
import { type CallSite, type LoadedText, memberOf, optionsOf, stringOf, textsIn, type Value } from '../../bytecode/values.js';
import { type MarkupReading, readMarkup } from '../../markup/reading.js';
import type { Component } from './components.js';
import { targetOf } from './navigation.js';
import { type ArkProgram, firstShown } from './program.js';

export interface MadeMarkup {
  reading: MarkupReading;
  /** Function in which each text and element stands, by its offset. */
  unitAt: Map<number, number>;
  /** Functions that run when somebody touches something. */
  handlers: Value[];
  /** Calls that make or describe components: what they are given was read here. */
  sites: Set<CallSite>;
  /** Calls of functions, by the function: what builders are given stands there. */
  callers: Map<number, CallSite[]>;
}

/** Components of ArkUI under the names one reader of markup knows. */
const NAMES: Record<string, string> = {
  // Each text is a line of its own; spans in it are parts of the line.
  Text: 'p',
  Span: 'text',
  Marquee: 'p',
  Button: 'button',
  TextInput: 'Input',
  Search: 'Input',
  TextArea: 'Textarea',
  RichEditor: 'Textarea',
  Toggle: 'switch',
  Checkbox: 'checkbox',
  CheckboxGroup: 'checkbox-group',
  Radio: 'radio',
  Select: 'picker',
  TextPicker: 'picker',
  DatePicker: 'date-picker',
  TimePicker: 'date-picker',
  CalendarPicker: 'date-picker',
  Rating: 'rate',
  Image: 'image',
  Video: 'video',
  Web: 'web-view',
  MapComponent: 'map',
  MenuItem: 'menu-item',
  Navigator: 'navigator',
  tabBar: 'tab',
  bindSheet: 'popup',
  bindPopup: 'popup',
  bindContentCover: 'popup',
  bindMenu: 'menu',
  bindContextMenu: 'menu',
  title: 'nav-bar',
};

/** The first argument of `create` is what these show. */
const SHOWS_ARGUMENT = /^(Text|Span|Button|Marquee)$/;
const LOOPS = /^(ForEach|LazyForEach|Repeat)$/;
/** Members of options that are shown: `TextInput({ placeholder })`, `MenuItem({ content })`. */
const SHOWN_OPTIONS: [option: string, attribute: string][] = [
  ['placeholder', 'placeholder'],
  ['content', 'text'],
  ['labelInfo', 'label'],
  ['src', 'src'],
  ['target', 'url'],
];

/** Components as markup, so that the reader of templates says what is shown where. */
export function readArkMarkup(program: ArkProgram, roots: readonly Component[], callers: Map<number, CallSite[]>): MadeMarkup {
  const made: Made = { unitAt: new Map(), handlers: [], sites: new Set(), callers };
  const nodes = roots.map((root) => convert(program, root, made, 0));
  return { ...made, reading: readMarkup(nodes, 'jsx') };
}

const MAX_DEPTH = 200;

type Made = Omit<MadeMarkup, 'reading'>;

function convert(program: ArkProgram, { name, site, attributes, children }: Component, made: Made, depth: number): MarkupElement {
  const element: MarkupElement = { type: 'element', name: NAMES[name] ?? 'view', attributes: [], children: [], offset: site.at };
  made.unitAt.set(site.at, site.unit);
  made.sites.add(site);
  const [first, second] = site.args;
  if (SHOWS_ARGUMENT.test(name)) addText(program, element.children, first, site, made);
  if (LOOPS.test(name)) element.attributes.push({ name: 'for', value: 'item', offset: site.at });
  for (const option of [first, second])
    for (const [key, attribute] of SHOWN_OPTIONS) addAttribute(program, element, attribute, memberOf(option, key), site, made);
  if (name === 'Select') for (const text of rowTexts(program, first)) element.children.push(inMenu('option', text, made));
  for (const attribute of attributes) addSet(program, element, attribute, made);
  if (depth < MAX_DEPTH) for (const child of children) element.children.push(convert(program, child, made, depth + 1));
  return element;
}

function addText(program: ArkProgram, into: MarkupNode[], value: Value | undefined, site: CallSite, made: Made): void {
  const all = value ? givenFor(program, value, made) : [];
  for (const given of all) {
    const text = shown(program, given, made);
    const offset = offsetOf(given, site);
    const node: MarkupNode = { type: 'text', value: text ?? '', offset };
    // Each of several is a line of its own.
    if (text) into.push(all.length === 1 ? node : { type: 'element', name: 'p', attributes: [], children: [node], offset });
  }
}

const MAX_GIVEN = 20;

/** What the callers of a builder give it: `@Builder tab(title) { Text(title) }`, `@Builder tab($$: { title })`. */
function givenFor(program: ArkProgram, value: Value, { callers }: Made): Value[] {
  const [parameter, key] = value.kind === 'member' ? [value.object, value.key] : [value, undefined];
  if (parameter.kind !== 'parameter') return [value];
  const found = (callers.get(parameter.unit) ?? []).flatMap(({ args }) => {
    const given = args[parameter.index - 1];
    const inner = key === undefined ? given : given && givenMember(program, given, key);
    return inner && textsIn(inner).length > 0 ? [inner] : [];
  });
  return found.length > 0 ? found.slice(0, MAX_GIVEN) : [value];
}

/** `Row().onClick(action)`, where `action` is what the callers of the builder give. */
function functionsGiven(program: ArkProgram, value: Value | undefined, { callers }: Made): Value[] {
  const [parameter, key] = value?.kind === 'member' ? [value.object, value.key] : [value, undefined];
  if (parameter?.kind !== 'parameter') return [];
  const all = (callers.get(parameter.unit) ?? []).flatMap(({ args }) => {
    const given = args[parameter.index - 1];
    const inner = key === undefined ? given : given && givenMember(program, given, key);
    return inner && functionsOf(program, inner).length > 0 ? [inner] : [];
  });
  return all.slice(0, MAX_GIVEN);
}

/** A member of the object a builder is given; the compiler hands over functions that give its members. */
function givenMember(program: ArkProgram, given: Value, key: string): Value | undefined {
  const plain = memberOf(given, key);
  if (plain) return plain;
  const held = given.kind === 'call' ? given.site.args.map((argument) => memberOf(argument, key)).find(Boolean) : undefined;
  return held?.kind === 'function' ? program.units.get(held.id)?.returns[0] : held;
}

function addAttribute(
  program: ArkProgram,
  element: MarkupElement,
  name: string,
  value: Value | undefined,
  site: CallSite,
  made: Made,
): void {
  const text = value && shown(program, value, made);
  if (text) element.attributes.push({ name, value: text, offset: offsetOf(value, site) });
}

function offsetOf(value: Value, site: CallSite): number {
  return textsIn(value)[0]?.at ?? site.at;
}

/** A text as it is shown; bound parts stand in braces, a state as what it is first. */
function shown(program: ArkProgram, value: Value, made: Made): string | undefined {
  const first = firstShown(program, value);
  const found = isText(first) ? first : value;
  for (const loaded of textsIn(found)) markShown(loaded, made);
  const plain = stringOf(found);
  if (plain !== undefined) return plain;
  if (found.kind === 'sum') return (folded(program, found, true) ?? '').replace(/\{([^{}]*)\}/g, '{{$1}}');
  const source = sourceOf(program, found);
  return source && `{{${source}}}`;
}

function isText(value: Value): boolean {
  return value.kind === 'sum' || stringOf(value) !== undefined || (value.kind === 'choice' && textsIn(value).length > 0);
}

function markShown(text: LoadedText, { unitAt }: Made): void {
  text.shown = true;
  unitAt.set(text.at, text.unit);
}

/** What is set on a component: handlers, titles, tabs, menus. */
function addSet(program: ArkProgram, element: MarkupElement, { key, site }: Component['attributes'][number], made: Made): void {
  made.sites.add(site);
  made.unitAt.set(site.at, site.unit);
  const [first, second] = site.args;
  if (/^on[A-Z]/.test(key)) {
    const handler = site.args.find((argument) => functionsOf(program, argument).length > 0);
    const given = handler ? [handler] : functionsGiven(program, first, made);
    made.handlers.push(...given);
    // Given several, what is done depends on who asks.
    const text =
      given.length === 1 ? handlerText(program, given[0]!) : (first && nameOf(program, first)) || (given[0] && 'action');
    if (text) element.attributes.push({ name: key, value: text, offset: site.at });
  } else if (key === 'title' && first) {
    const bar: MarkupElement = { type: 'element', name: 'nav-bar', attributes: [], children: [], offset: site.at };
    addAttribute(program, bar, 'title', memberOf(first, 'main') ?? first, site, made);
    if (bar.attributes.length > 0) element.children.push(bar);
  } else if (key === 'searchButton') {
    const button: MarkupElement = { type: 'element', name: 'button', attributes: [], children: [], offset: site.at };
    addText(program, button.children, first, site, made);
    element.children.push(button);
  } else if (key === 'tabBar') {
    // A text, a style that holds one, or an icon with one.
    const texts = [first, memberOf(first, 'text'), ...(first?.kind === 'call' ? first.site.args : [])];
    const text = texts.find((value) => value && textsIn(value).length > 0);
    const tab: MarkupElement = { type: 'element', name: 'tab', attributes: [], children: [], offset: site.at };
    addText(program, tab.children, text, site, made);
    if (tab.children.length > 0) element.children.push(tab);
  } else if (/^bind(Context)?Menu$|^menus$/.test(key)) {
    for (const argument of [first, second])
      for (const item of rowTexts(program, argument)) element.children.push(inMenu('menu-item', item, made));
  } else if (key === 'enabled' && first)
    element.attributes.push({ name: 'disabled', value: `{{!${sourceOf(program, first)}}}`, offset: site.at });
  else if (key === 'placeholder') addAttribute(program, element, 'placeholder', first, site, made);
}

interface RowText {
  text: string;
  loaded: LoadedText;
  handler?: Value;
}

/** `[{ value: '删除', action: () => … }]` */
function rowTexts(program: ArkProgram, value: Value | undefined): RowText[] {
  const rows = value ? optionsOf(firstShown(program, value)) : [];
  return rows
    .flatMap((list) => (list.kind === 'array' ? list.items : []))
    .flatMap((item): RowText[] => {
      const given = memberOf(item, 'value');
      const [loaded] = given ? textsIn(given) : [];
      const handler = memberOf(item, 'action');
      return loaded ? [{ text: loaded.text, loaded, ...(handler && { handler }) }] : [];
    });
}

function inMenu(name: string, { text, loaded, handler }: RowText, made: Made): MarkupElement {
  markShown(loaded, made);
  if (handler) made.handlers.push(handler);
  const attributes = handler ? [{ name: 'onClick', value: 'action', offset: loaded.at }] : [];
  return { type: 'element', name, attributes, children: [{ type: 'text', value: text, offset: loaded.at }], offset: loaded.at };
}

/** `submit`, or where an unnamed handler leads: `router.pushUrl('pages/Sign')`. */
function handlerText(program: ArkProgram, handler: Value): string {
  const own = nameOf(program, handler).replace(/^this\./, '');
  const units = functionsOf(program, handler);
  const calls = units.flatMap((unit) => program.units.get(unit)?.calls ?? []);
  for (const site of calls) {
    const target = targetOf(program, site);
    if (target !== undefined) return `${nameOf(program, site.callee)}('${target.replace(/['\\]/g, '')}')`;
  }
  if (own) return own;
  // What the app wrote itself tells most.
  const sites = [...calls].sort((a, b) => Number(callsOwn(program, b)) - Number(callsOwn(program, a)));
  const names = sites.map((site) => nameOf(program, site.callee).replace(/^this\./, ''));
  // Of a chain of calls the whole is told.
  const isInner = (name: string): boolean => names.some((other) => other.startsWith(`${name}.`));
  const first = names.find((name) => name !== '' && !/^(console|hilog)\./.test(name) && !isInner(name));
  return first ?? `[${units[0]}]`;
}

function callsOwn(program: ArkProgram, { callee }: CallSite): boolean {
  return functionsOf(program, callee).length > 0;
}

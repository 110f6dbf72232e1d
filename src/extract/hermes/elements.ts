import type { MarkupElement, MarkupNode } from '../../decode/template/markup.js';
import { folded, nameOf, sourceOf } from '../bytecode/naming.js';
import { type CallSite, optionsOf, stringOf, textsIn, type Value } from '../bytecode/values.js';
import { type MarkupReading, readMarkup } from '../markup/reading.js';
import type { Program } from './program.js';

/** An element that a function makes: `createElement(Text, props, …)` or `jsx(Text, {…, children})`. */
export interface Element {
  site: CallSite;
  type: Value;
  /** `Text`, `Stack.Screen`; the last name on the way to its type. */
  name: string;
  props: Map<string, Value>;
  children: Value[];
}

const MAKERS = /(^|\.)(createElement|cloneElement|jsx|jsxs|jsxDEV|_jsx|_jsxs|jsx\d*)$/;

/** Reads a call as an element. */
export function elementOf(program: Program, site: CallSite): Element | undefined {
  const maker = nameOf(program, site.callee);
  const [type, given, ...rest] = site.args;
  if (!type || !MAKERS.test(maker) || (type.kind === 'constant' && typeof type.value !== 'string')) return undefined;
  const props = new Map<string, Value>();
  for (const option of given ? optionsOf(given) : [])
    if (option.kind === 'object') for (const [key, value] of option.members) props.set(key, value);
  const isCreate = /(create|clone)Element$/.test(maker);
  // With `jsx` the key is an argument of its own, and children are a property.
  if (!isCreate && rest[0] && stringOf(rest[0])) props.set('key', rest[0]);
  const children = isCreate && rest.length > 0 ? rest : [props.get('children')].filter((child) => child !== undefined);
  return {
    site,
    type,
    name: nameOf(program, type) || stringOf(type) || '',
    props,
    children: children.flatMap((child) => childrenIn(child)),
  };
}

/** Lists in lists of children; a list that holds itself, or more than a screen can show, is cut off. */
function childrenIn(value: Value, depth = 0): Value[] {
  if (value.kind !== 'array') return [value];
  return depth > 4 ? [] : value.items.slice(0, MAX_CHILDREN).flatMap((item) => childrenIn(item, depth + 1));
}

const MAX_CHILDREN = 200;

/** React Native's components under the names one reader of markup knows; a name that tells by itself is kept. */
const NAMES: [RegExp, string][] = [
  [/^(TextInput|Input|TextArea|Textarea)$/, 'Input'],
  [/^(Touchable\w*|Pressable)$/, 'Touchable'],
  [/^Text$/, 'text'],
  [/^(View|ScrollView|SafeAreaView|KeyboardAvoidingView|Fragment)$/, 'view'],
  [/^(FlatList|SectionList|FlashList)$/, 'list'],
  [/^WebView$/, 'web-view'],
  [/^(RNCamera|Camera|CameraView|CameraKitCamera)$/, 'camera'],
  [/^(MapView|AMapView)$/, 'map'],
  [/^(Modal|ReactNativeModal)$/, 'modal'],
  [/^(Header|NavBar|NavigationBar|TitleBar|Appbar)(\.\w+)?$/, 'nav-bar'],
];

export interface MadeMarkup {
  reading: MarkupReading;
  /** Function in which each element stands, by the offset of its call. */
  unitAt: Map<number, number>;
  /** Functions that run when somebody touches an element. */
  handlers: Value[];
}

const MAX_DEPTH = 100;

/** The elements of all functions as markup, so that the reader of templates says what is shown where. */
export function readElements(program: Program, elements: Map<CallSite, Element>): MadeMarkup {
  // Each element is shown once, also where it is handed on to several others.
  const inner = new Set<CallSite>();
  const unitAt = new Map<number, number>();
  const handlers: Value[] = [];
  const convert = (element: Element, depth: number): MarkupElement => {
    unitAt.set(element.site.at, element.site.unit);
    const offset = element.site.at;
    const attributes: MarkupElement['attributes'] = [];
    const outside: MarkupNode[] = [];
    for (const [key, value] of element.props) {
      if (key === 'children' || key === 'style' || key === 'testID') continue;
      for (const option of optionsOf(value)) {
        const made = option.kind === 'call' ? elements.get(option.site) : undefined;
        if (!made && /^on[A-Z]/.test(key)) handlers.push(option);
        if (made) outside.push(...nested(made, depth));
      }
      const at = textsIn(value)[0]?.at ?? offset;
      const text = stringOf(value) ?? (value.kind === 'sum' ? template(program, value) : `{{${sourceOf(program, value)}}}`);
      for (const loaded of textsIn(value)) markShown(loaded, unitAt);
      attributes.push({ name: key, value: text, offset: at });
    }
    const tag = element.name.split('.').at(-1)!;
    const name = NAMES.find(([pattern]) => pattern.test(element.name) || pattern.test(tag))?.[1] ?? tag;
    const children = element.children.flatMap((child) => convertChild(child, offset, depth));
    return { type: 'element', name, offset, attributes, children: [...children, ...outside] };
  };
  const nested = (made: Element, depth: number): MarkupNode[] => {
    if (inner.has(made.site) || depth >= MAX_DEPTH) return [];
    inner.add(made.site);
    return [convert(made, depth + 1)];
  };
  const convertChild = (child: Value, offset: number, depth: number): MarkupNode[] => {
    if (child.kind === 'choice' && child.options.some((option) => option.kind === 'call'))
      return child.options.flatMap((option) => convertChild(option, offset, depth));
    if (child.kind === 'call') {
      const made = elements.get(child.site);
      if (made) return nested(made, depth);
    }
    const loaded = textsIn(child);
    for (const text of loaded) markShown(text, unitAt);
    const text = stringOf(child) ?? (child.kind === 'sum' ? template(program, child) : `{{${sourceOf(program, child)}}}`);
    return text === '{{}}' || text === '' ? [] : [{ type: 'text', value: text, offset: loaded[0]?.at ?? offset }];
  };
  // Inner elements are made before what they stand in: the last ones first.
  const roots: MarkupNode[] = [];
  for (const element of [...elements.values()].reverse()) roots.push(...nested(element, 0));
  return { reading: readMarkup(roots.reverse(), 'jsx'), unitAt, handlers };
}

function markShown(text: { unit: number; at: number; shown?: boolean }, unitAt: Map<number, number>): void {
  text.shown = true;
  unitAt.set(text.at, text.unit);
}

function template(program: Program, value: Value): string {
  return (folded(program, value, true) ?? '').replace(/\{([^{}]*)\}/g, '{{$1}}');
}

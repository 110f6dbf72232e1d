import { type ResourceValue, TYPE, type XmlElement } from '../../../decode/axml/index.js';
import { isReference } from '../resource-values.js';
import type { Resources, XmlFile } from '../resources.js';
import { addText, emptyLayout, type Layout, type LayoutText } from './layout.js';
import { readMenu } from './menus.js';
import { type PagePart, partOf, partOfFile, positionInPart } from './page-parts.js';
import { FIELD, positionOf } from './positions.js';
import { readPreferences } from './preferences.js';

export { type Layout, type LayoutText, plain } from './layout.js';

const DEPTH = 6;
const ITEM = /(^|_)(item|row|cell|list_?item|listitem|adapter|holder)(_|\d|$)|item\d*$/i;
/** What editors put into empty widgets. */
const FILLER =
  /^(TextView|Button|EditText|CheckBox|RadioButton|Switch|text|Hello World!?|Hello World!.*|New .*|title|name|标题栏?|页面标题|大标题)$/i;
/** Attributes that hold another layout: of an include, a stub, a drawer's head. */
const LAYOUTS = ['layout', 'headerLayout', 'actionLayout'];

/** Texts, fields and named classes of a layout with everything it includes, over all its configurations. */
export function readLayout(file: XmlFile, resources: Resources): Layout {
  const layout = emptyLayout(file);
  readFile(layout, file, resources);
  const shown = new Set(layout.texts.map(keyOf));
  for (const variant of resources.variants(file.id)) {
    const other = emptyLayout(variant);
    readFile(other, variant, resources);
    // What a tablet or a turned phone shows besides; most of it is what the phone shows anyway.
    const more = other.texts.filter((text) => !shown.has(keyOf(text)));
    for (const text of more) shown.add(keyOf(text));
    layout.texts.push(...more);
    layout.classes.push(...other.classes);
    layout.actions.push(...other.actions);
    layout.graphs.push(...other.graphs);
    layout.menuItems.push(...other.menuItems);
  }
  return layout;
}

function keyOf({ value, position, id }: LayoutText): string {
  return `${position} ${id ?? ''} ${value}`;
}

function readFile(layout: Layout, file: XmlFile, resources: Resources): void {
  if (file.root.name === 'menu') readMenu(layout, file, resources, 'menu');
  // A graph that code names is hosted by the code's screen.
  else if (file.root.name === 'navigation') layout.graphs.push(file.id);
  else if (/PreferenceScreen$/.test(file.root.name)) readPreferences(layout, file, resources);
  else
    visit(layout, file.root, file, resources, {
      depth: 0,
      around: [],
      hidden: [],
      part: ITEM.test(file.name) ? undefined : partOfFile(file.name),
    });
}

/** Where a walk is: how many includes deep, in which clickable containers, and in which part of the page. */
interface Walk {
  depth: number;
  around: number[];
  /** Ids of what is hidden here: this and the containers around it. */
  hidden: number[];
  onClick?: string;
  part?: PagePart;
}

function visit(layout: Layout, element: XmlElement, file: XmlFile, resources: Resources, outside: Walk): void {
  const name = shortName(element);
  const walk = { ...outside, hidden: hiddenAt(element, outside.hidden, resources) };
  for (const key of LAYOUTS) {
    const target = resources.reference(element, key);
    const inner = target === undefined || walk.depth >= DEPTH ? undefined : resources.xml(target);
    if (inner && inner !== file)
      visit(layout, inner.root, inner, resources, { depth: walk.depth + 1, around: [], hidden: walk.hidden });
  }
  readReferences(layout, element, name, resources);
  if (name === 'EditText' || FIELD.test(name)) layout.inputs += name.endsWith('TextInputLayout') ? 0 : 1;
  else if (/(Spinner|RadioGroup|RatingBar|DatePicker|TimePicker|SeekBar)$/.test(name)) layout.inputs += 1;
  if (/WebView$/.test(name)) layout.webViews += 1;
  readTexts(layout, element, name, file, resources, walk);
  const id = element === file.root ? undefined : resources.reference(element, 'id');
  const onClick = element === file.root ? undefined : resources.text(element, 'onClick') || walk.onClick;
  const inside: Walk = {
    depth: walk.depth,
    hidden: walk.hidden,
    around: id === undefined ? walk.around : [id, ...walk.around].slice(0, 3),
    ...(onClick && { onClick }),
  };
  for (const [index, child] of element.children.entries())
    visit(layout, child, file, resources, { ...inside, part: partOf(element, name, index, walk.part) });
}

/** Source: attrs.xml, View_visibility: 1 is invisible, 2 is gone */
function hiddenAt(element: XmlElement, around: number[], resources: Resources): number[] {
  const value = element.attributes.find(({ name }) => name === 'visibility')?.value;
  const id = value && !isReference(value) && value.data > 0 ? resources.reference(element, 'id') : undefined;
  return id === undefined ? around : [id, ...around];
}

/** Classes, graphs and menus an element names. */
function readReferences(layout: Layout, element: XmlElement, name: string, resources: Resources): void {
  if (element.name.includes('.')) layout.classes.push(element.name);
  if (name === 'fragment' || name === 'FragmentContainerView' || name === 'view') {
    const named = resources.text(element, 'name') ?? resources.text(element, 'class');
    if (named?.includes('.')) layout.classes.push(named);
  }
  const graph = resources.reference(element, 'navGraph');
  if (graph !== undefined) layout.graphs.push(graph);
  const menu = resources.reference(element, 'menu');
  const menuFile = menu === undefined ? undefined : resources.xml(menu);
  const bar = /Bottom|NavigationBar|NavigationRail/.test(name);
  if (menuFile?.root.name === 'menu') readMenu(layout, menuFile, resources, bar ? 'tab' : 'menu');
}

function readTexts(layout: Layout, element: XmlElement, name: string, file: XmlFile, resources: Resources, walk: Walk): void {
  const id = resources.reference(element, 'id');
  const clickable = (resources.text(element, 'onClick') || walk.onClick) !== undefined;
  const listed = ITEM.test(file.name);
  const idName = id === undefined ? '' : (resources.nameOf(id) ?? '');
  for (const item of element.attributes) {
    if (item.name === 'tag' || item.name === 'onClick' || item.name === 'fontFamily') continue;
    const seen = positionOf(item.name, name, { listed, idName, clickable });
    if (!seen) continue;
    for (const value of wordsOf(item.value, item.name, resources)) {
      const position = positionInPart(seen, value, { element, idName, file }, walk.part, layout);
      if (FILLER.test(value.trim())) continue;
      // A custom attribute holds words only if they are Chinese: formats, classes and colours are text too.
      if (item.namespace?.endsWith('/res-auto') && !/[\u3400-\u9fff]/.test(value)) continue;
      addText(layout, { element, file, value, position, ...walk }, resources);
    }
  }
}

/** Words of a text, a string resource, a list of choices, or what the theme has for an attribute. */
function wordsOf(value: ResourceValue, name: string, resources: Resources): string[] {
  const type = resources.typeOf(value.data);
  if (isReference(value) && (type === 'array' || type === 'plurals'))
    return name === 'entries' || type === 'plurals' ? resources.strings(value.data) : [];
  if (isReference(value) && type !== 'string') return [];
  const found = resources.resolve(value);
  return found?.type === TYPE.string && found.text ? [found.text] : [];
}

function shortName(element: XmlElement): string {
  return element.name.slice(element.name.lastIndexOf('.') + 1);
}

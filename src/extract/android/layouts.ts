import { attribute, descendants, TYPE, type XmlElement } from '../../decode/axml/index.js';
import type { TextPosition } from '../../facts/types.js';
import type { Resources, XmlFile } from './resources.js';

/** Words in a layout, menu or preference file. */
export interface LayoutText {
  value: string;
  position: TextPosition;
  file: XmlFile;
  /** Byte offset of the element in its file, and its line in the source it was compiled from. */
  offset: number;
  line: number;
  /** Resource id of the element. */
  id?: number;
  /** Ids of the containers around it below the root, nearest first: a tap on a row counts for its words. */
  around: number[];
  /** Name in `android:onClick`, its own or a container's. */
  onClick?: string;
}

export interface Layout {
  file: XmlFile;
  texts: LayoutText[];
  /** Fields a person fills in. */
  inputs: number;
  /** Fragments, own views and menus named in it. */
  classes: string[];
  webViews: number;
}

const DEPTH = 6;
const ITEM = /(^|_)(item|row|cell|list_?item|listitem|adapter|holder)(_|\d|$)|item\d*$/i;
/** Ids of views that hold a page's title. */
export const TITLE_ID =
  /(^|_)(title|titlename|toolbar_?title|bar_?title|head_?title|top_?title|actionbar_?title|tv_?title|title_?(tv|text|name|center))$/i;
const BUTTON = /Button$/;
const OPTION = /(Radio|Toggle|Compound)Button$|(CheckBox|Switch|SwitchCompat|SwitchMaterial|Chip|CheckedTextView)$/;
const FIELD = /(EditText|AutoCompleteTextView|TextInputLayout|ClearEditText\w*)$/;
const TITLE_BAR = /(Toolbar|Title(Bar|View|Layout)?|TopBar|HeadBar|HeaderBar|ActionBar|NavigationBar|NavBar|CommonTitle\w*)$/;
/** What editors put into empty widgets. */
const FILLER = /^(TextView|Button|EditText|CheckBox|RadioButton|Switch|text|Hello World!?|Hello World!.*|New .*|title|name)$/i;
const HAS_WORDS = /[\u3400-\u9fff]|\p{L}{2}/u;

/** Texts, fields and named classes of a layout with everything it includes. */
export function readLayout(file: XmlFile, resources: Resources): Layout {
  const layout: Layout = { file, texts: [], inputs: 0, classes: [], webViews: 0 };
  if (file.root.name === 'menu') readMenu(layout, file.root, file, resources, 'menu');
  else if (file.root.name === 'navigation') layout.classes.push(...classesIn(file.root, resources));
  else if (/PreferenceScreen$/.test(file.root.name)) readPreferences(layout, file, resources);
  else visit(layout, file.root, file, resources, { depth: 0, around: [] });
  return layout;
}

/** Where a walk is: how many includes deep, and in which clickable containers. */
interface Walk {
  depth: number;
  around: number[];
  onClick?: string;
}

function visit(layout: Layout, element: XmlElement, file: XmlFile, resources: Resources, walk: Walk): void {
  const name = shortName(element);
  if (name === 'include' || name === 'ViewStub') {
    const target = resources.reference(element, 'layout');
    const inner = target === undefined || walk.depth >= DEPTH ? undefined : resources.xml(target);
    if (inner && inner !== file) visit(layout, inner.root, inner, resources, { depth: walk.depth + 1, around: [] });
  }
  if (element.name.includes('.')) layout.classes.push(element.name);
  if (name === 'fragment' || name === 'FragmentContainerView' || name === 'view') {
    const named = resources.text(element, 'name') ?? resources.text(element, 'class');
    if (named?.includes('.')) layout.classes.push(named);
  }
  if (name === 'EditText' || FIELD.test(name)) layout.inputs += name.endsWith('TextInputLayout') ? 0 : 1;
  else if (/(Spinner|RadioGroup|RatingBar|DatePicker|TimePicker|SeekBar)$/.test(name)) layout.inputs += 1;
  if (/WebView$/.test(name)) layout.webViews += 1;
  const menu = resources.reference(element, 'menu');
  const menuFile = menu === undefined ? undefined : resources.xml(menu);
  if (menuFile)
    readMenu(layout, menuFile.root, menuFile, resources, /Bottom|NavigationBar|NavigationRail/.test(name) ? 'tab' : 'menu');
  readTexts(layout, element, name, file, resources, walk);
  const id = element === file.root ? undefined : resources.reference(element, 'id');
  const onClick = element === file.root ? undefined : resources.text(element, 'onClick') || walk.onClick;
  const inside: Walk = {
    depth: walk.depth,
    around: id === undefined ? walk.around : [id, ...walk.around].slice(0, 3),
    ...(onClick && { onClick }),
  };
  for (const child of element.children) visit(layout, child, file, resources, inside);
}

function readTexts(layout: Layout, element: XmlElement, name: string, file: XmlFile, resources: Resources, walk: Walk): void {
  const id = resources.reference(element, 'id');
  const onClick = resources.text(element, 'onClick') || walk.onClick;
  const listed = ITEM.test(file.name);
  const idName = id === undefined ? '' : (resources.nameOf(id) ?? '');
  for (const item of element.attributes) {
    if (item.name === 'contentDescription' || item.name === 'tag' || item.name === 'onClick' || item.name === 'fontFamily')
      continue;
    const position = positionOf(item.name, name, { listed, idName, clickable: onClick !== undefined });
    if (!position) continue;
    for (const value of wordsOf(element, item.name, resources)) {
      if (!HAS_WORDS.test(value) || FILLER.test(value.trim())) continue;
      // A custom attribute holds words only if they are Chinese: formats, classes and colours are text too.
      if (item.namespace?.endsWith('/res-auto') && !/[\u3400-\u9fff]/.test(value)) continue;
      layout.texts.push({
        value: plain(value),
        position,
        file,
        offset: element.offset,
        line: element.line,
        around: walk.around,
        ...(id !== undefined && { id }),
        ...(onClick && { onClick }),
      });
    }
  }
}

interface Place {
  listed: boolean;
  idName: string;
  clickable: boolean;
}

function positionOf(attributeName: string, element: string, { listed, idName, clickable }: Place): TextPosition | undefined {
  if (/^(hint|queryHint|defaultQueryHint|prompt)$/.test(attributeName)) return 'placeholder';
  if (attributeName === 'entries') return 'option';
  if (attributeName === 'text' || attributeName === 'textOn') {
    if (element === 'TabItem') return 'tab';
    if (OPTION.test(element)) return 'option';
    if (BUTTON.test(element) || clickable) return 'button';
    if (FIELD.test(element)) return 'data';
    if (listed) return 'list';
    return TITLE_ID.test(idName) ? 'page-title' : 'label';
  }
  if (TITLE_BAR.test(element))
    return /title|text|center|middle/i.test(attributeName) && !/(left|right|sub)/i.test(attributeName) ? 'page-title' : 'label';
  if (attributeName === 'title') return 'page-title';
  return /text|title|label|name|hint|tip|content|desc|value/i.test(attributeName) &&
    !/^(name|layout|id|style|theme)$/.test(attributeName)
    ? 'label'
    : undefined;
}

function wordsOf(element: XmlElement, name: string, resources: Resources): string[] {
  const value = attribute(element, name)?.value;
  if (!value) return [];
  if (value.type === TYPE.string) return value.text ? [value.text] : [];
  if (value.type !== TYPE.reference) return [];
  const type = resources.typeOf(value.data);
  if (type === 'string') return [resources.string(value.data) ?? ''];
  return type === 'array' && name === 'entries' ? resources.strings(value.data) : [];
}

function readMenu(layout: Layout, root: XmlElement, file: XmlFile, resources: Resources, position: TextPosition): void {
  for (const item of descendants(root)) {
    const title = item.name === 'item' ? resources.text(item, 'title') : undefined;
    if (!title || !HAS_WORDS.test(title)) continue;
    const id = resources.reference(item, 'id');
    const onClick = resources.text(item, 'onClick') || undefined;
    layout.texts.push({
      value: plain(title),
      position,
      file,
      offset: item.offset,
      line: item.line,
      around: [],
      ...(id !== undefined && { id }),
      ...(onClick && { onClick }),
    });
  }
}

function readPreferences(layout: Layout, file: XmlFile, resources: Resources): void {
  for (const item of descendants(file.root))
    for (const name of ['title', 'summary', 'dialogTitle', 'dialogMessage']) {
      const value = resources.text(item, name);
      if (value && HAS_WORDS.test(value))
        layout.texts.push({
          value: plain(value),
          position: name.startsWith('dialog') ? 'dialog' : 'list',
          file,
          offset: item.offset,
          line: item.line,
          around: [],
        });
    }
}

/** Destinations of a navigation graph. */
function classesIn(root: XmlElement, resources: Resources): string[] {
  return [...descendants(root)].flatMap((item) => resources.text(item, 'name') ?? []).filter((name) => name.includes('.'));
}

function shortName(element: XmlElement): string {
  return element.name.slice(element.name.lastIndexOf('.') + 1);
}

/** Placeholders of formats stand as `{}`. */
export function plain(text: string): string {
  return text.replace(/%(\d+\$)?[-+ #0,(]*\d*(\.\d+)?[sdfxbc]/g, '{}').trim();
}

import type { MarkupElement, MarkupNode } from '../../decode/template/markup.js';
import type { TextPosition } from '../../facts/types.js';
import { PLATFORM_ELEMENTS } from '../javascript/apis/platform-apis.js';
import { ACTION_EVENT, DIALECTS, type Dialect } from './dialects.js';
import { drawnTitle } from './drawn-bars.js';
import { constantTexts, interpolate } from './expressions.js';
import { htmlRole } from './html-roles.js';
import { INPUTS, inputOf, isRequired } from './inputs.js';
import { type Loop, loopOf, type ShownMember, shownMembers } from './loops.js';
import { type NumberedList, noteRow, numberedLists, type ShownRows } from './numbered.js';
import { isBesideTitle, positionOf } from './positions.js';
import { plainText, runsOf } from './runs.js';
import { isTemplateScript, type TemplateScript, templateScript } from './template-scripts.js';
import { uniHandler } from './uni-events.js';
import { type WithheldButton, withheldButton } from './withheld.js';

export interface MarkupTextReading {
  value: string;
  position: TextPosition;
  offset: number;
  action?: 'handler' | 'navigate' | 'platform' | 'none';
  target?: string;
  element: string;
  /** Holds a bound part. */
  bound: boolean;
}

export interface MarkupInput {
  name?: string;
  type: 'text' | 'textarea' | 'picker' | 'switch' | 'upload' | 'date' | 'radio' | 'checkbox' | 'other';
  required: boolean;
  label?: string;
  model?: string;
  offset: number;
}

/** A text that holds bound parts, as written: what it says depends on the script's data. */
export interface BoundText {
  raw: string;
  position: TextPosition;
  offset: number;
  action?: MarkupTextReading['action'];
  target?: string;
}

/** What a template says: words, handlers, components, fields and links, with offsets into its source. */
export interface MarkupReading {
  texts: MarkupTextReading[];
  handlers: { event: string; expression: string; offset: number; element: string; text?: string }[];
  components: { name: string; offset: number; attributes: Record<string, string> }[];
  platform: { name: string; offset: number; attributes: Record<string, string> }[];
  navigations: { url: string; offset: number }[];
  imports: { src: string; offset: number }[];
  inputs: MarkupInput[];
  disabled: WithheldButton[];
  bindings: { expression: string; offset: number }[];
  bound: BoundText[];
  scripts: TemplateScript[];
  /** Members of rows that loops show. */
  rows: ShownMember[];
  /** Lists whose rows show which place they have. */
  numbered: NumberedList[];
  shown: ShownRows;
}

const BUILT_IN =
  /^(view|text|image|block|button|input|textarea|scroll-view|swiper|swiper-item|navigator|form|label|picker|picker-view|picker-view-column|radio|radio-group|checkbox|checkbox-group|switch|slider|icon|progress|rich-text|video|audio|canvas|map|camera|cover-view|cover-image|web-view|slot|template|import|include|wxs|div|span|p|a|img|ul|li|ol|h[1-6]|table|tr|td|th|tbody|thead|section|header|footer|main|nav|article|component|transition|keep-alive|router-view|style|script|body|html|head|page-meta|navigation-bar|movable-area|movable-view|match-media|open-data|ad|list|list-item|stack|tabs|tab-bar|tab-content|web|option|select|import-sjs|filter|Text|View|Image|Block|Button|Input|Textarea|ScrollView|Swiper|SwiperItem|Navigator|Form|Label|Picker|Radio|RadioGroup|Checkbox|CheckboxGroup|Switch|Slider|Icon|Progress|RichText|Video|Canvas|Map|Camera|CoverView|WebView|page-container|root-portal|share-element|functional-page-navigator|live-player|live-pusher)$/;
/** Platform elements as JSX writes them. */
const JSX_PLATFORM = new Set(['Camera', 'WebView', 'Map', 'Ad']);
const TEXT_ATTRIBUTE =
  /^(title|label|text|content|placeholder|desc|description|extra|header|sub-?title|note|tip|tips|message|confirm-?text|cancel-?text|right-?text|left-?text|loading-?text|empty-?text|name|tab|left-title|top-title|(confirm|cancel|submit)-?button-?text|submit-?text|button-?text|btn-?text)$/i;
/** Names that components of an app give to what they show: `sureBtnText="添加完成"`, `empty-title`, `placeholderText2`. */
const SHOWN_ATTRIBUTE = /^(?!aria-).*(text|title|label|placeholder|tips?|hint|content|desc|msg|message)\d*$/i;
const HAN = /[\u3400-\u9fff]/;
/** What of the elements every browser knows is shown; `name` and its like are for scripts there. */
const HTML_TEXT_ATTRIBUTE = /^(title|label|placeholder|data-(title|content|placeholder|confirm))$/i;
const URL_ATTRIBUTE = /^(url|to|href|path|link|uri|page-?url)$/i;
/** Names that an address or something else may stand under: what a handler finds in `dataset`, what a component is given. */
const MAYBE_URL_ATTRIBUTE = /^(data-(\w*(url|path|href|link|page|route|uri)|to)|page|page-?path|route|\w+-url)$/i;
const PAGE_PATH = /^(\.{0,2}\/)*[\w-]+\/[\w/-]+([?#]|$)/;

interface Surroundings {
  handler?: { expression: string; distance: number };
  link?: string;
  platform?: string;
  inLoop: boolean;
  /** The named loops around, outermost first. */
  loops: readonly Loop[];
  label?: string;
  chain: string[];
  /** Where the title stands that the page draws for itself. */
  title?: number;
}

/** Reads decoded markup. Pure, and free of any knowledge of rules. */
export function readMarkup(nodes: MarkupNode[], dialect: Dialect): MarkupReading {
  const reading: MarkupReading = {
    texts: [],
    handlers: [],
    components: [],
    platform: [],
    navigations: [],
    imports: [],
    inputs: [],
    disabled: [],
    bindings: [],
    bound: [],
    scripts: [],
    rows: [],
    numbered: [],
    shown: { ordinals: [], members: [] },
  };
  readNodes(reading, nodes, dialect, { inLoop: false, loops: [], chain: [], title: drawnTitle(nodes) });
  reading.numbered = numberedLists(reading.shown, reading.bindings);
  return reading;
}

function readNodes(reading: MarkupReading, nodes: MarkupNode[], dialect: Dialect, around: Surroundings): void {
  let label = around.label;
  for (const run of runsOf(nodes)) {
    if (run.kind === 'text') {
      addText(reading, run.value, run.offset, around, around.chain.at(-1) ?? '');
      label = run.value;
    } else {
      readElement(reading, run.element, dialect, { ...around, label });
      const inner = plainText(run.element);
      if (inner) label = inner;
    }
  }
}

function readElement(reading: MarkupReading, element: MarkupElement, dialect: Dialect, around: Surroundings): void {
  if (isTemplateScript(element)) {
    const script = templateScript(element);
    if (script) reading.scripts.push(script);
    return;
  }
  const table = DIALECTS[dialect];
  const attributes = Object.fromEntries(element.attributes.map((attribute) => [attribute.name, attribute.value]));
  const inside: Surroundings = {
    ...around,
    handler:
      around.handler && around.handler.distance < 4 ? { ...around.handler, distance: around.handler.distance + 1 } : undefined,
    chain: [...around.chain.slice(-4), roleOf(element, dialect, around)],
  };
  if (element.attributes.some((attribute) => table.loop.test(attribute.name))) inside.inLoop = true;
  const loop = loopOf(element.attributes, table, dialect);
  if (loop) inside.loops = [...around.loops, loop];
  readHandlers(reading, element, table.event, inside);
  readLinks(reading, element, inside);
  if (!BUILT_IN.test(element.name)) reading.components.push({ name: element.name, offset: element.offset, attributes });
  const isPlatform = Object.hasOwn(PLATFORM_ELEMENTS, element.name) || JSX_PLATFORM.has(element.name);
  if (isPlatform && !isForContent(element))
    reading.platform.push({ name: `<${kebab(element.name)}>`, offset: element.offset, attributes });
  readOpenType(reading, element, attributes, inside);
  if ((element.name === 'import' || element.name === 'include') && attributes.src)
    reading.imports.push({ src: attributes.src, offset: element.offset });
  readAttributes(reading, element, inside, dialect);
  const withheld = withheldButton(element, plainText(element), inside.handler?.expression);
  if (withheld) reading.disabled.push(withheld);
  const input = inputOf(element, attributes);
  if (input)
    reading.inputs.push({
      ...input,
      required: isRequired(element, around.label),
      label: input.label ?? around.label,
      offset: element.offset,
    });
  if (!INPUTS.has(element.name) || element.children.length > 0) readNodes(reading, element.children, dialect, inside);
}

/** Of a component that shows rich text, whose author chooses the elements: `<ad wx:elif="{{node.name == 'ad'}}">`. */
function isForContent({ name, attributes }: MarkupElement): boolean {
  return attributes.some(({ value }) => NAMES_ELEMENT.exec(value)?.[2] === name);
}

const NAMES_ELEMENT = /\.(name|tag|tagName|nodeName)\s*={2,3}\s*['"]([\w-]+)['"]/;

/** What an element stands for where its texts are told: its name, and a button in a slot beside a page's title. */
function roleOf(element: MarkupElement, dialect: Dialect, around: Surroundings): string {
  const written = element.attributes.find(({ name }) => /^(slot$|#|v-slot:)/.test(name));
  const slot = written?.name === 'slot' ? written.value : written?.name.replace(/^(#|v-slot:)/, '');
  if (isBesideTitle(around.chain.at(-1), slot)) return 'button';
  return dialect === 'html' ? htmlRole(element) : element.name;
}

function kebab(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}

function readHandlers(reading: MarkupReading, element: MarkupElement, events: RegExp, inside: Surroundings): void {
  for (const attribute of element.attributes) {
    const match = events.exec(attribute.name);
    const event = match?.slice(1).find(Boolean);
    if (!event || !attribute.value) continue;
    const expression = handlerOf(element, attribute.value, event);
    reading.handlers.push({
      event,
      expression,
      offset: attribute.offset,
      element: element.name,
      text: plainText(element) || undefined,
    });
    if (ACTION_EVENT.test(event)) inside.handler = { expression, distance: 0 };
  }
}

function handlerOf(element: MarkupElement, value: string, event: string): string {
  const table = value === '__e' ? element.attributes.find(({ name }) => name === 'data-event-opts')?.value : undefined;
  return (table && uniHandler(table, event)) ?? value.replace(/^\{\{|\}\}$/g, '').trim();
}

function readLinks(reading: MarkupReading, element: MarkupElement, inside: Surroundings): void {
  for (const attribute of element.attributes) {
    const name = attribute.name.replace(/^(:|v-bind:)/, '');
    const isUrl = URL_ATTRIBUTE.test(name);
    if (!(isUrl || MAYBE_URL_ATTRIBUTE.test(name)) || (name === 'path' && element.name === 'path')) continue;
    const urls =
      name === attribute.name && !attribute.value.startsWith('{{') ? [attribute.value] : constantTexts(attribute.value);
    for (const url of urls) {
      if (!(isUrl ? /^[\w./]/ : PAGE_PATH).test(url) || /^(javascript|about|data):/i.test(url)) continue;
      reading.navigations.push({ url, offset: attribute.offset });
      inside.link = url;
    }
    if (element.name === 'navigator') inside.link ??= attribute.value;
  }
  // `@click="go('/pages/sign/index')"`: the path stands in the handler itself.
  const expression = inside.handler?.distance === 0 ? inside.handler.expression : '';
  for (const url of constantTexts(expression))
    if (/^\/?[\w-]+(\/[\w-]+)+/.test(url)) {
      reading.navigations.push({ url, offset: element.offset });
      inside.link ??= url;
    }
}

function readOpenType(
  reading: MarkupReading,
  element: MarkupElement,
  attributes: Record<string, string>,
  inside: Surroundings,
): void {
  const type = attributes['open-type'] ?? attributes.openType ?? attributes['data-open-type'];
  if (!type || /^(navigate|redirect|switchTab|reLaunch|navigateBack|exit)$/.test(type)) return;
  reading.platform.push({ name: `open-type=${type}`, offset: element.offset, attributes });
  inside.platform = type;
}

function readAttributes(reading: MarkupReading, element: MarkupElement, inside: Surroundings, dialect: Dialect): void {
  const role = dialect === 'html' ? htmlRole(element) : element.name;
  const words = dialect === 'html' && !element.name.includes('-') ? HTML_TEXT_ATTRIBUTE : TEXT_ATTRIBUTE;
  for (const attribute of element.attributes) {
    const bound =
      /^(:|v-bind:|v-text$|v-html$|v-model|v-if$|v-else-if$|v-show$|s-if$|s-elif$)/.test(attribute.name) ||
      attribute.value.includes('{{');
    if (bound && attribute.value) {
      reading.bindings.push({ expression: attribute.value.replace(/\{\{|\}\}/g, ' '), offset: attribute.offset });
      noteRow(reading.shown, {
        expression: attribute.value,
        offset: attribute.offset,
        loops: inside.loops,
        attribute: attribute.name,
      });
    }
    const name = attribute.name.replace(/^(:|v-bind:)/, '');
    if (name === 'v-text') addText(reading, `{{${attribute.value}}}`, attribute.offset, inside, element.name);
    const isOwn = !BUILT_IN.test(element.name) && SHOWN_ATTRIBUTE.test(name) && HAN.test(attribute.value);
    if (!words.test(name) && !isOwn && !(name === 'value' && showsValue(element))) continue;
    if (bound) reading.rows.push(...shownMembers(attribute.value, inside.loops));
    const position = isInputButton(element) ? 'button' : positionOf(role, name, inside);
    if (bound)
      reading.bound.push({
        raw: name === attribute.name ? attribute.value : `{{${attribute.value}}}`,
        position,
        offset: attribute.offset,
        ...actionOf(inside),
      });
    const values = bound ? boundValues(attribute.value, name !== attribute.name) : [attribute.value];
    for (const value of values)
      if (isVisible(value)) push(reading, value, position, attribute.offset, inside, element.name, bound);
  }
}

function showsValue(element: MarkupElement): boolean {
  return /button|cell|tag|submit/i.test(element.name) || isInputButton(element);
}

/** `<input type="button" value="提交">`, as quick apps and H5 write a button. */
function isInputButton(element: MarkupElement): boolean {
  return (
    element.name === 'input' &&
    element.attributes.some(({ name, value }) => name === 'type' && /^(button|submit|reset)$/.test(value))
  );
}

/** Texts of a bound attribute: an interpolated string whole, an expression by its literals. */
function boundValues(value: string, isExpression: boolean): string[] {
  if (isExpression) return constantTexts(value);
  return /^\{\{[^}]*\}\}$/.test(value) ? constantTexts(value) : [interpolate(value)];
}

function isVisible(value: string): boolean {
  return /[\u3400-\u9fffA-Za-z]/.test(value.replace(/\{[^}]*\}/g, '')) && value.length <= 4000;
}

function addText(reading: MarkupReading, raw: string, offset: number, around: Surroundings, element: string): void {
  const bound = raw.includes('{{');
  if (bound)
    for (const match of raw.matchAll(/\{\{([\s\S]*?)\}\}/g)) {
      reading.bindings.push({ expression: match[1]!, offset });
      reading.rows.push(...shownMembers(match[1]!, around.loops));
      noteRow(reading.shown, { expression: match[1]!, offset, loops: around.loops });
    }
  const position = offset === around.title ? 'page-title' : positionOf(element, undefined, around, raw);
  if (bound) reading.bound.push({ raw, position, offset, ...actionOf(around) });
  const value = interpolate(raw);
  if (isVisible(value)) push(reading, value, position, offset, around, element, bound);
  // `{{done ? '已签到' : '立即签到'}}` shows either.
  if (bound)
    for (const text of constantTexts(raw))
      if (isVisible(text) && text !== value) push(reading, text, position, offset, around, element, true);
}

function push(
  reading: MarkupReading,
  value: string,
  position: TextPosition,
  offset: number,
  around: Surroundings,
  element: string,
  bound: boolean,
): void {
  const text = value.replace(/\s+/g, ' ').trim().slice(0, 200);
  if (!text) return;
  reading.texts.push({
    value: text,
    position: value.length > 60 && position !== 'placeholder' ? 'article' : position,
    offset,
    ...actionOf(around),
    element,
    bound,
  });
}

function actionOf(around: Surroundings): Pick<MarkupTextReading, 'action' | 'target'> {
  if (around.platform) return { action: 'platform', target: around.platform };
  if (around.link) return { action: 'navigate', target: around.link };
  return around.handler ? { action: 'handler', target: around.handler.expression.slice(0, 80) } : {};
}

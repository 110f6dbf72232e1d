import type { XmlElement } from '../../../decode/axml/index.js';
import type { TextPosition } from '../../../facts/types.js';
import type { Resources, XmlFile } from '../resources.js';

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
  /** Ids of what hides it till code shows that: itself or containers that are `gone` or `invisible` in the file. */
  hidden?: number[];
  /** Name in `android:onClick`, its own or a container's. */
  onClick?: string;
  /** Class or action a tap opens, as the file itself says. */
  opens?: string;
}

export interface Layout {
  file: XmlFile;
  texts: LayoutText[];
  /** Fields a person fills in. */
  inputs: number;
  /** Fragments, own views and targets of intents named in it. */
  classes: string[];
  /** Actions of implicit intents in it. */
  actions: string[];
  /** Navigation graphs it hosts. */
  graphs: number[];
  /** Ids of the items of its menus. */
  menuItems: number[];
  webViews: number;
}

export function emptyLayout(file: XmlFile): Layout {
  return { file, texts: [], inputs: 0, classes: [], actions: [], graphs: [], menuItems: [], webViews: 0 };
}

const HAS_WORDS = /[\u3400-\u9fff]|\p{L}{2}/u;

function hasWords(text: string): boolean {
  return HAS_WORDS.test(text);
}

/** What is added to a layout: an element's words, and what is known of its surroundings and of a tap on it. */
interface AddedText {
  element: XmlElement;
  file: XmlFile;
  value: string | undefined;
  position: TextPosition;
  /** Ids of the containers around it; a menu item and a row of settings stand for themselves. */
  around?: number[];
  /** Ids of hidden containers around it, and its own if it is hidden. */
  hidden?: number[];
  /** Name in the `android:onClick` of a container. */
  onClick?: string;
  opens?: string;
}

/** Adds words, where there are any. */
export function addText(layout: Layout, added: AddedText, resources: Resources): void {
  const { element, file, value, position, around = [], hidden = [], opens } = added;
  if (!value || !hasWords(value)) return;
  const id = resources.reference(element, 'id');
  const onClick = resources.text(element, 'onClick') || added.onClick;
  layout.texts.push({
    value: plain(value),
    position,
    file,
    offset: element.offset,
    line: element.line,
    around,
    ...(id !== undefined && { id }),
    ...(hidden.length > 0 && { hidden }),
    ...(onClick && { onClick }),
    ...(opens && { opens }),
  });
}

/** Placeholders of formats stand as `{}`. */
export function plain(text: string): string {
  return text.replace(/%(\d+\$)?[-+ #0,(]*\d*(\.\d+)?[sdfxbc]/g, '{}').trim();
}

/** What an `<intent>` below an element starts: the class it names, or its action. */
export function intentOf(layout: Layout, element: XmlElement, resources: Resources): string | undefined {
  const intent = element.children.find((child) => child.name === 'intent');
  if (!intent) return undefined;
  const named = resources.text(intent, 'targetClass');
  const pack = resources.text(intent, 'targetPackage');
  const target = named?.startsWith('.') ? `${pack ?? ''}${named}` : named;
  const action = resources.text(intent, 'action') || undefined;
  if (target) layout.classes.push(target);
  else if (action) layout.actions.push(action);
  return target ?? action;
}

import type { XmlElement } from '../../../decode/axml/index.js';
import type { TextPosition } from '../../../facts/types.js';
import { snakeCase } from '../names.js';
import type { XmlFile } from '../resources.js';
import type { Layout } from './layout.js';

/** The page as a whole, the bar at its top, all below it; or a dialog, which has no bar. */
export type PagePart = 'page' | 'bar' | 'centred-bar' | 'rest' | 'dialog';

const DIALOG =
  /(^|_)(dialog|dialogs|dlg|popup|popupwindow|pop|toast|progress|loading|alert)(_|\d|$)|(dialog|dlg|popupwindow|toast)$/i;

/** A layout's own name says where it is shown. */
export function partOfFile(name: string): PagePart {
  return DIALOG.test(name) ? 'dialog' : 'page';
}

const STACKS = /(DrawerLayout|FrameLayout|CoordinatorLayout)$/;

/** The first of several things below another is the bar; what stacks its children shows the page in the first. */
export function partOf(parent: XmlElement, name: string, index: number, part: PagePart | undefined): PagePart | undefined {
  if (part === 'bar' && isTableHead(parent)) return 'rest';
  if (part === 'bar') return isCentred(parent, 'gravity') ? 'centred-bar' : 'bar';
  if (part !== 'page') return part;
  if (parent.children.length === 1) return 'page';
  if (index > 0) return 'rest';
  return STACKS.test(name) ? 'page' : 'bar';
}

/** Words side by side: many of them, or columns that share the width. */
function isTableHead({ children }: XmlElement): boolean {
  const having = (attribute: string, some: readonly XmlElement[]): XmlElement[] =>
    some.filter(({ attributes }) => attributes.some(({ name }) => name === attribute));
  const words = having('text', children);
  return words.length > 3 || having('layout_weight', words).length > 1 || having('layout_weight', children).length > 2;
}

const TITLE_LENGTH = 12;

/** Ids that say no more than "the title", or name the bar. */
const PLAIN_TITLE = /^((tv|txt|text|id|my|the|common|page|main|top|head|header|bar|toolbar|action_?bar|nav|view|layout)_?)*title/;

/** A view in the page, and the name of its id. */
interface Placed {
  element: XmlElement;
  idName: string;
  file: XmlFile;
}

/**
 * Where words stand, seen the part of the page: the first ones in the middle of the bar are its title, whatever the view is called;
 * the title of a dialog is not the page's, nor is the heading of a section below other words (`message_title`).
 */
export function positionInPart(
  position: TextPosition,
  value: string,
  { element, idName, file }: Placed,
  part: PagePart | undefined,
  { texts }: Layout,
): TextPosition {
  if (part === 'dialog') return position === 'page-title' ? 'dialog' : position;
  if (position === 'page-title' && part === 'rest' && idName !== '' && !PLAIN_TITLE.test(snakeCase(idName)))
    return texts.some((text) => text.file === file && !ASIDE.test(text.value)) ? 'label' : position;
  if (position !== 'label' || (part !== 'bar' && part !== 'centred-bar')) return position;
  if (value.length > TITLE_LENGTH || !/[\u3400-\u9fff]/.test(value) || ASIDE.test(value)) return position;
  const middle = part === 'centred-bar' || CENTRED.some((name) => isCentred(element, name));
  const first = !texts.some(
    (text) => text.file === file && (text.position === 'label' || text.position === 'page-title') && !ASIDE.test(text.value),
  );
  return middle && first ? 'page-title' : position;
}

const CENTRED = ['gravity', 'layout_gravity', 'layout_centerInParent', 'layout_centerHorizontal'];
/** What stands beside a title, and names of fields. */
const ASIDE = /^(返回|取消|关闭|跳过|完成|保存|编辑|更多|确定)$|[:：]$/;

/** Gravity with its horizontal part in the middle, or a flag that is set. Source: android.view.Gravity, CENTER_HORIZONTAL */
function isCentred({ attributes }: XmlElement, name: string): boolean {
  const data = attributes.find((attribute) => attribute.name === name)?.value.data ?? 0;
  return name.endsWith('ravity') ? (data & 7) === 1 : data !== 0;
}

import type { TextPosition } from '../../facts/types.js';

interface Around {
  handler?: { distance: number };
  link?: string;
  platform?: string;
  inLoop: boolean;
  chain: string[];
}

const TITLE_BAR = /^(.*-)?(nav-?bar|navbar|navigation-bar|cu-custom|page-?header|title-?bar|toolbar|custom-nav\w*)$|^NavBar$/i;
/** Slots beside the title: ColorUI's `backText`, `left` and `right` of the others. */
const BESIDE_TITLE = /^(back|left|right)/i;

/** Whether what stands in a slot of an element is a button beside the page's title: `<cu-custom><view slot="backText">`. */
export function isBesideTitle(element: string | undefined, slot: string | undefined): boolean {
  return element !== undefined && slot !== undefined && TITLE_BAR.test(element) && BESIDE_TITLE.test(slot);
}

/** Positions by the words in an element's name; the first that fits the nearest element wins. */
const BY_ELEMENT: [RegExp, TextPosition][] = [
  [TITLE_BAR, 'page-title'],
  [/^(.*-)?(tab-?bar(-item)?|tabbar(-item)?|tab|tabs|tab-?item|tab-?pane|segmented-control)$/i, 'tab'],
  [/^(.*-)?(dialog|modal|popup|action-?sheet|toast|notify|message|share-sheet|confirm)$/i, 'dialog'],
  [/^(.*-)?(button|btn|submit|fab)$/i, 'button'],
  [/^(.*-)?(grid-item|menu-item|cell|list-item|grid|menu|collapse-item|sidebar-item)$|^navigator$/i, 'menu'],
  [/^(.*-)?(option|radio|checkbox|picker|select|picker-view-column|dropdown-item|switch)$/i, 'option'],
  [/^(.*-)?(rich-?text|article|parse|parser|notice-bar)$/i, 'article'],
  [/^(.*-)?(form-item|field|label|legend|th|form-label)$/i, 'label'],
];

const BUTTON_TEXT = 12;

/** Where a person meets a text, from its element, the attribute it stands in, and what surrounds it. */
export function positionOf(element: string, attribute: string | undefined, around: Around, text = ''): TextPosition {
  if (attribute && /placeholder/i.test(attribute)) return 'placeholder';
  if (attribute && /(^|[a-z]|-)(confirm|cancel|submit|button|btn)(-?button)?-?text$/i.test(attribute)) return 'button';
  if (attribute && /^(right|left)-?text$/i.test(attribute)) return 'button';
  const chain = [element, ...[...around.chain].reverse()].slice(0, 3);
  for (const name of chain) {
    const hit = BY_ELEMENT.find(([pattern]) => pattern.test(name));
    if (!hit) continue;
    if (hit[1] === 'page-title' && attribute && !/title|content/i.test(attribute)) return 'label';
    return hit[1] === 'menu' && around.inLoop && !around.link && !around.handler ? 'list' : hit[1];
  }
  if (around.link) return 'menu';
  const length = text.replace(/\{\{[\s\S]*?\}\}/g, '').length;
  if ((around.handler || around.platform) && length <= BUTTON_TEXT)
    return around.inLoop ? 'list' : (around.handler?.distance ?? 0) <= 1 ? 'button' : 'menu';
  return around.inLoop ? 'list' : 'label';
}

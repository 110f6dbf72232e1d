import type { MarkupElement } from '../../decode/template/markup.js';

/** What a web page's element is to the person who sees it: pages say so by classes, whose words their libraries share. */
const BY_CLASS: [RegExp, string][] = [
  [/(^|[-_])(tab-?bar|bar-tab|tab-?item|tabs?|tab-?link|tab-label|nav-tabs|tabbar__item|foot(er)?-?nav)($|[-_])/, 'tab'],
  [/(^|[-_])(dialog|modal|popup|popover|action-?sheet|toast|layer|mask|confirm|alert)($|[-_])/, 'dialog'],
  [/(^|[-_])(btn|button|submit)($|[-_])/, 'button'],
  [/^(mui-title|navbar-brand|page-?title|nav-?title|head(er)?-?title|bar-title|aui-title|top-?title)$/, 'navbar'],
  [/(^|[-_])(grid|menu|navigate-right|media-object|cells?|nav-item)($|[-_])/, 'menu'],
];
const BY_ELEMENT: Record<string, string> = { dt: 'label', legend: 'label', header: 'page-header', summary: 'menu' };
/** Elements that say themselves what they are. */
const PLAIN = /^(button|option|select|label|th|li|input|textarea|article|form)$/;

/** The name an element's place is told by: its own, or what its class says. */
export function htmlRole(element: MarkupElement): string {
  if (PLAIN.test(element.name)) return element.name;
  const words =
    element.attributes
      .find(({ name }) => name === 'class')
      ?.value.toLowerCase()
      .split(/\s+/) ?? [];
  for (const word of words) {
    const role = BY_CLASS.find(([pattern]) => pattern.test(word))?.[1];
    if (role) return role;
  }
  const role = element.attributes.find(({ name }) => name === 'role' || name === 'data-role')?.value;
  if (role && /^(button|dialog|tab|menu|navbar|header|tablist|menuitem|alertdialog)$/.test(role))
    return role === 'header' ? 'page-header' : role === 'menuitem' ? 'menu' : role.replace(/list$|^alert/, '');
  return BY_ELEMENT[element.name] ?? element.name;
}

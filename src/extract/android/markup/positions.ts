import type { TextPosition } from '../../../facts/types.js';
import { snakeCase } from '../names.js';

/** Ids of views that hold a page's title. */
export const TITLE_ID =
  /(^|_)(title|titlename|toolbar_?title|bar_?title|head_?title|top_?title|actionbar_?title|tv_?title|title_?(tv|text|name|center))$/i;
const BUTTON = /Button$/;
const OPTION = /(Radio|Toggle|Compound)Button$|(CheckBox|Switch|SwitchCompat|SwitchMaterial|Chip|CheckedTextView)$/;
export const FIELD = /(EditText|AutoCompleteTextView|TextInputLayout|ClearEditText\w*)$/;
const TITLE_BAR = /(Toolbar|Title(Bar|View|Layout)?|TopBar|HeadBar|HeaderBar|ActionBar|NavigationBar|NavBar|CommonTitle\w*)$/;
const PLACEHOLDER = /^(hint|hintText|queryHint|defaultQueryHint|placeholderText|prompt|completionHint)$/;
/** Read aloud to those who cannot see the screen; nobody reads them on it. */
const SPOKEN =
  /^(contentDescription|navigationContentDescription|collapseContentDescription|accessibilityPaneTitle|stateDescription)$/;

/** What else is known of the element. */
interface Place {
  listed: boolean;
  idName: string;
  clickable: boolean;
}

/** Where the words of an attribute stand; undefined for attributes that hold none. */
export function positionOf(
  attributeName: string,
  element: string,
  { listed, idName, clickable }: Place,
): TextPosition | undefined {
  if (PLACEHOLDER.test(attributeName)) return 'placeholder';
  if (SPOKEN.test(attributeName)) return 'unknown';
  if (attributeName === 'entries') return 'option';
  if (attributeName === 'text' || attributeName === 'textOn' || attributeName === 'textOff') {
    if (element === 'TabItem') return 'tab';
    if (OPTION.test(element)) return 'option';
    if (BUTTON.test(element) || clickable) return 'button';
    if (FIELD.test(element)) return 'data';
    if (listed) return 'list';
    return TITLE_ID.test(snakeCase(idName)) ? 'page-title' : 'label';
  }
  if (TITLE_BAR.test(element))
    return /title|text|center|middle/i.test(attributeName) && !/(left|right|sub)/i.test(attributeName) ? 'page-title' : 'label';
  if (attributeName === 'title') return 'page-title';
  return /text|title|label|name|hint|tip|content|desc|value/i.test(attributeName) &&
    !/^(name|layout|id|style|theme)$/.test(attributeName)
    ? 'label'
    : undefined;
}

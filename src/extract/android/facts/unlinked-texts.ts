import { mask } from '../../../facts/excerpt.js';
import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { type LayoutText, readLayout } from '../markup/layouts.js';

const MAX_FILES = 3000;
/** Names that well-known libraries give their layouts and menus. */
const LIBRARY =
  /^(abc|design|mtrl|m3|material|notification|support|select_dialog|simple_(spinner|list)|preference|expand_button|image_frame|browser_actions|custom_dialog|fingerprint|tooltip|brvah|pickerview|picture|ps|ucrop|umeng|umcsdk|jpush|jmui|push|upush|bd|amap|tencent|wb|weibosdk|alipay|wx|sso|getui|igexin|hms|hwpush|upsdk|c_buoy|com_facebook|facebook|google|exo|videoplayer|jz|zxing|include_pickerview|layout_basepickerview|dcloud|weex|bugly|tt|ksad|gdt|xpopup|md|nim|ease|em)_/;

/**
 * Where no code can be read, the layouts and menus of the package still show what its screens say; which screen shows them
 * cannot be told. Where code can be read, a layout that none of it shows is left-over and says nothing.
 */
export function unlinkedTexts({ screens, resources }: Analysis): Fact[] {
  if (screens.some((screen) => screen.bodies.length > 0)) return [];
  const seen = new Set<string>();
  const facts: Fact[] = [];
  for (const id of [...resources.idsOfType('layout'), ...resources.idsOfType('menu')].slice(0, MAX_FILES)) {
    if (LIBRARY.test(resources.nameOf(id) ?? '')) continue;
    const file = resources.xml(id);
    for (const text of file ? readLayout(file, resources).texts : []) {
      const key = `${text.file.entry.path} ${text.offset} ${text.line} ${text.position} ${text.value}`;
      if (!seen.has(key)) facts.push(factOf(text));
      seen.add(key);
    }
  }
  return facts;
}

function factOf({ value, position, file, line, offset }: LayoutText): Fact {
  return {
    kind: 'text',
    value,
    position,
    at: { path: file.entry.path, ...(line > 0 && { line }), ...(offset > 0 && { offset }) },
    owner: 'own',
    screens: [],
    excerpt: mask(value).slice(0, 80),
  };
}

import { LABEL_KEY, MENU_HINT, NAVIGATION_KEY, type Place, placeInCall } from '../javascript/texts/places.js';
import { folded, nameOf } from './naming.js';
import type { UnitReading, Units } from './units.js';
import { type CallSite, type LoadedText, type Members, optionsOf, textsIn, type Value } from './values.js';

export interface FoundText extends Place {
  value: string;
  unit: number;
  at: number;
}

const HAN = /[\u3400-\u9fff]/;
const MAX_TEXT = 200;
const ARTICLE = 60;
const MAX_DEPTH = 6;
/** Values looked at in the arguments of one call. */
const MAX_SEEN = 5000;

/** Texts that are handed to calls which show them, and the rest of what a function loads; elements were read before. */
export function readTexts(program: Units, unit: UnitReading, elements: { has(site: CallSite): boolean }): FoundText[] {
  const out: FoundText[] = [];
  for (const site of unit.calls) if (!elements.has(site)) readCall(program, site, out);
  const holders = holdersOf(unit);
  const options = new Set(
    unit.stores.flatMap(({ key, value }) => (/^(navigationOptions|screenOptions|options)$/.test(key) ? [value] : [])),
  );
  for (const text of unit.texts) {
    if (text.shown || text.dropped || !HAN.test(text.text)) continue;
    out.push(found(text, text.text, placeInObject(program, text, holders, options)));
  }
  return out;
}

function found(text: LoadedText, value: string, place: Place): FoundText {
  const isLong = value.length > ARTICLE && place.position !== 'toast' && place.position !== 'dialog';
  return {
    ...place,
    value: value.trim().slice(0, MAX_TEXT),
    ...(isLong && { position: 'article' as const }),
    unit: text.unit,
    at: text.at,
  };
}

function readCall(program: Units, site: CallSite, out: FoundText[]): void {
  const name = nameOf(program, site.callee);
  if (!name) return;
  const seen = new Set<Value>();
  const walk = (value: Value, key: string | undefined, depth: number): void => {
    if (seen.has(value) || seen.size > MAX_SEEN) return;
    seen.add(value);
    const loaded = textsIn(value).filter(({ shown }) => !shown);
    if (loaded.length > 0) {
      const place = placeOf(name, key);
      if (place === 'go-on') return;
      for (const text of loaded) {
        if (place) text.shown = true;
        else text.dropped = true;
      }
      if (place)
        for (const text of shownTexts(program, value)) if (HAN.test(text.value)) out.push(found(text.loaded, text.value, place));
      return;
    }
    if (depth >= MAX_DEPTH) return;
    for (const option of optionsOf(value)) {
      if (option.kind === 'object') for (const [inner, member] of option.members) walk(member, inner, depth + 1);
      if (option.kind === 'array') for (const item of option.items) walk(item, key, depth + 1);
    }
  };
  for (const argument of site.args) walk(argument, undefined, 0);
}

/** Each arm of a choice is a text of its own; a sum is one. */
function shownTexts(program: Units, value: Value): { value: string; loaded: LoadedText }[] {
  return optionsOf(value).flatMap((option) => {
    const [loaded] = textsIn(option);
    const text = folded(program, option, true);
    return loaded && text ? [{ value: text, loaded }] : [];
  });
}

function placeOf(name: string, key: string | undefined): Place | undefined | 'go-on' {
  if (/^hilog\.|(^|\.)[lL]og(ger|Util\w*)?\.\w+$/.test(name)) return undefined;
  if (/(^|\.)(AlertDialog|ActionSheet|\w*PickerDialog|showAlertDialog|showActionSheet)(\.show)?$/.test(name))
    return { position: key === 'value' ? 'button' : 'dialog' };
  if (/(^|\.)Alert\.(alert|prompt)$/.test(name)) return { position: key === 'text' ? 'button' : 'dialog' };
  if (/(^|\.)setOptions$/.test(name) && key && /^(title|headerTitle)$/.test(key)) return { position: 'page-title' };
  if (key === 'options' && /ActionSheet/i.test(name)) return { position: 'option' };
  return placeInCall(name, key);
}

interface Holder {
  object: Members;
  key: string;
  /** Length of the array the object stands in. */
  row?: number;
}

/** Object literals by the texts they hold. */
function holdersOf(unit: UnitReading): Map<LoadedText, Holder> {
  const rows = new Map<Value, number>();
  for (const { items } of unit.arrays) for (const item of items) rows.set(item, items.length);
  const out = new Map<LoadedText, Holder>();
  for (const object of unit.objects)
    for (const [key, value] of object.members)
      for (const text of textsIn(value)) {
        const row = rows.get(object);
        out.set(text, { object, key, ...(row !== undefined && { row }) });
      }
  return out;
}

/** As in scripts: a menu entry when it leads somewhere or has a picture, a row of data, or a literal of code. */
function placeInObject(program: Units, text: LoadedText, holders: Map<LoadedText, Holder>, options: Set<Value>): Place {
  const holder = holders.get(text);
  if (!holder) return { position: 'code' };
  const { object, key, row } = holder;
  if (/^(tabBarLabel|tabLabel)$/.test(key)) return { position: 'tab' };
  if (/^(headerTitle|navigationBarTitleText)$/.test(key) || (options.has(object) && key === 'title'))
    return { position: 'page-title' };
  const keys = [...object.members.keys()];
  const link = keys.find((name) => NAVIGATION_KEY.test(name) || /^(screen|routeName)$/.test(name));
  const target = link === undefined ? undefined : folded(program, object.members.get(link)!, true);
  if (target && LABEL_KEY.test(key)) return { position: 'menu', action: 'navigate', target };
  if (row === undefined) return { position: LABEL_KEY.test(key) ? 'label' : 'code' };
  if (LABEL_KEY.test(key) && keys.some((name) => MENU_HINT.test(name)) && keys.length <= 6)
    return { position: 'menu', action: 'none' };
  return { position: row >= 3 && keys.length >= 3 ? 'data' : 'option' };
}

import { tokenise } from '../../../facts/tokens.js';
import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import type { Body } from '../code/body.js';
import { type Naming, namesShown } from '../code/members.js';
import { dotted } from '../names.js';
import type { PlaceOf } from './places.js';

const TEXT_VIEW = /^android\.widget\.(TextView|Button|EditText)$/;
/** A row's views by their number, a view by an adapter of data binding. Source: BaseRecyclerViewAdapterHelper, androidx.databinding */
const OTHERS = /(^|[.$])(\w*ViewHolder|TextViewBindingAdapter|RemoteViews)$/;
const SHOWS = /^(setText|setTextViewText|setHtml\w*)$/;

/** Members of records that a screen shows in its words, by their names: what is bound to a text in other carriers. */
export function shownFacts(body: Body, { program }: Analysis, placeOf: PlaceOf, naming: Naming): Fact[] {
  const names = new Map<string, number>();
  for (const { callee, args, at } of body.calls) {
    if (!SHOWS.test(callee.name) || args.length === 0) continue;
    const owner = dotted(callee.owner);
    const views = [owner, ...program.classes.ancestors(owner)];
    if (!views.some((name) => TEXT_VIEW.test(name) || OTHERS.test(name))) continue;
    for (const name of args.flatMap((arg) => namesShown(arg, naming))) if (!names.has(name)) names.set(name, at);
  }
  return [...names].map(
    ([value, at]): Fact => ({ kind: 'identifier', value, tokens: tokenise(value), role: 'binding', ...placeOf(body, at) }),
  );
}

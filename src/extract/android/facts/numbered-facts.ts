import { tokenise } from '../../../facts/tokens.js';
import type { Fact } from '../../../facts/types.js';
import type { Body, Call } from '../code/body.js';
import { memberIn } from '../code/members.js';
import { choices, leaves, type Value } from '../code/values.js';
import type { PlaceOf } from './places.js';

/** What adapters do for each row. Source: RecyclerView.Adapter, BaseAdapter, BaseRecyclerViewAdapterHelper */
const BINDS = /^(onBindViewHolder|getView|convert|bind\w*|onBind\w*)$/;
const POSITION = /^get(Absolute|Binding)?(Adapter|Layout)?Position$/;
/** Calls that show what they are given, or make the text that is shown. */
const SHOWS = /^(setText|append|add|format|getString|setTextView\w*)$/;
const IMAGES = /^(set(Image|Background)(Resource|Drawable|Bitmap)?|setCompoundDrawables\w*)$/;
/** Pictures of the first, second and third place. */
const PODIUM = 3;

/** Members of rows that show which place they have: `rank.setText(position + 1); name.setText(row.name)`, `(i + 1) + " " + row.name`. */
export function numberedFacts(body: Body, placeOf: PlaceOf): Fact[] {
  const shown = body.calls.filter(({ callee }) => SHOWS.test(callee.name));
  if (shown.length < 2 || !isNumbered(body, shown)) return [];
  const names = new Map<string, number>();
  for (const { args, at } of shown)
    for (const value of args.flatMap(leaves)) for (const name of memberIn(value)) if (!names.has(name)) names.set(name, at);
  return [...names].map(
    ([value, at]): Fact => ({ kind: 'identifier', value, tokens: tokenise(value), role: 'numbered', ...placeOf(body, at) }),
  );
}

function isNumbered(body: Body, shown: readonly Call[]): boolean {
  const binds = BINDS.test(body.ref.name);
  if (shown.some(({ args }) => args.flatMap(leaves).some((value) => isPlace(value, binds)))) return true;
  const pictures = body.calls.filter(({ callee }) => IMAGES.test(callee.name)).length;
  const chosen = body.branches.filter(({ left, right }) => [left, right].some((value) => value && isPosition(value))).length;
  return binds && pictures >= PODIUM && (chosen >= PODIUM - 1 || body.instructions.some(({ kind }) => kind === 'switch'));
}

/** A count from one: of an adapter the position, elsewhere whatever a loop counts. */
function isPlace(value: Value, binds: boolean): boolean {
  if (value.kind !== 'arithmetic' || value.op !== 'add') return false;
  const [one, other] = value.right.kind === 'number' ? [value.right, value.left] : [value.left, value.right];
  return one.kind === 'number' && one.number === 1 && (isPosition(other) || (!binds && isCounter(other)));
}

function isPosition(value: Value): boolean {
  return choices(value).some(
    (one) => (one.kind === 'parameter' && one.type === 'I') || (one.kind === 'call' && POSITION.test(one.callee.name)),
  );
}

/** What starts at nothing and is counted up; a loop is read once. */
function isCounter(value: Value): boolean {
  return choices(value).some((one) => one.kind === 'number' && one.number === 0);
}

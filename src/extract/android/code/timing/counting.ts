import type { Body } from '../body.js';
import { choices, type Value } from '../values.js';
import type { TimingTools } from './index.js';

/** A method with the accessors it reaches an outer class's private fields by (`access$008`). */
function withAccessors(body: Body, { program }: TimingTools): Body[] {
  const accessors = body.calls
    .filter(({ callee }) => callee.name.startsWith('access$') || /^(get|set)[A-Z]/.test(callee.name))
    .flatMap(({ callee }) => program.resolve(callee).flatMap((key) => program.body(key) ?? []));
  return [body, ...accessors];
}

/** Fields a method adds to: `seconds++`, `seconds += 10`. */
export function raisedBy(body: Body, tools: TimingTools): string[] {
  return changedBy(body, tools, (change) => change > 0);
}

/** A method that takes one from a field: what counts down to its end. */
export function isCountdown(body: Body, tools: TimingTools): boolean {
  return changedBy(body, tools, (change) => change < 0).length > 0;
}

function changedBy(body: Body, tools: TimingTools, wanted: (change: number) => boolean): string[] {
  return withAccessors(body, tools).flatMap(({ writes }) =>
    writes.flatMap(({ ref, value }) => {
      const key = ref.owner + ref.name;
      return choices(value).some((one) => wanted(changeOf(one, key))) ? [key] : [];
    }),
  );
}

/** What a value adds to the field it is written to; 0 where it is no such sum. */
function changeOf(value: Value, key: string): number {
  if (value.kind !== 'arithmetic' || (value.op !== 'add' && value.op !== 'sub')) return 0;
  const isField = (one: Value): boolean => one.kind === 'field' && one.ref.owner + one.ref.name === key;
  const number = choices(value.right).find((one) => one.kind === 'number');
  if (!choices(value.left).some(isField) || number?.kind !== 'number') return 0;
  return value.op === 'add' ? number.number : -number.number;
}

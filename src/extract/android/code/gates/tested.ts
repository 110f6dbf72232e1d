import type { GateFact } from '../../../../facts/types.js';
import type { Body, Branch } from '../body.js';
import { choices, type Value } from '../values.js';

export interface Tested {
  shape: GateFact['shape'];
  /** Names that tell what is tested, the most telling first. */
  names: string[];
}

/** `if-eqz` and `if-nez`. */
const ZERO_TESTS = new Set([0x38, 0x39]);
/** Code units between a test and the branch on the answer it left in a register. */
const NEAR = 24;

/** What a branch asks. `jumps`: the side that stops is the one jumped to. */
export function testOf(body: Body, branch: Branch, jumps: boolean): Tested {
  const asked = answeredBy(body, branch);
  if (asked) return testOf(body, asked, jumps);
  const left = choices(branch.left)[0]!;
  const right = branch.right && choices(branch.right)[0]!;
  const names = [...namesIn(left), ...(right ? namesIn(right) : [])];
  if (left.kind === 'compare') return { shape: 'range', names: [...namesIn(left.left), ...namesIn(left.right)] };
  const bound = right?.kind === 'number' ? right.number : left.kind === 'number' ? left.number : undefined;
  const counted = isCount(left) || (right !== undefined && isCount(right));
  // if-eqz on a count, or `< 1`, asks for presence; a higher bound for a number of things.
  if (counted) return { shape: bound !== undefined && bound > 1 ? 'min-count' : 'empty', names };
  if (!right && left.kind === 'call' && PRESENCE.test(left.callee.name)) return { shape: 'empty', names };
  if (!right && ZERO_TESTS.has(branch.op)) return { shape: isObject(left) ? 'empty' : 'flag', names };
  if (right && bound === undefined) return { shape: 'range', names };
  return { shape: jumps || bound !== undefined ? 'range' : 'flag', names };
}

/** The values a branch compares, those behind an answer it looks at. */
export function testedBy(body: Body, branch: Branch): Value[] {
  const { left, right } = answeredBy(body, branch) ?? branch;
  return right ? [left, right] : [left];
}

const PRESENCE =
  /^(is(Empty|Blank|NullOrEmpty|NullOrBlank|NotEmpty|TrimEmpty|Space|Null|EmptyOrNull|StringEmpty|ListEmpty)|equals|hasText|hasLength)$/;

/**
 * The test whose answer, 1 or 0, a branch looks at: compilers write `list == null || list.isEmpty()` as a test that leaves a
 * boolean and a test of the boolean.
 */
function answeredBy(body: Body, branch: Branch): Branch | undefined {
  if (branch.right || !ZERO_TESTS.has(branch.op) || !isAnswer(branch.left)) return undefined;
  const before = body.branches.filter(({ at }) => at < branch.at && branch.at - at <= NEAR);
  return before.findLast(({ left }) => !isAnswer(left) && choices(left)[0]!.kind !== 'unknown');
}

/** A register that holds 0 or 1, depending on the way taken. */
export function isAnswer(value: Value): boolean {
  const numbers = choices(value).filter((one) => one.kind === 'number' && (one.number === 0 || one.number === 1));
  return value.kind === 'either' && numbers.length === 2 && value.values.length === 2;
}

function isCount(value: Value): boolean {
  return (
    value.kind === 'length' ||
    (value.kind === 'call' && /^(size|length|getSize|getCount|getItemCount|getChildCount|count)$/.test(value.callee.name))
  );
}

function isObject(value: Value): boolean {
  if (value.kind === 'field') return value.ref.type.startsWith('L') || value.ref.type.startsWith('[');
  if (value.kind === 'parameter') return value.type.startsWith('L') || value.type.startsWith('[');
  return value.kind === 'call' && /^[L[]/.test(value.callee.returns);
}

export function namesIn(value: Value, depth = 0): string[] {
  if (depth > 4) return [];
  if (value.kind === 'field') return [value.ref.name];
  if (value.kind === 'length') return namesIn(value.of, depth + 1);
  if (value.kind === 'arithmetic' || value.kind === 'compare')
    return [...namesIn(value.left, depth + 1), ...namesIn(value.right, depth + 1)];
  if (value.kind === 'call') return [...value.args.flatMap((arg) => namesIn(arg, depth + 1)), value.callee.name];
  if (value.kind === 'either') return value.values.flatMap((one) => namesIn(one, depth + 1));
  return [];
}

import type { ApiFamily } from '../../../../facts/types.js';
import { remembered } from '../../../remembered.js';

/** Calls of one kind: classes, methods, what they do, and where the parameters tell one overload from others, their types. */
export type ApiRow = [owner: RegExp, method: RegExp, family: ApiFamily, takes?: RegExp];

/** Classes in or below some packages, or inside some classes. */
export function below(...packages: string[]): RegExp {
  return new RegExp(`^(?:${packages.map((name) => name.replaceAll('.', '\\.')).join('|')})[.$]`);
}

/** These classes alone. */
export function only(...classes: string[]): RegExp {
  return new RegExp(`^(?:${classes.map((name) => name.replace(/[.$]/g, '\\$&')).join('|')})$`);
}

/** Rows of a table that speak of a class, remembered: a package calls far fewer classes than methods. */
export function rowsByOwner<Row extends readonly [owner: RegExp, ...rest: unknown[]]>(
  table: readonly Row[],
): (owner: string) => readonly Row[] {
  return remembered((owner: string): readonly Row[] => table.filter(([owners]) => owners.test(owner)));
}

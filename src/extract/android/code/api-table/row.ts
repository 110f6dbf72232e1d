import type { ApiFamily } from '../../../../facts/types.js';

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

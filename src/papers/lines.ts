import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';

/** On which line of a YAML text every key and every entry of a list stands, by its JSON pointer. */
export function linesIn(text: string, events: readonly Event[]): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  let at = 0;
  /** The value at `at`, and everything in it. @returns where it begins */
  const walk = (pointer: string): number => {
    const event = events[at++];
    if (event?.type === EVENT_ID.MAPPING) {
      while (isInside(events[at])) {
        const key = events[at++]!;
        const name = key.type === EVENT_ID.SCALAR ? getScalarValue(text, key) : '';
        const place = `${pointer}/${escaped(name)}`;
        offsets.set(place, startOf(key));
        walk(place);
      }
      at += 1;
    } else if (event?.type === EVENT_ID.SEQUENCE) {
      for (let i = 0; isInside(events[at]); i++) {
        const place = `${pointer}/${i}`;
        offsets.set(place, walk(place));
      }
      at += 1;
    }
    return event ? startOf(event) : 0;
  };
  while (at < events.length && events[at]?.type === EVENT_ID.DOCUMENT) at += 1;
  if (isInside(events[at])) walk('');
  return linesOf(text, offsets);
}

function isInside(event: Event | undefined): boolean {
  return event !== undefined && event.type !== EVENT_ID.POP;
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE ? event.start : 0;
}

/** A key as a part of a JSON pointer (RFC 6901). */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function linesOf(text: string, offsets: ReadonlyMap<string, number>): Map<string, number> {
  const starts = [...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length);
  const lineOf = (offset: number): number => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
  return new Map([...offsets].map(([pointer, offset]) => [pointer, lineOf(offset)]));
}

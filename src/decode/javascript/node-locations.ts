import { parse } from '@babel/parser';

interface Span {
  start: number;
  end: number;
}

/** The parser asks whether a place is of its own class: there is no other way to it. */
type PlaceClass = new (line: number, column: number, index: number) => { index: number };

/**
 * Takes `loc` from every node that Babel makes from now on: three objects each, with no option to go without, which on an 8 MB
 * bundle is half of the memory and a third of the time. Nodes keep `start` and `end`; lines and columns are computed from the
 * text where a report asks for them. While parsing, Babel is answered from `start` and `end`.
 */
export function leaveOutLocations(): void {
  const { program } = parse('');
  const prototype: object = Object.getPrototypeOf(program);
  const place = program.loc?.start.constructor as PlaceClass | undefined;
  // Already done, or a Babel that keeps its nodes in another way.
  if (!place || 'loc' in prototype || prototype === Object.prototype) return;
  const Location = locationOf(place);
  Object.defineProperty(prototype, 'loc', {
    get(this: Span) {
      return new Location(this);
    },
    set() {},
  });
}

/** What is written to a location is in its node already. */
function locationOf(Place: PlaceClass) {
  return class {
    constructor(private readonly node: Span) {}
    get start() {
      return new Place(1, 0, this.node.start);
    }
    set start(_place) {}
    get end() {
      return new Place(1, 0, this.node.end);
    }
    set end(_place) {}
    set identifierName(_name: string) {}
  };
}

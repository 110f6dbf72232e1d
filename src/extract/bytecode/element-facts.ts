import { tokenise } from '../../facts/tokens.js';
import type { At, Fact, IdentifierFact, Owner } from '../../facts/types.js';
import { PLATFORM_ELEMENTS } from '../javascript/apis/platform-apis.js';
import type { MarkupReading } from '../markup/reading.js';

/** What all facts of one place share. */
export type Base = { at: At; owner: Owner; screens: string[]; linked?: boolean };
/** The base of what stands at an offset of a function. */
export type Place = (unit: number, offset: number) => Base;

export function identifier(value: string, role: IdentifierFact['role'], base: Base): Fact {
  return { kind: 'identifier', value, tokens: tokenise(value), role, ...base };
}

/**
 * Words, handlers, platform elements and fields of everything that code shows as elements.
 * @param handlerIn the part of a handler's expression that may name it
 */
export function elementFacts(
  reading: Pick<MarkupReading, 'texts' | 'handlers' | 'platform' | 'inputs'>,
  at: (offset: number) => Base,
  handlerIn: (expression: string) => string,
): Fact[] {
  return [
    ...reading.texts.map((text) => textFact(text, at(text.offset))),
    ...reading.handlers.flatMap(({ expression, offset }) => {
      const name = /[A-Za-z_$][\w$]{2,}/.exec(handlerIn(expression))?.[0];
      return name && !/^on[A-Z]/.test(name) ? [identifier(name, 'handler', at(offset))] : [];
    }),
    ...reading.platform.flatMap(({ name, offset }): Fact[] => {
      const family = PLATFORM_ELEMENTS[name.replace(/[<>]/g, '')];
      return family ? [{ kind: 'api', name, family, ...at(offset) }] : [];
    }),
    ...inputFacts(reading.inputs.map(({ offset }) => at(offset))),
  ];
}

function textFact({ value, position, action, target }: MarkupReading['texts'][number], place: Base): Fact {
  const linked = action === 'handler' || place.linked;
  return {
    kind: 'text',
    value,
    position,
    ...(action && { action }),
    ...(target && { target }),
    ...place,
    ...(linked && { linked }),
  };
}

/** How many fields each screen has. */
function inputFacts(places: readonly Base[]): Fact[] {
  const fields = new Map<string, { value: number; base: Base }>();
  for (const place of places) {
    const key = place.screens.join();
    fields.set(key, { value: (fields.get(key)?.value ?? 0) + 1, base: fields.get(key)?.base ?? place });
  }
  return [...fields.values()].map(({ value, base }): Fact => ({ kind: 'number', name: 'inputs', value, ...base }));
}

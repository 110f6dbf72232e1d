import type { Span } from './string-pool.js';

/** A typed value of a resource or attribute: `Res_value`. */
export interface ResourceValue {
  type: number;
  data: number;
  /** For strings, the text. */
  text?: string | undefined;
  /** For styled strings, what marks parts of the text. */
  spans?: Span[];
}

export const TYPE = {
  reference: 0x01,
  attribute: 0x02,
  string: 0x03,
  float: 0x04,
  dimension: 0x05,
  fraction: 0x06,
  dynamic: 0x07,
  dynamicAttribute: 0x08,
  boolean: 0x12,
} as const;

const RADIX = [2 ** -8, 2 ** -15, 2 ** -23, 2 ** -31];
const UNITS = ['px', 'dp', 'sp', 'pt', 'in', 'mm'];
const FRACTIONS = ['%', '%p'];

/**
 * A value as it stood in the source: `@7f040001`, `?01010036`, `16dp`, `true`, `#ff00ff00`, `0x1f`, `12`.
 * Source: AOSP libs/androidfw ResourceTypes.h, `Res_value`
 */
export function formatValue({ type, data, text }: ResourceValue): string {
  switch (type) {
    case 0x00:
      return data === 1 ? '@empty' : '@null';
    case TYPE.reference:
    case TYPE.dynamic:
      return `@${hex(data)}`;
    case TYPE.attribute:
    case TYPE.dynamicAttribute:
      return `?${hex(data)}`;
    case TYPE.string:
      return text ?? '';
    case TYPE.float:
      return String(Number(floatOf(data).toPrecision(7)));
    case TYPE.dimension:
      return `${complex(data)}${UNITS[data & 0xf] ?? ''}`;
    case TYPE.fraction:
      return `${Number((complex(data) * 100).toPrecision(7))}${FRACTIONS[data & 0xf] ?? ''}`;
    case TYPE.boolean:
      return data === 0 ? 'false' : 'true';
    case 0x11:
      return `0x${(data >>> 0).toString(16)}`;
    case 0x1c:
    case 0x1d:
    case 0x1e:
    case 0x1f:
      return `#${hex(data)}`;
    default:
      return String(data | 0);
  }
}

function hex(data: number): string {
  return (data >>> 0).toString(16).padStart(8, '0');
}

function floatOf(data: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(data >>> 0);
  return bytes.readFloatLE();
}

function complex(data: number): number {
  return Number(((data & ~0xff) * RADIX[(data >> 4) & 3]!).toPrecision(7));
}

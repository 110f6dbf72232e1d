/** Writes the chunks that binary XML and resource tables are made of, for tests. */
export function u16(...values: number[]): Buffer {
  const out = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => {
    out.writeUInt16LE(value & 0xffff, i * 2);
  });
  return out;
}

export function u32(...values: number[]): Buffer {
  const out = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    out.writeUInt32LE(value >>> 0, i * 4);
  });
  return out;
}

/** Type, header size, size, the rest of the header, the body. */
export function chunk(type: number, header: Buffer, ...body: Buffer[]): Buffer {
  const size = 8 + header.length + body.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([u16(type, 8 + header.length), u32(size), header, ...body]);
}

export function stringPool(texts: string[], encoding: 'utf8' | 'utf16' = 'utf8'): Buffer {
  const items = texts.map((text) => {
    if (encoding === 'utf16') return Buffer.concat([u16(text.length), Buffer.from(text, 'utf16le'), u16(0)]);
    const bytes = Buffer.from(text, 'utf8');
    return Buffer.concat([Buffer.from([text.length, bytes.length]), bytes, Buffer.from([0])]);
  });
  const offsets: number[] = [];
  let at = 0;
  for (const item of items) {
    offsets.push(at);
    at += item.length;
  }
  const padding = Buffer.alloc((4 - (at % 4)) % 4);
  const flags = encoding === 'utf8' ? 0x100 : 0;
  const header = u32(texts.length, 0, flags, 28 + texts.length * 4, 0);
  return chunk(0x0001, header, u32(...offsets), ...items, padding);
}

const NONE = 0xffffffff;

export interface WrittenAttribute {
  /** Index of the name in the pool. */
  name: number;
  type: number;
  data: number;
  namespace?: number;
}

export function startElement(name: number, line: number, attributes: WrittenAttribute[] = []): Buffer {
  const items = attributes.map(({ name: key, type, data, namespace }) =>
    Buffer.concat([u32(namespace ?? NONE, key, type === 3 ? data : NONE), u16(8), Buffer.from([0, type]), u32(data)]),
  );
  return chunk(0x0102, u32(line, NONE), u32(NONE, name), u16(20, 20, items.length, 0, 0, 0), ...items);
}

export function endElement(name: number, line = 1): Buffer {
  return chunk(0x0103, u32(line, NONE), u32(NONE, name));
}

export function startNamespace(prefix: number, uri: number): Buffer {
  return chunk(0x0100, u32(1, NONE), u32(prefix, uri));
}

export function resourceMap(...ids: number[]): Buffer {
  return chunk(0x0180, Buffer.alloc(0), u32(...ids));
}

export function axml(...chunks: Buffer[]): Buffer {
  return chunk(0x0003, Buffer.alloc(0), ...chunks);
}

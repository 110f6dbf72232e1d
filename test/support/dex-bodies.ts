import { decodeDexes } from '../../src/decode/dex/index.js';

/** Where a method's code offset stands in its class data, and what it is. */
interface Place {
  at: number;
  length: number;
  code: number;
  name: string;
}

/** Every method with code, found by walking the class data. */
function methodsOf(bytes: Buffer): Place[] {
  const [dex] = decodeDexes(bytes);
  const definitions = bytes.readUInt32LE(100);
  return dex!.classes.flatMap(({ index }) => {
    let at = bytes.readUInt32LE(definitions + index * 32 + 24);
    if (at === 0) return [];
    const next = (): number => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++]!;
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) return value;
      }
    };
    const [statics, instances, direct, virtual] = [next(), next(), next(), next()] as const;
    for (let i = 0; i < (statics + instances) * 2; i++) next();
    const places: Place[] = [];
    for (const count of [direct, virtual]) {
      let method = 0;
      for (let i = 0; i < count; i++) {
        method += next();
        next();
        const start = at;
        const code = next();
        if (code !== 0) places.push({ at: start, length: at - start, code, name: dex!.method(method)!.name });
      }
    }
    return places;
  });
}

/** The DEX with the instructions of its methods changed. @param change gets the bytes of one method's instructions */
export function withBodies(dex: Buffer, change: (instructions: Buffer) => void): Buffer {
  const bytes = Buffer.from(dex);
  for (const { code } of methodsOf(bytes)) {
    const size = bytes.readUInt32LE(code + 12);
    change(bytes.subarray(code + 16, code + 16 + size * 2));
  }
  return bytes;
}

/** The DEX with all methods said to have one instruction only. */
export function withOneInstruction(dex: Buffer, instruction: number): Buffer {
  const bytes = Buffer.from(dex);
  for (const { code } of methodsOf(bytes)) {
    bytes.writeUInt32LE(1, code + 12);
    bytes.writeUInt16LE(instruction, code + 16);
  }
  return bytes;
}

/** The DEX with the methods' code pointed at the code of one. */
export function withSharedBody(dex: Buffer, of: string): Buffer {
  const bytes = Buffer.from(dex);
  const methods = methodsOf(bytes);
  const shared = methods.find(({ name }) => name === of)!;
  for (const { at, length } of methods)
    for (let i = 0; i < length; i++) bytes[at + i] = ((shared.code >> (i * 7)) & 0x7f) | (i < length - 1 ? 0x80 : 0);
  return bytes;
}

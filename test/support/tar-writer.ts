/** One member; `type` is the flag byte, `0` for a file. */
export interface TarFile {
  name: string;
  data?: string | Buffer;
  type?: string;
  /** Size told in the header in place of the truth. */
  size?: number;
}

/** Writes a ustar archive; names over 100 bytes are put into a GNU long-name member. */
export function buildTar(files: TarFile[]): Buffer {
  const parts = files.flatMap((file) => {
    const name = Buffer.from(file.name);
    const long =
      name.length > 100 ? member({ name: '././@LongLink', data: Buffer.concat([name, Buffer.alloc(1)]), type: 'L' }) : [];
    return [...long, ...member(file)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

function member({ name, data = '', type = '0', size }: TarFile): Buffer[] {
  const content = Buffer.from(data as string);
  const header = Buffer.alloc(512);
  Buffer.from(name).copy(header, 0, 0, 100);
  header.write('0000644\0', 100);
  header.write(`${(size ?? content.length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\0', 257);
  header.write('00', 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}

import { createCipheriv, pbkdf2Sync } from 'node:crypto';

/** What the index says in place of the truth. */
export interface WxapkgForgery {
  count?: number;
  bodyLength?: number;
  /** Offset and size told for an entry, by name. */
  claims?: Record<string, { offset?: number; size?: number }>;
}

/** Writes a WeChat package as the platform's packer does. Names without the leading `/`; a list allows the same name twice. */
export function buildWxapkg(
  files: Record<string, string | Buffer> | [string, string | Buffer][],
  forgery: WxapkgForgery = {},
): Buffer {
  const list = (Array.isArray(files) ? files : Object.entries(files)).map(([name, data]) => ({
    label: name,
    name: Buffer.from(`/${name}`),
    data: Buffer.from(data as string),
  }));
  const indexLength = 4 + list.reduce((sum, { name }) => sum + 12 + name.length, 0);
  const body = Buffer.concat(list.map(({ data }) => data));
  const header = Buffer.alloc(18);
  header[0] = 0xbe;
  header.writeUInt32BE(indexLength, 5);
  header.writeUInt32BE(forgery.bodyLength ?? body.length, 9);
  header[13] = 0xed;
  header.writeUInt32BE(forgery.count ?? list.length, 14);
  let offset = 14 + indexLength;
  const index = list.map(({ label, name, data }) => {
    const record = Buffer.alloc(12 + name.length);
    record.writeUInt32BE(name.length, 0);
    name.copy(record, 4);
    record.writeUInt32BE(forgery.claims?.[label]?.offset ?? offset, 4 + name.length);
    record.writeUInt32BE(forgery.claims?.[label]?.size ?? data.length, 8 + name.length);
    offset += data.length;
    return record;
  });
  return Buffer.concat([header, ...index, body]);
}

/** Encrypts a package as WeChat for Windows keeps it (`V1MMWX`). */
export function encryptWxapkg(plain: Buffer, appId: string): Buffer {
  const key = pbkdf2Sync(appId, 'saltiest', 1000, 32, 'sha1');
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.from('the iv: 16 bytes')).setAutoPadding(false);
  const head = Buffer.concat([plain.subarray(0, 1023), Buffer.alloc(Math.max(0, 1023 - plain.length)), Buffer.from([1])]);
  const mask = appId.charCodeAt(appId.length - 2);
  const body = Buffer.from(plain.subarray(1023).map((byte) => byte ^ mask));
  return Buffer.concat([Buffer.from('V1MMWX'), cipher.update(head), body]);
}

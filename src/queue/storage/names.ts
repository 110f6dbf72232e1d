/** Names that mean something else than a file on some system, and what no file may be called. */
const RESERVED = /^(?:\.{0,2}|(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
const UNSAFE = /[\u0000-\u001f\u007f<>:"|?*\\/]/g;
const LONGEST = 180;

/** Somebody else's name for a file, made fit to be one here. */
export function safeName(name: string): string {
  const plain = name.replace(UNSAFE, '_').replace(/[. ]+$/, '');
  if (RESERVED.test(plain)) return 'package';
  if (Buffer.byteLength(plain) <= LONGEST) return plain;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? '';
  return `${Buffer.from(plain)
    .subarray(0, LONGEST - extension.length)
    .toString('utf8')
    .replace(/\ufffd+$/, '')}${extension}`;
}

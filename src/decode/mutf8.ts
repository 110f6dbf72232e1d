/**
 * Modified UTF-8: surrogates stand as three bytes each and NUL as two, where Node's decoder gives replacement characters.
 * Plain UTF-8 of four bytes is read too, since resource tools write either.
 * Source: dex-format, "MUTF-8 (Modified UTF-8) Encoding"
 */
export function decodeMutf8(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end);
  return text.includes('\ufffd') ? decodeByHand(bytes, start, end) : text;
}

function decodeByHand(bytes: Buffer, start: number, end: number): string {
  let out = '';
  for (let i = start; i < end; ) {
    const first = bytes[i]!;
    const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const second = (bytes[i + 1] ?? 0) & 0x3f;
    if (i + size > end) break;
    if (size === 3) out += String.fromCharCode(((first & 0x0f) << 12) | (second << 6) | (bytes[i + 2]! & 0x3f));
    else if (size === 2) out += String.fromCharCode(((first & 0x1f) << 6) | second);
    else out += bytes.toString('utf8', i, i + size);
    i += size;
  }
  return out;
}

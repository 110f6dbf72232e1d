/** Bytes looked at to tell text from an encrypted file. */
const SAMPLE = 4096;
/** Control characters that stand in no text file; encrypted bytes have 11 % of them. */
const MAX_CONTROLS = 0.02;

/** Whether bytes are text in any of the encodings pages use: all of them leave the control characters alone. */
export function isText(bytes: Buffer): boolean {
  const end = Math.min(bytes.length, SAMPLE);
  let controls = 0;
  for (let i = 0; i < end; i++) {
    const byte = bytes[i]!;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) controls++;
  }
  return controls <= end * MAX_CONTROLS;
}

/** Text of a page or script: UTF-8, UTF-16 by its byte-order mark, otherwise GB 18030, which old pages are written in. */
export function decodePageText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

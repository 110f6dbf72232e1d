/** Shorter constants are as likely a word or a number. */
const SHORTEST = 8;
const GARBLED_SHARE = 0.3;

/** Whether a constant looks like data written as text: hexadecimal, base64, or bytes that are no language's characters. */
export function isEncodedText(text: string): boolean {
  return isHex(text) || isBase64(text) || isGarbled(text);
}

function isHex(text: string): boolean {
  return text.length >= SHORTEST && text.length % 2 === 0 && /^[0-9a-f]+$/i.test(text) && /\d/.test(text) && /[a-f]/i.test(text);
}

function isBase64(text: string): boolean {
  if (text.length < SHORTEST || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return false;
  // Words have no capitals and digits in their midst.
  return text.endsWith('=') || (/[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text));
}

function isGarbled(text: string): boolean {
  if (text.length === 0) return false;
  let odd = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const isControl = code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d;
    const isNoText = (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xf900) || code === 0xfffd;
    if (isControl || isNoText || (code >= 0xa1 && code <= 0xff)) odd++;
  }
  return odd / text.length >= GARBLED_SHARE;
}

import { createDecipheriv, pbkdf2Sync } from 'node:crypto';

const V1MMWX = Buffer.from('V1MMWX', 'latin1');
/** Block that is enciphered; its last byte is padding, so 1023 bytes of the package come out. */
const AES_BYTES = 1024;
const PLAIN_BYTES = AES_BYTES - 1;
const IV = Buffer.from('the iv: 16 bytes', 'latin1');
/** A package rarely names more app ids than its own, its plug-ins' and a few it jumps to. */
const MAX_CANDIDATES = 200;
const MAX_KEYS = 4;
/** Bytes of a body looked at, and places in it that begin like an app id. */
const MAX_SEARCHED = 32 * 1024 * 1024;
const MAX_SAMPLE = 4 * 1024 * 1024;
const MAX_HITS = 100_000;

export function isEncryptedWxapkg(bytes: Buffer): boolean {
  return bytes.subarray(0, V1MMWX.length).equals(V1MMWX);
}

/**
 * Decrypts a package of WeChat for Windows: the first 1024 bytes by AES-256-CBC under a key derived from the app id, the
 * rest by XOR with the app id's second-last character.
 *
 * @returns undefined when the app id is not the one it was encrypted for
 * Source: reference/formats.md (verified on public pairs); the scheme is published by several open unpackers
 */
export function decryptWxapkg(bytes: Buffer, appId: string): Buffer | undefined {
  const head = decryptHead(bytes, appId);
  if (!head) return undefined;
  const body = bytes.subarray(V1MMWX.length + AES_BYTES);
  const plain = Buffer.allocUnsafe(PLAIN_BYTES + body.length);
  head.copy(plain, 0, 0, PLAIN_BYTES);
  const key = appId.length >= 2 ? appId.charCodeAt(appId.length - 2) : 0x66;
  for (let index = 0; index < body.length; index++) plain[PLAIN_BYTES + index] = body[index]! ^ key;
  return plain;
}

function decryptHead(bytes: Buffer, appId: string): Buffer | undefined {
  if (bytes.length < V1MMWX.length + AES_BYTES) return undefined;
  const key = pbkdf2Sync(appId, 'saltiest', 1000, 32, 'sha1');
  const decipher = createDecipheriv('aes-256-cbc', key, IV).setAutoPadding(false);
  const head = decipher.update(bytes.subarray(V1MMWX.length, V1MMWX.length + AES_BYTES));
  return head[0] === 0xbe && head[13] === 0xed ? head : undefined;
}

/**
 * App ids that stand in the body of an encrypted package, likeliest first: those whose second-last character is the byte
 * the body was XORed with, in order of appearance.
 */
export function candidateAppIds(bytes: Buffer): string[] {
  const body = bytes.subarray(V1MMWX.length + AES_BYTES, MAX_SEARCHED);
  const found: string[] = [];
  for (const key of likelyKeys(body).slice(0, MAX_KEYS)) {
    for (const id of appIdsUnder(body, key)) {
      if (found.length >= MAX_CANDIDATES) return found;
      if (!found.includes(id)) found.push(id);
    }
  }
  return found;
}

/** XOR bytes that turn most of the body into text, best first: the body is mostly script. */
function likelyKeys(body: Buffer): number[] {
  const histogram = new Float64Array(256);
  for (const byte of body) histogram[byte]! += 1;
  const scores = Array.from({ length: 256 }, (_, key) => {
    let text = 0;
    for (let byte = 0x20; byte < 0x7f; byte++) text += histogram[byte ^ key]!;
    // Letters and blanks tell keys apart that differ in one low bit.
    for (const common of ' etaoinsr(),.') text += 2 * histogram[common.charCodeAt(0) ^ key]!;
    return { key, text };
  });
  return scores.sort((a, b) => b.text - a.text || a.key - b.key).map(({ key }) => key);
}

function appIdsUnder(body: Buffer, key: number): string[] {
  const prefix = Buffer.from([0x77 ^ key, 0x78 ^ key]);
  const fitting: string[] = [];
  const others: string[] = [];
  let at = body.indexOf(prefix);
  for (let hit = 0; at >= 0 && hit < MAX_HITS; hit++, at = body.indexOf(prefix, at + 2)) {
    const id = Buffer.from(body.subarray(at, at + 18).map((byte) => byte ^ key)).toString('latin1');
    if (!/^wx[0-9a-f]{16}$/.test(id)) continue;
    const list = id.charCodeAt(16) === key ? fitting : others;
    if (list.length < MAX_CANDIDATES && !list.includes(id)) list.push(id);
  }
  return [...fitting, ...others];
}

const BODY_MARKS = ['app-service.js', 'app-config.json', 'page-frame.html', '__wxAppCode__', '$gwx', '__wxRoute', 'game.js'];
const SCRIPT_MARKS = ['function(', 'return ', 'require(', '.prototype', 'this.', 'var '];

/**
 * Whether bytes without a package's header are the body of one, XORed or plain: what is left after decrypting with a wrong
 * app id or damaging the header. Under a XOR byte, plain script words are proof enough.
 */
export function isScrambledWxapkg(bytes: Buffer): boolean {
  if (bytes.length < AES_BYTES + 64 || !looksBinary(bytes.subarray(0, AES_BYTES))) return false;
  const body = bytes.subarray(PLAIN_BYTES, MAX_SAMPLE);
  const holds = (marks: string[], key: number) => marks.filter((mark) => body.includes(xored(mark, key))).length;
  return likelyKeys(body)
    .slice(0, MAX_KEYS)
    .some((key) => holds(BODY_MARKS, key) >= 2 || (key !== 0 && holds(SCRIPT_MARKS, key) >= 3));
}

function looksBinary(head: Buffer): boolean {
  let control = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) control += 1;
  return control > head.length / 32;
}

function xored(text: string, key: number): Buffer {
  return Buffer.from(Buffer.from(text, 'latin1').map((byte) => byte ^ key));
}

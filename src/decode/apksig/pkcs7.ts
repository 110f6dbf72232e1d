/** One DER value: its tag, and its content as a view. */
interface Der {
  tag: number;
  content: Buffer;
  /** With tag and length. */
  whole: Buffer;
}

const CERTIFICATES = 50;

/**
 * Certificates of a PKCS #7 SignedData (`META-INF/*.RSA`), those that signed first. Source: RFC 2315 §9.1.
 * Returns nothing where the bytes are no such structure.
 */
export function readSignedData(bytes: Buffer): Buffer[] {
  const content = children(read(bytes, 0)?.content)[1];
  const signedData = children(children(content?.content)[0]?.content);
  const certificates = signedData.find((item) => item.tag === 0xa0);
  const all = children(certificates?.content).filter((item) => item.tag === 0x30);
  const serials = new Set(children(signedData.at(-1)?.content).map((signer) => serialOfSigner(signer).toString('hex')));
  const signing = all.filter((item) => serials.has(serialOf(item).toString('hex')));
  return (signing.length > 0 ? signing : all).slice(0, CERTIFICATES).map((item) => item.whole);
}

/** SignerInfo: version, issuerAndSerialNumber {issuer, serial}. */
function serialOfSigner(signer: Der): Buffer {
  return children(children(signer.content)[1]?.content)[1]?.content ?? Buffer.alloc(0);
}

/** Certificate → tbsCertificate: [0] version, serial. */
function serialOf(certificate: Der): Buffer {
  const body = children(children(certificate.content)[0]?.content);
  const serial = body[0]?.tag === 0xa0 ? body[1] : body[0];
  return serial?.content ?? Buffer.alloc(0);
}

function children(bytes: Buffer | undefined): Der[] {
  const out: Der[] = [];
  for (let at = 0; bytes && at < bytes.length && out.length < 1000; ) {
    const item = read(bytes, at);
    if (!item) break;
    out.push(item);
    at += item.whole.length;
  }
  return out;
}

function read(bytes: Buffer, at: number): Der | undefined {
  if (at + 2 > bytes.length) return undefined;
  let length = bytes[at + 1]!;
  let start = at + 2;
  if (length === 0x80) return { tag: bytes[at]!, content: bytes.subarray(start), whole: bytes.subarray(at) };
  if (length > 0x80) {
    const size = length & 0x7f;
    if (size > 4 || start + size > bytes.length) return undefined;
    length = bytes.readUIntBE(start, size);
    start += size;
  }
  if (start + length > bytes.length) return undefined;
  return { tag: bytes[at]!, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) };
}

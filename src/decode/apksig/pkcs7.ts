import { children, type Der, readDer } from './der.js';

const CERTIFICATES = 50;

/** One signature inside a PKCS #7 SignedData. */
export interface Pkcs7Signer {
  serial: string;
  /** OIDs as hex of their content. */
  digestOid: string;
  signatureOid: string;
  /** DER of the authenticated attributes as the SET OF that is signed; undefined where the content itself is. */
  attributes?: Buffer;
  /** `messageDigest` among the attributes, where these are as RFC 2315 has them: one of it, and one contentType. */
  messageDigest?: Buffer;
  /** False where the attributes say that something else than data is signed. */
  signsData: boolean;
  signature: Buffer;
}

export interface SignedData {
  /** DER, with the serial number that signers name them by. */
  certificates: { der: Buffer; serial: string }[];
  signers: Pkcs7Signer[];
}

const CONTENT_TYPE = '2a864886f70d010903';
const MESSAGE_DIGEST = '2a864886f70d010904';
/** OID `data`, as the only value of contentType. */
const DATA = '2a864886f70d010701';

/** A PKCS #7 SignedData (`META-INF/*.RSA`); undefined where the bytes are no such structure. Source: RFC 2315 §9. */
export function readSignedData(bytes: Buffer): SignedData | undefined {
  const content = children(readDer(bytes, 0)?.content)[1];
  const signedData = children(children(content?.content)[0]?.content);
  const certificates = children(signedData.find((item) => item.tag === 0xa0)?.content)
    .filter((item) => item.tag === 0x30)
    .map((item) => ({ der: item.whole, serial: serialOf(item) }));
  const signers = children(signedData.at(-1)?.content).flatMap(readSigner);
  return certificates.length > 0 ? { certificates, signers } : undefined;
}

/** Certificates that signed; where none can be told, all of them. */
export function signingCertificates({ certificates, signers }: SignedData): Buffer[] {
  const serials = new Set(signers.map((signer) => signer.serial));
  const signing = certificates.filter(({ serial }) => serials.has(serial));
  return (signing.length > 0 ? signing : certificates).slice(0, CERTIFICATES).map(({ der }) => der);
}

/** SignerInfo: version, issuerAndSerialNumber, digestAlgorithm, [0] attributes, signatureAlgorithm, signature. */
function readSigner(signer: Der): Pkcs7Signer[] {
  const fields = children(signer.content);
  const serial = children(fields[1]?.content)[1]?.content.toString('hex');
  if (serial === undefined) return [];
  const attributes = fields[3]?.tag === 0xa0 ? fields[3] : undefined;
  const [algorithm, signature] = fields.slice(attributes ? 4 : 3);
  const contentType = onlyValue(attributes, CONTENT_TYPE)?.toString('hex');
  const messageDigest = contentType === undefined ? undefined : onlyValue(attributes, MESSAGE_DIGEST);
  return [
    {
      serial,
      digestOid: oid(fields[2]),
      signatureOid: oid(algorithm),
      signature: signature?.content ?? Buffer.alloc(0),
      ...(attributes && { attributes: Buffer.concat([Buffer.from([0x31]), attributes.whole.subarray(1)]) }),
      ...(messageDigest && { messageDigest }),
      signsData: contentType === undefined || contentType === DATA,
    },
  ];
}

/** The value of an attribute that occurs once and has one. */
function onlyValue(attributes: Der | undefined, type: string): Buffer | undefined {
  const [attribute, ...more] = children(attributes?.content).filter((item) => oid(item) === type);
  const values = children(children(attribute?.content)[1]?.content);
  return more.length === 0 && values.length === 1 ? values[0]!.content : undefined;
}

function oid(sequence: Der | undefined): string {
  const [first] = children(sequence?.content);
  return first?.tag === 6 ? first.content.toString('hex') : '';
}

/** Certificate → tbsCertificate: [0] version, serial. */
function serialOf(certificate: Der): string {
  const body = children(children(certificate.content)[0]?.content);
  const serial = body[0]?.tag === 0xa0 ? body[1] : body[0];
  return serial?.content.toString('hex') ?? '';
}

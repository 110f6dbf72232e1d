import { expect, it } from 'vitest';
import { readSignedData } from '../../../src/decode/apksig/pkcs7.js';

const der = (tag: number, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from(body.length < 128 ? [tag, body.length] : [tag, 0x81, body.length]), body]);
};
const sequence = (...content: Buffer[]): Buffer => der(0x30, ...content);
const set = (...content: Buffer[]): Buffer => der(0x31, ...content);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const integer = (value: number): Buffer => der(0x02, Buffer.from([value]));
const SHA256 = oid('608648016503040201');
const RSA = oid('2a864886f70d010101');
const CONTENT_TYPE = oid('2a864886f70d010903');
const MESSAGE_DIGEST = oid('2a864886f70d010904');
const DATA = oid('2a864886f70d010701');
const ENVELOPED = oid('2a864886f70d010703');
const digest = sequence(MESSAGE_DIGEST, set(der(0x04, Buffer.from('digest'))));

/** What a signature of one signer says of what is signed. */
function signerWith(...attributes: Buffer[]): { signsData?: boolean; messageDigest?: string } {
  const name = sequence(sequence(), integer(7));
  const signer = sequence(
    integer(1),
    name,
    sequence(SHA256),
    der(0xa0, ...attributes),
    sequence(RSA),
    der(0x04, Buffer.from('s')),
  );
  const certificate = sequence(sequence(integer(7)));
  const signed = sequence(integer(1), set(sequence(SHA256)), sequence(DATA), der(0xa0, certificate), set(signer));
  const [read] = readSignedData(sequence(oid('2a864886f70d010702'), der(0xa0, signed)))!.signers;
  return { signsData: read!.signsData, ...(read!.messageDigest && { messageDigest: read!.messageDigest.toString() }) };
}

it('a signer of something else than data signs no file, but his attributes are complete', () => {
  expect(signerWith(sequence(CONTENT_TYPE, set(DATA)), digest)).toEqual({ signsData: true, messageDigest: 'digest' });
  expect(signerWith(sequence(CONTENT_TYPE, set(ENVELOPED)), digest)).toEqual({ signsData: false, messageDigest: 'digest' });
});

it('attributes without a type of content, or with two digests, are not complete', () => {
  expect(signerWith(digest)).toEqual({ signsData: true });
  expect(signerWith(sequence(CONTENT_TYPE, set(DATA)), digest, digest)).toEqual({ signsData: true });
});

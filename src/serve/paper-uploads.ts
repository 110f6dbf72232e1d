import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { LARGEST_PAPER, PaperError, paperText, tooLarge } from '../papers/read.js';
import type { AuditLog } from './audit.js';
import { checkToken, RefusedError } from './guard.js';

/** What a form for a paper held. */
export interface SentPaper {
  text: string;
  /** The file is no text. */
  problem?: PaperError;
}

const MOST_BYTES = 32 * LARGEST_PAPER;

/** The form of a paper: the token, then a file or the text of the box. @throws RefusedError where the token is not there first */
export async function takePaper(request: FastifyRequest, audit: AuditLog): Promise<SentPaper> {
  // Too much is read to its end so that a browser gets to the answer, but not for ever.
  const isBounded = Number(request.headers['content-length']) <= MOST_BYTES;
  if (!isBounded) throw new RefusedError(413);
  let isChecked = false;
  let fromFile: SentPaper | undefined;
  let fromBox: SentPaper = { text: '' };
  const limits = { files: 1, fields: 4, fileSize: LARGEST_PAPER, fieldSize: LARGEST_PAPER };
  for await (const part of request.parts({ limits })) {
    if (!isChecked) {
      checkToken(request, part.type === 'field' && part.fieldname === 'token' ? part.value : undefined, audit);
      isChecked = true;
    } else if (part.type === 'file') {
      fromFile = await readPart(part);
    } else if (part.fieldname === 'text') {
      fromBox = part.valueTruncated ? { text: '', problem: tooLarge() } : { text: String(part.value).replace(/\r\n/g, '\n') };
    }
  }
  if (!isChecked) checkToken(request, undefined, audit);
  return fromFile ?? fromBox;
}

/** A file that is a paper; undefined where none was chosen. */
export async function readPart(part: MultipartFile): Promise<SentPaper | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of part.file) {
    size += (chunk as Buffer).length;
    if (size <= LARGEST_PAPER) chunks.push(chunk as Buffer);
  }
  if (size > LARGEST_PAPER || part.file.truncated) return { text: '', problem: tooLarge() };
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return undefined;
  try {
    return { text: paperText(bytes) };
  } catch (error) {
    if (error instanceof PaperError) return { text: '', problem: error };
    throw error;
  }
}

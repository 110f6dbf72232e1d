import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusedError } from '../guard.js';
import type { Context } from '../server.js';

export interface OfSample {
  Params: { digest: string };
}

/** A package by the SHA-256 of its content. */
export const DIGEST = '/samples/:digest(^[0-9a-f]{64}$)';

export const nameOf = ({ identity }: FastifyRequest): string => identity.person?.name ?? '';

/** Writes what somebody does with a package into the log. @throws the system's error: what cannot be logged is not done */
export function log({ audit }: Context['office'], request: FastifyRequest, what: string, digest: string, detail?: string): void {
  audit.write({ who: nameOf(request), address: request.ip, what, package: digest, ...(detail !== undefined && { detail }) });
}

/** The result with the papers that hold. @throws RefusedError where there is none, PapersError, BusyError */
export async function bodyOf({ keyOf, papers }: Context['office'], digest: string): Promise<Uint8Array> {
  const key = keyOf(digest);
  const body = key && (await papers.resultOf(key));
  if (!body) throw new RefusedError(404);
  return body;
}

export function attachment(reply: FastifyReply, type: string, name: string): FastifyReply {
  return reply.type(type).header('content-disposition', `attachment; filename="${name}"`);
}

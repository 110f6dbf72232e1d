import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Long enough for a slow line to bring the answer, short enough that a sender who never stops costs nothing. */
const GRACE_MS = 1000;

/**
 * An answer that ends the connection before the whole request has come stays a moment before the connection is closed. To close it with
 * bytes unread resets it (RFC 9112 §9.6), and then the one who still sends learns of the reset and loses the answer. Nothing is read meanwhile.
 */
export function addLingering(app: FastifyInstance): void {
  app.addHook<string>('onSend', async (request, reply, payload) => {
    const isCutOff = reply.getHeader('connection') === 'close' && !request.raw.complete && typeof payload === 'string';
    if (!isCutOff) return payload;
    request.raw.unpipe().pause();
    reply.header('content-length', Buffer.byteLength(payload));
    return Readable.from(lingering(payload));
  });
}

async function* lingering(payload: string): AsyncGenerator<string> {
  yield payload;
  await wait(GRACE_MS);
}

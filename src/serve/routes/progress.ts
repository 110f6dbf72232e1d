import type { FastifyInstance } from 'fastify';
import { html } from '../guard.js';
import { progressPage } from '../pages/progress.js';
import type { Context } from '../server.js';

const HEARTBEAT_MS = 15_000;
/** Streams at once, each a connection. */
const MOST_STREAMS = 200;

/** What is being done, as a page, and a stream that says when it changed. */
export function addProgress(app: FastifyInstance, { office, viewerOf }: Context): void {
  const streams = new Set<() => void>();
  app.get('/progress', (request, reply) => html(reply, progressPage(viewerOf(request), office.inspections.progress())));

  app.get('/progress/events', (request, reply) => {
    if (streams.size >= MOST_STREAMS) return reply.code(503).send();
    const { raw } = reply;
    reply.hijack();
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      // nginx would hold it back.
      'x-accel-buffering': 'no',
    });
    const say = (text: string): void => void raw.write(text);
    const stop = office.inspections.onChange(() => say('event: change\ndata:\n\n'));
    const heart = setInterval(() => say(':\n\n'), HEARTBEAT_MS);
    const end = (): void => {
      stop();
      clearInterval(heart);
      streams.delete(end);
      raw.end();
    };
    streams.add(end);
    request.raw.on('close', end);
    say('retry: 3000\n\n');
  });

  // Before the server waits for its connections to end.
  app.addHook('preClose', async () => {
    for (const end of [...streams]) end();
  });
}

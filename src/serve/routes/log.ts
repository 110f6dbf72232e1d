import { createReadStream } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { lastEntries, verifyAudit } from '../audit.js';
import { html } from '../guard.js';
import { logPage } from '../pages/log.js';
import type { Context } from '../server.js';

const SHOWN = 200;

export function addLog(app: FastifyInstance, { office, viewerOf }: Context): void {
  const { audit } = office;
  app.get('/audit', { config: { needs: 'admin' } }, async (request, reply) => {
    const checked = await verifyAudit(audit.file);
    return html(reply, logPage(viewerOf(request), { entries: lastEntries(audit.file, SHOWN), checked }));
  });
  app.get('/audit.jsonl', { config: { needs: 'admin' } }, (request, reply) => {
    audit.write({ who: request.identity.person?.name ?? '', address: request.ip, what: 'audit' });
    return reply
      .type('application/x-ndjson; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.jsonl"')
      .send(createReadStream(audit.file));
  });
}

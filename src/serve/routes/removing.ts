import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html, RefusedError } from '../guard.js';
import { type RemovingView, removingPage } from '../pages/removing.js';
import type { Context } from '../server.js';
import { DIGEST, log, nameOf, type OfSample } from './common.js';

const MAY_DELETE = { config: { needs: 'admin' as const } };

/** Deleting a sample, or its files, after asking. */
export function addRemoving(app: FastifyInstance, context: Context): void {
  const { office, words, viewerOf } = context;
  const { removing } = words;
  const show = (request: FastifyRequest, reply: FastifyReply, digest: string, problem?: string): FastifyReply =>
    html(reply, removingPage(viewerOf(request), { ...viewOf(office, digest), ...(problem !== undefined && { problem }) }));

  app.get<OfSample>(`${DIGEST}/delete`, MAY_DELETE, (request, reply) => show(request, reply, request.params.digest));

  app.post<OfSample & { Body: { what?: string; sure?: string } }>(`${DIGEST}/delete`, MAY_DELETE, async (request, reply) => {
    const { digest } = request.params;
    const { what, sure } = request.body ?? {};
    if (!office.keyOf(digest)) throw new RefusedError(404);
    if (sure !== 'yes' || (what !== 'files' && what !== 'all')) return show(request, reply.code(422), digest, removing.notSure);
    const busy = office.inspections.busy();
    if (office.records.submissionsOf(digest).some(({ id }) => busy.has(id)))
      return show(request, reply.code(409), digest, removing.busy);
    if (what === 'files') {
      office.upkeep.removeFiles(digest, nameOf(request), request.ip);
      return reply.redirect(`/samples/${digest}?said=cleaned`, 303);
    }
    await office.papers.alone(digest, async () => {
      log(office, request, 'delete', digest, viewOf(office, digest).name);
      office.upkeep.removeFiles(digest, nameOf(request), request.ip);
      office.remove(digest);
    });
    return reply.redirect('/?said=deleted', 303);
  });
}

/** @throws RefusedError where there is no such sample */
function viewOf({ keyOf, records, submissionsOf, answerCount, upkeep }: Context['office'], digest: string): RemovingView {
  if (!keyOf(digest)) throw new RefusedError(404);
  const rows = submissionsOf(digest);
  const bytes = upkeep.bytesOf(digest);
  return {
    digest,
    name: rows.map(({ name, unit }) => [unit, name].filter(Boolean).join(' · '))[0] ?? digest.slice(0, 16),
    ...(bytes !== undefined && { bytes }),
    answers: answerCount(digest),
    papers: records.papers(digest).length,
    isOfBatch: rows.some(({ at }) => at === undefined),
  };
}

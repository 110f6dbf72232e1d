import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ResultDocument } from '../../result.js';
import { mayDo } from '../accounts.js';
import { type Answer, reviewOf } from '../answer-records.js';
import { mistakesIn, readDraft, reviewFrom, reviewYaml, targetOf } from '../answers.js';
import { html, RefusedError } from '../guard.js';
import { choose, queryString, readQuery } from '../listing.js';
import { errorPage } from '../pages/error.js';
import { listPage } from '../pages/list.js';
import { reportLinks, type SampleView, samplePage } from '../pages/sample.js';
import { currentOf } from '../paper-records.js';
import { REPORTS, reviewedResult, TooLargeError } from '../reports.js';
import type { Context } from '../server.js';
import { filled } from '../words/index.js';
import { attachment, bodyOf, DIGEST, log, nameOf, type OfSample } from './common.js';

/** The list, the result of one package with its reports, and what reviewers say of it. */
export function addSamples(app: FastifyInstance, context: Context): void {
  const { office, options, viewerOf } = context;
  app.get<{ Querystring: Record<string, unknown> }>('/', (request, reply) => {
    const { said } = request.query;
    const query = readQuery(request.query);
    const rows = office.rows();
    const { running, waiting } = office.inspections.progress();
    return html(
      reply,
      listPage(viewerOf(request), {
        query,
        chosen: choose(rows, query, office.answerCount),
        choices: office.choices(),
        all: rows.length,
        rules: options.titles,
        answers: office.answerCount,
        running: running.length,
        waiting,
        otherRun: office.otherRun,
        ...(said === 'deleted' && { said: context.words.removing.deleted }),
      }),
    );
  });
  addReports(app, context);
  addAnswers(app, context);
  addRetry(app, context);
}

function addReports(app: FastifyInstance, { office, words, viewerOf }: Context): void {
  app.get<OfSample & { Querystring: { said?: string } }>(DIGEST, async (request, reply) => {
    const { digest } = request.params;
    const said = sentence(request.query.said, words);
    try {
      const view = await viewOf(office, request, digest);
      log(office, request, 'view', digest);
      return html(reply, samplePage(viewerOf(request), { ...view, ...(said !== undefined && { said }) }));
    } catch (error) {
      if (!(error instanceof TooLargeError)) throw error;
      const viewer = viewerOf(request);
      return html(reply, errorPage(viewer, words.sample.tooLarge, reportLinks(viewer, digest)));
    }
  });

  app.get<{ Params: { digest: string; format: string } }>(`${DIGEST}/report.:format`, async (request, reply) => {
    const { digest, format } = request.params;
    const type = Object.hasOwn(REPORTS, format) ? REPORTS[format] : undefined;
    if (type === undefined) throw new RefusedError(404);
    const body = await bodyOf(office, digest);
    const report = await office.reports.write(body, office.records.answers(digest).map(reviewOf), format);
    log(office, request, 'report', digest, format);
    if (format === 'html') {
      // The report names its own script and style by hash in a policy of its own. Here it is nobody's page: it has no origin.
      const policy = "sandbox allow-scripts; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
      return reply.type(type).header('content-security-policy', policy).send(report);
    }
    return attachment(reply, type, `${digest.slice(0, 16)}.${format}`).send(report);
  });

  app.get<OfSample>(`${DIGEST}/review.yaml`, (request, reply) => {
    const { digest } = request.params;
    if (!office.keyOf(digest)) throw new RefusedError(404);
    log(office, request, 'review-file', digest);
    const text = reviewYaml(office.records.answers(digest).map(reviewOf));
    return attachment(reply, 'application/yaml; charset=utf-8', `review-${digest.slice(0, 16)}.yaml`).send(text);
  });
}

/** What is told once on top of the page, of what was just done. */
function sentence(said: string | undefined, { answering, papers, removing }: Context['words']): string | undefined {
  const [, count] = /^imported-(\d{1,6})$/.exec(said ?? '') ?? [];
  if (count !== undefined) return filled(papers.imported, count);
  const { saved, withdrawn } = answering;
  return { saved, withdrawn, cleaned: removing.cleaned, checked: papers.checked, unchanged: papers.unchanged }[said ?? ''];
}

function addAnswers(app: FastifyInstance, { office, words, viewerOf }: Context): void {
  app.post<OfSample & { Body: Record<string, unknown> }>(
    `${DIGEST}/answers`,
    { config: { needs: 'inspector' } },
    async (request, reply) => {
      const { digest } = request.params;
      const view = await viewOf(office, request, digest);
      const draft = readDraft(request.body ?? {});
      const target = targetOf(view.document, draft);
      if (!target) return html(reply.code(409), samplePage(viewerOf(request), { ...view, said: words.answering.gone }));
      const mistakes = mistakesIn(draft, words);
      if (mistakes.length > 0)
        return html(reply.code(422), samplePage(viewerOf(request), { ...view, draft: { draft, mistakes } }));
      const review = reviewFrom(draft);
      const where = [draft.rule, draft.fingerprint, draft.about].filter(Boolean).join(' ');
      log(office, request, 'answer', digest, `${where} ${draft.answer}（${draft.by}，${draft.on}）${draft.reason}`);
      office.records.answer(digest, review, nameOf(request), new Date().toISOString());
      office.recount();
      return reply.redirect(`/samples/${digest}?said=saved#${encodeURIComponent(draft.rule)}`, 303);
    },
  );

  app.post<{ Params: { digest: string; id: string } }>(
    `${DIGEST}/answers/:id(^\\d{1,12}$)/withdraw`,
    { config: { needs: 'inspector' } },
    (request, reply) => {
      const { digest, id } = request.params;
      const answer = office.records.answers(digest).find((one) => one.id === Number(id));
      if (!answer) throw new RefusedError(404);
      if (!mayWithdraw(request, answer)) throw new RefusedError(403);
      const { rule, fingerprint = '', by, answer: said } = answer;
      log(office, request, 'withdraw', digest, `${[rule, fingerprint].filter(Boolean).join(' ')} ${said}（${by}）`);
      office.records.withdraw(digest, answer.id, new Date().toISOString());
      office.recount();
      return reply.redirect(`/samples/${digest}?said=withdrawn#${encodeURIComponent(rule)}`, 303);
    },
  );
}

/** What could not be inspected is tried once more. */
function addRetry(app: FastifyInstance, { office }: Context): void {
  app.post<OfSample>(`${DIGEST}/again`, { config: { needs: 'inspector' } }, (request, reply) => {
    const { digest } = request.params;
    if (!mayRetry(office, digest)) throw new RefusedError(404);
    log(office, request, 'again', digest);
    office.again(digest);
    return reply.redirect('/progress', 303);
  });
}

/** It failed, and it was handed in here: what a batch left is the batch's to try again. */
function mayRetry({ store, records, key }: Context['office'], digest: string): boolean {
  const files = records.submissionsOf(digest).filter(({ cleaned }) => cleaned === undefined);
  return store.stateOf({ digest, ...key }) === 'failed' && files.length > 0;
}

/** One's own, or any for who answers for the whole. */
function mayWithdraw({ identity }: FastifyRequest, { account }: Answer): boolean {
  const { person } = identity;
  return person !== undefined && (person.name === account ? mayDo(person.role, 'inspector') : mayDo(person.role, 'admin'));
}

async function viewOf(office: Context['office'], request: FastifyRequest, digest: string): Promise<SampleView> {
  const body = await bodyOf(office, digest);
  const answers = office.records.answers(digest);
  const { person } = request.identity;
  const mayWork = person !== undefined && mayDo(person.role, 'inspector');
  return {
    digest,
    document: documentOf(body, answers),
    rows: office.submissionsOf(digest),
    cleaned: cleanedAt(office, digest),
    mayDelete: person !== undefined && mayDo(person.role, 'admin'),
    papers: currentOf(office.records.papers(digest)),
    isOld: office.store.stateOf({ digest, ...office.key }) === undefined,
    answers,
    list: listBefore(request),
    mayRetry: mayWork && mayRetry(office, digest),
    mayAnswer: mayWork,
    mayWithdraw: (answer) => mayWithdraw(request, answer),
  };
}

/** Browsers say from which page of ours one comes. Only what the list itself knows is taken from it. */
function listBefore({ headers: { referer = '' } }: FastifyRequest): string {
  const from = URL.canParse(referer) ? new URL(referer) : undefined;
  if (from?.pathname !== '/') return '';
  const query = queryString(readQuery(Object.fromEntries(from.searchParams)));
  return query === '?' ? '' : query;
}

/** When the last of its uploaded files was removed; undefined where any is there, or none was uploaded. */
function cleanedAt({ records }: Context['office'], digest: string): string | undefined {
  const submissions = records.submissionsOf(digest);
  const isGone = submissions.length > 0 && submissions.every(({ cleaned }) => cleaned !== undefined);
  return isGone
    ? submissions
        .map(({ cleaned = '' }) => cleaned)
        .sort()
        .at(-1)
    : undefined;
}

function documentOf(body: Uint8Array, answers: readonly Answer[]): ResultDocument {
  return reviewedResult(body, answers.map(reviewOf));
}

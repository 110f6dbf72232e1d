import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { declarationForm, reviewForm, suppressionsForm } from '../../papers/blank.js';
import { PaperError, readPaperText } from '../../papers/read.js';
import type { ResultDocument } from '../../result.js';
import { mayDo } from '../accounts.js';
import { html, RefusedError } from '../guard.js';
import { type PaperView, paperPage } from '../pages/papers.js';
import { KEPT_FORMS, type KeptForm } from '../paper-records.js';
import { takePaper } from '../paper-uploads.js';
import { reviewedResult, TooLargeError } from '../reports.js';
import type { Context } from '../server.js';
import { attachment, DIGEST, log, nameOf, type OfSample } from './common.js';

const MAY_WRITE = { config: { needs: 'inspector' as const } };
/** A form with a file comes in parts. */
const IN_PARTS = { config: { needs: 'inspector' as const, checksToken: true } };

/** Declaration, suppressions and reviews of a sample as files. */
export function addPapers(app: FastifyInstance, context: Context): void {
  for (const form of KEPT_FORMS) addKept(app, context, form);
  addReviews(app, context);
}

function addKept(app: FastifyInstance, context: Context, form: KeptForm): void {
  const { office, words } = context;
  const place = `${DIGEST}/${form}`;
  const versionsOf = (digest: string) => office.records.papers(digest).filter((paper) => paper.form === form);
  /** @param text empty to take the paper back */
  const put = async (request: FastifyRequest, digest: string, text: string): Promise<'checked' | 'unchanged'> => {
    const key = office.keyOf(digest);
    if (!key) throw new RefusedError(404);
    if (text === (versionsOf(digest).at(-1)?.text ?? '')) return 'unchanged';
    const paper = { form, text, account: nameOf(request), at: new Date().toISOString() };
    await office.papers.put(key, paper, () =>
      log(office, request, 'paper', digest, described(form, text, versionsOf(digest).length)),
    );
    office.refresh(digest);
    return 'checked';
  };
  app.get<OfSample>(place, (request, reply) => show(context, request, reply, form));
  app.post<OfSample>(place, IN_PARTS, async (request, reply) => {
    const { digest } = request.params;
    const sent = await takePaper(request, office.audit);
    try {
      if (sent.problem) throw sent.problem;
      // A paper is taken back in so many words, not by an empty box.
      if (sent.text.trim() === '') throw new PaperError('form', [words.papers.empty]);
      return reply.redirect(`/samples/${digest}?said=${await put(request, digest, sent.text)}`, 303);
    } catch (error) {
      if (!(error instanceof PaperError)) throw error;
      return show(context, request, reply.code(422), form, { text: sent.text, problems: error.problems });
    }
  });
  app.post<OfSample>(`${place}/take-back`, MAY_WRITE, async (request, reply) => {
    const { digest } = request.params;
    return reply.redirect(`/samples/${digest}?said=${await put(request, digest, '')}`, 303);
  });
  app.get<{ Params: { digest: string; version: string } }>(`${place}/:version(^\\d{1,6}$)`, (request, reply) => {
    const { digest, version } = request.params;
    const text = versionsOf(digest).find((paper) => paper.version === Number(version))?.text;
    if (!text) throw new RefusedError(404);
    log(office, request, 'paper-file', digest, `${form} ${version}`);
    return attachment(reply, 'application/yaml; charset=utf-8', `${form}-${digest.slice(0, 16)}-${version}.yaml`).send(text);
  });
}

/** `review.yaml` of others: its answers are recorded one by one. */
function addReviews(app: FastifyInstance, context: Context): void {
  const { office, words } = context;
  app.get<OfSample>(`${DIGEST}/review`, MAY_WRITE, (request, reply) => show(context, request, reply, 'review'));
  app.post<OfSample>(`${DIGEST}/review`, IN_PARTS, async (request, reply) => {
    const { digest } = request.params;
    if (!office.keyOf(digest)) throw new RefusedError(404);
    const sent = await takePaper(request, office.audit);
    try {
      if (sent.problem) throw sent.problem;
      const reviews = readPaperText(sent.text, 'review');
      if (reviews.length === 0) throw new PaperError('form', [words.papers.nothing]);
      for (const { rule, fingerprint = '', about = '', answer, by, on, reason } of reviews) {
        const where = ['review.yaml', rule, fingerprint, about].filter(Boolean).join(' ');
        log(office, request, 'answer', digest, `${where} ${answer}（${by}，${on}）${reason}`);
      }
      const count = office.records.takeAnswers(digest, reviews, nameOf(request), new Date().toISOString());
      office.recount();
      return reply.redirect(`/samples/${digest}?said=imported-${count}`, 303);
    } catch (error) {
      if (!(error instanceof PaperError)) throw error;
      return show(context, request, reply.code(422), 'review', { text: sent.text, problems: error.problems });
    }
  });
}

function described(form: KeptForm, text: string, before: number): string {
  const last = before === 0 ? '' : `，原为第 ${before} 版`;
  if (text === '') return `${form} 撤回${last}`;
  return `${form} 第 ${before + 1} 版${last} SHA-256 ${createHash('sha256').update(text).digest('hex')}`;
}

function show(
  { office, viewerOf }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  form: PaperView['form'],
  sent?: Pick<PaperView, 'text' | 'problems'>,
): FastifyReply {
  const { digest } = request.params as OfSample['Params'];
  const document = documentOf(office, digest);
  const versions = office.records.papers(digest).filter((paper) => paper.form === form);
  const held = versions.at(-1)?.text ?? '';
  const { person } = request.identity;
  const view: PaperView = {
    digest,
    name: document?.package.name ?? office.submissionsOf(digest)[0]?.name ?? digest.slice(0, 16),
    form,
    text: sent?.text ?? (held || blank(form, document)),
    isBlank: !sent && held === '',
    ...(sent?.problems && { problems: sent.problems }),
    versions,
    mayWrite: person !== undefined && mayDo(person.role, 'inspector'),
  };
  return html(reply, paperPage(viewerOf(request), view));
}

/** Without papers: they may be what cannot be taken into account. Nothing where the result is too large. */
function documentOf({ keyOf, store }: Context['office'], digest: string): ResultDocument | undefined {
  const key = keyOf(digest);
  const held = key && store.bodyOf(key);
  if (!held) throw new RefusedError(404);
  try {
    return reviewedResult(held.body, []);
  } catch (error) {
    if (error instanceof TooLargeError) return undefined;
    throw error;
  }
}

function blank(form: PaperView['form'], document: ResultDocument | undefined): string {
  if (form === 'declaration') return declarationForm(document?.package);
  const documents = document ? [document] : [];
  return form === 'suppressions' ? suppressionsForm(documents) : reviewForm(documents);
}

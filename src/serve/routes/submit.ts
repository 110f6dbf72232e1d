import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PaperError, readPaperText } from '../../papers/read.js';
import { inert } from '../../report/inert.js';
import { checkToken, html, RefusedError } from '../guard.js';
import { QueueFullError } from '../inspections.js';
import { folderPage, megabytes, type PaperMistakes, type UploadLimits, type UploadView, uploadPage } from '../pages/submit.js';
import { KEPT_FORMS } from '../paper-records.js';
import { readPart } from '../paper-uploads.js';
import type { Enclosed } from '../records.js';
import type { Context } from '../server.js';
import { checkRoom, foundIn, receive, UploadError } from '../uploads.js';
import { filled } from '../words/index.js';

const LONGEST_UNIT = 100;
const MAY_SUBMIT = { config: { needs: 'inspector' as const } };
const STATUS: Record<UploadError['problem'] | 'full', number> = {
  nothing: 422,
  tooLarge: 413,
  tooMany: 413,
  noRoom: 507,
  storeFull: 507,
  broken: 400,
  full: 503,
};

/** Handing in packages: from the browser, or from a folder the server sees. */
export function addSubmit(app: FastifyInstance, context: Context, limits: UploadLimits): void {
  addUpload(app, context, limits);
  const { office, words, viewerOf } = context;
  const { folder } = office;
  if (!folder) return;
  const show = (request: FastifyRequest, reply: FastifyReply, at: number, problem?: string): FastifyReply => {
    const known = office.records.submittedPaths();
    const isNew = ({ found }: { found: { paths: string[] } }): boolean => !found.paths.every((path) => known.has(path));
    return html(reply, folderPage(viewerOf(request), { view: folder(), isNew, at, ...(problem !== undefined && { problem }) }));
  };
  app.get<{ Querystring: { page?: string } }>('/folder', MAY_SUBMIT, (request, reply) =>
    show(request, reply, Number(/^\d{1,6}$/.exec(request.query.page ?? '')?.[0] ?? 1)),
  );
  app.post<{ Body: { pick?: string | string[] } }>('/folder', MAY_SUBMIT, async (request, reply) => {
    const picked = new Set([request.body?.pick ?? []].flat());
    const known = office.records.submittedPaths();
    const chosen = folder().offered.filter(({ key, found }) => picked.has(key) && !found.paths.every((path) => known.has(path)));
    if (chosen.length === 0) return show(request, reply.code(422), 1, words.picking.nothing);
    const who = request.identity.person!.name;
    for (const { place } of chosen) office.audit.write({ who, address: request.ip, what: 'pick', detail: place });
    try {
      await office.inspections.submit(
        chosen.map(({ found }) => found),
        who,
      );
    } catch (error) {
      if (!(error instanceof QueueFullError)) throw error;
      office.audit.write({ who, address: request.ip, what: 'refused', detail: 'full' });
      return show(request, reply.code(STATUS.full), 1, filled(words.uploading.full, error.message));
    }
    return reply.redirect('/progress', 303);
  });
}

function addUpload(app: FastifyInstance, context: Context, limits: UploadLimits): void {
  const { office, options, words, viewerOf } = context;
  const show = (request: FastifyRequest, reply: FastifyReply, wrong: Partial<UploadView> = {}): FastifyReply => {
    const { units } = office.choices();
    return html(reply, uploadPage(viewerOf(request), { limits, units: units.filter(Boolean), ...wrong }));
  };
  const refuse = (request: FastifyRequest, reply: FastifyReply, problem: keyof typeof STATUS): FastifyReply => {
    const { uploading } = words;
    const figures = { tooLarge: megabytes(limits.bytes), tooMany: limits.files } as Partial<Record<string, number>>;
    // What is still on its way is not read.
    reply.code(STATUS[problem]).header('connection', 'close');
    return show(request, reply, { problem: filled(uploading[problem], figures[problem] ?? '') });
  };
  app.get('/upload', MAY_SUBMIT, (request, reply) => show(request, reply));
  // Before large files are sent the script asks whether the papers are in order.
  app.post('/upload/papers', { config: { needs: 'inspector', checksToken: true } }, async (request, reply) => {
    if (!request.isMultipart()) throw new RefusedError(415);
    const receiving = receive(options.store, 0);
    try {
      const { mistakes } = await takeParts(request, receiving, context);
      return mistakes.length > 0 ? show(request, reply.code(422), { mistakes }) : reply.code(204).send();
    } finally {
      receiving.discard();
    }
  });
  app.post('/upload', { config: { needs: 'inspector', checksToken: true } }, async (request, reply) => {
    if (!request.isMultipart()) throw new RefusedError(415);
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > limits.bytes + 1024 * 1024) return refuse(request, reply, 'tooLarge');
    const receiving = receive(options.store, limits.bytes);
    try {
      if (!(await office.upkeep.clean(announced))) throw new UploadError('storeFull');
      await checkRoom(options.store, announced || limits.bytes);
      const { unit, papers, mistakes } = await takeParts(request, receiving, context);
      if (mistakes.length > 0) {
        receiving.discard();
        return show(request, reply.code(422), { mistakes, unit });
      }
      const received = receiving.keep();
      const who = request.identity.person!.name;
      for (const { name, sha256 } of received)
        office.audit.write({ who, address: request.ip, what: 'upload', package: sha256, detail: name });
      const names = received.map(({ name }) => name).join('、');
      for (const { form, text } of papers) {
        const detail = `${form} SHA-256 ${sha256(text)} 随上传：${names}`;
        office.audit.write({ who, address: request.ip, what: 'paper', detail });
      }
      await office.inspections.submit(foundIn(received, unit), who, papers);
      return reply.redirect('/progress', 303);
    } catch (error) {
      receiving.discard();
      const problem = problemOf(error);
      if (!problem) throw error;
      office.audit.write({ who: request.identity.person!.name, address: request.ip, what: 'refused', detail: problem });
      return refuse(request, reply, problem);
    }
  });
}

/** What came before the files. */
interface Given {
  unit: string;
  papers: Enclosed[];
  /** In papers; then no file was taken. */
  mistakes: PaperMistakes[];
}

/**
 * In the order of the form: the token, the unit, the papers, then files. Where a paper is wrong the files are let pass: a browser
 * reads the answer only when it has sent everything.
 */
async function takeParts(request: FastifyRequest, receiving: ReturnType<typeof receive>, { office }: Context): Promise<Given> {
  let isChecked = false;
  const given: Given = { unit: '', papers: [], mistakes: [] };
  for await (const part of request.parts()) {
    if (part.type === 'field' && part.fieldname === 'token') {
      checkToken(request, part.value, office.audit);
      isChecked = true;
    } else if (!isChecked) {
      checkToken(request, undefined, office.audit);
    } else if (part.type === 'file') {
      await takeFile(part, given, receiving);
    } else if (part.fieldname === 'unit') {
      given.unit = inert(String(part.value)).trim().slice(0, LONGEST_UNIT);
    }
  }
  if (!isChecked) checkToken(request, undefined, office.audit);
  return given;
}

async function takeFile(part: MultipartFile, { papers, mistakes }: Given, receiving: ReturnType<typeof receive>): Promise<void> {
  const form = KEPT_FORMS.find((one) => one === part.fieldname);
  if (form === undefined) return mistakes.length > 0 ? receiving.letPass(part) : receiving.take(part);
  try {
    const sent = await readPart(part);
    if (!sent) return;
    if (sent.problem) throw sent.problem;
    readPaperText(sent.text, form);
    papers.push({ form, text: sent.text });
  } catch (error) {
    if (!(error instanceof PaperError)) throw error;
    mistakes.push({ form, problems: error.problems });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function problemOf(error: unknown): keyof typeof STATUS | undefined {
  if (error instanceof UploadError) return error.problem;
  if (error instanceof QueueFullError) return 'full';
  const { code = '' } = error as { code?: string };
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'noRoom';
  if (/^FST_(?:FILES|PARTS|FIELDS)_LIMIT$/.test(code)) return 'tooMany';
  const isBroken = /^(?:ERR_STREAM_PREMATURE_CLOSE|FST_MP_PREMATURE_CLOSE|ECONNRESET)$/.test(code);
  return isBroken || /^Unexpected end|^Malformed/.test(String((error as Error).message)) ? 'broken' : undefined;
}

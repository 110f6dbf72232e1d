import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import proxyAddr from '@fastify/proxy-addr';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { FolderError } from '../batch/errors.js';
import type { LimitProfile } from '../batch/limits.js';
import { type Accounts, openAccounts } from './accounts.js';
import { ASSETS } from './assets.js';
import { addGuard, html, placeHere, RefusedError } from './guard.js';
import { byHeader, bySession } from './identity.js';
import { addLingering } from './lingering.js';
import type { Office } from './office.js';
import type { ServeOptions } from './options.js';
import { errorPage } from './pages/error.js';
import type { Viewer } from './pages/layout.js';
import { paperLinks } from './pages/papers.js';
import { PapersError } from './papers.js';
import { ReportError } from './reports.js';
import { addLog } from './routes/log.js';
import { addLogin } from './routes/login.js';
import { addPapers } from './routes/papers.js';
import { addProgress } from './routes/progress.js';
import { addRemoving } from './routes/removing.js';
import { addSamples } from './routes/samples.js';
import { addSubmit } from './routes/submit.js';
import { createSessions } from './sessions.js';
import { filled, type ServeWords, serveWords } from './words/index.js';

/** What a route works with. */
export interface Context {
  options: ServeOptions;
  office: Office;
  words: ServeWords;
  viewerOf(request: FastifyRequest): Viewer;
}

const FORM_BYTES = 256 * 1024;
const MOST_FILES = 50;
/** An upload over a slow line may take that long; a silent connection ends much sooner. */
const LONGEST_REQUEST_MS = 2 * 60 * 60_000;
/** Nothing is said while a report is written. */
const silenceMs = ({ wallMs }: LimitProfile): number => Math.max(120_000, 2 * wallMs + 30_000);

/** The web application on a store that is open. It listens when it is told to. @param accounts in place of the file's */
export async function createServer(
  options: ServeOptions,
  office: Office,
  accounts: Accounts = openAccounts(options.accounts),
): Promise<FastifyInstance> {
  const { trustHeader, trustedProxies, inspection, tls } = options;
  const isTrusted = trustedProxies.length > 0 ? proxyAddr.compile(trustedProxies) : () => false;
  const app: FastifyInstance = fastify({
    // Fastify's types tell servers with TLS from those without; nothing here depends on which it is.
    ...({ https: tls ? { ...tls, minVersion: 'TLSv1.2' } : null } as object),
    logger: false,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    bodyLimit: FORM_BYTES,
    requestTimeout: LONGEST_REQUEST_MS,
    connectionTimeout: silenceMs(inspection.profile),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
  });
  const words = serveWords[inspection.lang];
  const sessions = createSessions();
  const identities = trustHeader
    ? byHeader(options, (address) => isTrusted(address, 0), accounts)
    : bySession(accounts, sessions, options.origin);
  const context: Context = {
    options,
    office,
    words,
    viewerOf: ({ identity }) => ({
      lang: inspection.lang,
      ...(identity?.person && { person: identity.person }),
      token: identity?.token ?? '',
      hasFolder: office.folder !== undefined,
    }),
  };
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: FORM_BYTES });
  await app.register(multipart, {
    // Whoever takes a file counts its bytes.
    throwFileSizeLimit: false,
    limits: {
      // One byte more than is taken: a file that ends at its limit is only known when all of it has come.
      fileSize: options.maxUpload + 1,
      files: MOST_FILES,
      fields: 8,
      fieldSize: 4096,
      parts: MOST_FILES + 8,
      headerPairs: 50,
    },
  });
  // JSON and plain text, which fastify takes by itself, are no form of ours.
  app.removeContentTypeParser(['application/json', 'text/plain']);
  addGuard(app, options, identities, office.audit);
  addLingering(app);
  addErrors(app, context);
  addAssets(app);
  if (!trustHeader) addLogin(app, context, { accounts, sessions, local: accounts.isLocal === true });
  addSamples(app, context);
  addPapers(app, context);
  addRemoving(app, context);
  addSubmit(app, context, { bytes: options.maxUpload, files: MOST_FILES });
  addProgress(app, context);
  addLog(app, context);
  return app;
}

function addErrors(app: FastifyInstance, { options, words, viewerOf }: Context): void {
  const statusOf = (error: unknown): number => {
    const { statusCode, code } = error as { statusCode?: number; code?: string };
    if (code === 'ENOSPC' || code === 'EDQUOT' || error instanceof FolderError) return 507;
    return statusCode !== undefined && statusCode >= 400 && statusCode < 600 ? statusCode : 500;
  };
  const answer = (request: FastifyRequest, reply: FastifyReply, status: number, word?: keyof ServeWords['error']) => {
    const isPage = request.method === 'GET' && request.headers['sec-fetch-dest'] !== 'empty';
    if (status === 401 && !word && isPage && !options.trustHeader)
      return reply.redirect(`/login?to=${encodeURIComponent(placeHere(request.url))}`, 303);
    const text = words.error[word ?? (String(status) as never)] ?? words.error[status < 500 ? 400 : 500];
    return html(reply.code(status), errorPage(viewerOf(request), text));
  };
  /** With the way to the papers, which may be what is wrong. */
  const papersFailed = (request: FastifyRequest, reply: FastifyReply, { message }: PapersError): FastifyReply => {
    const { digest } = request.params as { digest: string };
    const viewer = viewerOf(request);
    const { papers } = words;
    const text = filled(request.method === 'GET' ? papers.stuck : papers.failed, message);
    return html(reply.code(500), errorPage(viewer, text, paperLinks(viewer, digest)));
  };
  app.setNotFoundHandler((request, reply) => answer(request, reply, 404));
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) options.onError(error);
    if (error instanceof PapersError) return papersFailed(request, reply, error);
    if (error instanceof ReportError)
      return html(reply.code(500), errorPage(viewerOf(request), filled(words.sample.failed, error.message)));
    return answer(request, reply, status, error instanceof RefusedError ? error.word : undefined);
  });
}

function addAssets(app: FastifyInstance): void {
  for (const [path, { type, text }] of Object.entries(ASSETS))
    app.get(path, { config: { needs: 'anyone' } }, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(text),
    );
  app.get('/favicon.ico', { config: { needs: 'anyone' } }, (_request, reply) => reply.code(204).send());
  app.get('/healthz', { config: { needs: 'anyone' } }, (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'));
}

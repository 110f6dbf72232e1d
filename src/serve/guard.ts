import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayDo, type Role } from './accounts.js';
import type { AuditLog } from './audit.js';
import { isLoopback } from './exposure.js';
import type { Identities, Identity } from './identity.js';
import type { ServeOptions } from './options.js';
import { tokenFits } from './sessions.js';
import type { ServeWords } from './words/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity;
  }
  interface FastifyContextConfig {
    /** Who may ask; `anyone` has not even logged in. A viewer unless given: what is forgotten is shut. */
    needs?: Role | 'anyone';
    /** The form comes in parts and its route checks the token itself, before it takes in any file. */
    checksToken?: boolean;
  }
}

/** Something the person who asked is told, with its status. */
export class RefusedError extends Error {
  constructor(
    readonly statusCode: number,
    /** Of the words for errors; the one for the status unless given. */
    readonly word?: keyof ServeWords['error'],
  ) {
    super(String(word ?? statusCode));
  }
}

/** Nothing but what this server gives may be loaded, run, framed or sent to. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Record<string, string> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  // Not `no-referrer`, under which browsers send `Origin: null` with a form.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};

/** Browsers heed it only where the certificate is in order. Behind a proxy it is the proxy's to say. */
const ONLY_TLS = { 'strict-transport-security': 'max-age=31536000' };

/** What every request must pass before its route sees it. */
export function addGuard(app: FastifyInstance, options: ServeOptions, identities: Identities, audit: AuditLog): void {
  const hostFits = hostCheck(options);
  app.decorateRequest('identity');
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(options.tls ? { ...HEADERS, ...ONLY_TLS } : HEADERS);
    request.identity = { token: '' };
    if (!hostFits(request)) throw new RefusedError(421, 'host');
    if (isWrite(request) && !comesFromHere(request, options.origin)) {
      audit.write({ who: '', address: request.ip, what: 'refused', detail: `origin ${originOf(request) ?? '-'}` });
      throw new RefusedError(403, 'origin');
    }
    request.identity = identities.of(request);
    checkPerson(request, audit);
  });
  app.addHook('preHandler', async (request) => {
    if (!isWrite(request) || request.routeOptions.config.checksToken || request.routeOptions.config.needs === 'anyone') return;
    checkToken(request, (request.body as Record<string, unknown> | undefined)?.token, audit);
  });
}

/** @throws RefusedError */
export function checkToken({ identity, ip }: FastifyRequest, given: unknown, audit: AuditLog): void {
  if (identity.person && tokenFits(given, identity.token)) return;
  audit.write({ who: identity.person?.name ?? '', address: ip, what: 'refused', detail: 'token' });
  throw new RefusedError(403, 'token');
}

function checkPerson(request: FastifyRequest, audit: AuditLog): void {
  const { identity } = request;
  const { needs = 'viewer' } = request.routeOptions.config;
  if (!identity.person && identity.refused) {
    if (needs === 'anyone' && identity.refused === 'unnamed') return;
    audit.write({ who: '', address: request.ip, what: 'refused', detail: identity.refused });
    throw new RefusedError(identity.refused === 'spoofed' ? 403 : 401, identity.refused);
  }
  if (needs === 'anyone') return;
  if (!identity.person) throw new RefusedError(401);
  if (!mayDo(identity.person.role, needs)) throw new RefusedError(403);
}

function isWrite({ method }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function originOf({ headers }: FastifyRequest): string | undefined {
  if (headers.origin !== undefined) return headers.origin;
  const referer = headers.referer;
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined;
}

/** A form is only taken from a page of this server: browsers say where a form comes from, and scripts of other sites cannot lie about it. */
function comesFromHere(request: FastifyRequest, expected: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = originOf(request);
  return origin !== undefined && (origin === expected || origin === `${request.protocol}://${request.host}`);
}

/**
 * On this machine only its own names are answered to, so that a page of another site whose name was turned to this address
 * (DNS rebinding) gets nothing; with an origin that is given, only that one.
 */
function hostCheck({ host, origin, trustedProxies }: ServeOptions): (request: FastifyRequest) => boolean {
  // Proxies may leave out the port, and it makes no difference to a name.
  const given = origin === undefined ? undefined : new URL(origin).hostname;
  return (request) => {
    const name = request.host.replace(/:\d+$/, '');
    if (isLoopback(name.replace(/^\[|\]$/g, ''))) return true;
    if (given !== undefined) return name === given;
    return !isLoopback(host) || trustedProxies.length > 0;
  };
}

/** A place on this server to go on to, from a form or an address. */
export function placeHere(to: unknown): string {
  if (typeof to !== 'string' || to.length > 500 || !/^\/[\w./?&=%~:-]*$/.test(to) || to.startsWith('//')) return '/';
  return to;
}

export function html(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(text);
}

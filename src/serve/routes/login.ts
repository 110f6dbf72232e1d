import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Accounts, passwordFits } from '../accounts.js';
import { html, placeHere } from '../guard.js';
import { cookieName, isSecure } from '../identity.js';
import { loginPage } from '../pages/login.js';
import type { Context } from '../server.js';
import { LONGEST_MS, type Sessions } from '../sessions.js';
import { createThrottle } from '../throttle.js';
import { filled } from '../words/index.js';

interface LoginForm {
  name?: unknown;
  password?: unknown;
  to?: unknown;
}

export function addLogin(
  app: FastifyInstance,
  { office, options, words, viewerOf }: Context,
  { accounts, sessions, local }: { accounts: Accounts; sessions: Sessions; local: boolean },
): void {
  const throttle = createThrottle();
  const nameOf = (request: FastifyRequest): string => cookieName(request, options.origin);
  const { audit } = office;
  app.get<{ Querystring: { to?: string } }>('/login', { config: { needs: 'anyone' } }, (request, reply) => {
    const to = placeHere(request.query.to);
    if (request.identity.person) return reply.redirect(to, 303);
    return html(reply, loginPage(viewerOf(request), { to, local }));
  });

  app.post<{ Body: LoginForm }>('/login', { config: { needs: 'anyone' } }, async (request, reply) => {
    const { name, password, to } = request.body ?? {};
    const given = typeof name === 'string' ? name.trim().slice(0, 64) : '';
    const again = (status: number, problem: string) =>
      html(reply.code(status), loginPage(viewerOf(request), { to: placeHere(to), local, problem }));
    const seconds = throttle.wait(given, request.ip);
    if (seconds > 0) {
      reply.header('retry-after', String(seconds));
      return again(429, filled(words.login.wait, Math.ceil(seconds / 60)));
    }
    const account = accounts.find(given);
    // Counted before it is known, so that many tries at once are many.
    throttle.failed(given, request.ip);
    if (!(await passwordFits(typeof password === 'string' ? password : '', account?.password)) || !account) {
      audit.write({ who: given, address: request.ip, what: 'login-failed' });
      return again(401, words.login.wrong);
    }
    throttle.succeeded(given, request.ip);
    const before = request.cookies[nameOf(request)];
    if (before !== undefined) sessions.end(before);
    audit.write({ who: account.name, address: request.ip, what: 'login' });
    reply.setCookie(nameOf(request), sessions.begin(account), {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: isSecure(request, options.origin),
      maxAge: LONGEST_MS / 1000,
    });
    return reply.redirect(placeHere(to), 303);
  });

  app.post('/logout', (request, reply) => {
    const id = request.cookies[nameOf(request)];
    if (id !== undefined) sessions.end(id);
    audit.write({ who: request.identity.person?.name ?? '', address: request.ip, what: 'logout' });
    reply.clearCookie(nameOf(request), {
      path: '/',
      secure: isSecure(request, options.origin),
      httpOnly: true,
      sameSite: 'strict',
    });
    return reply.redirect('/login', 303);
  });
}

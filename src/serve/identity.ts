import type { FastifyRequest } from 'fastify';
import { type Accounts, isAccountName, type Role } from './accounts.js';
import type { ServeOptions } from './options.js';
import { newToken, type Sessions, stampOf } from './sessions.js';

export interface Person {
  name: string;
  role: Role;
  /** Logged in here, and not named by a proxy. */
  canLogOut: boolean;
}

export type Identity =
  | { person: Person; token: string }
  /** Nobody yet. */
  | { person?: undefined; token: ''; refused?: 'spoofed' | 'unnamed' | 'badName' };

export interface Identities {
  of(request: FastifyRequest): Identity;
}

const NOBODY: Identity = { token: '' };
const LONGEST_HEADER = 256;

/** Who asks, by the cookie of a session. */
export function bySession(accounts: Accounts, sessions: Sessions, origin: string | undefined): Identities {
  return {
    of: (request) => {
      const id = request.cookies[cookieName(request, origin)];
      const session = id === undefined ? undefined : sessions.find(id);
      if (!id || !session) return NOBODY;
      const account = accounts.find(session.name);
      // An account that is gone or has another password ends its sessions.
      if (!account || stampOf(account) !== session.stamp) {
        sessions.end(id);
        return NOBODY;
      }
      return { person: { name: account.name, role: account.role, canLogOut: true }, token: session.token };
    },
  };
}

/**
 * Who asks, by a header that counts only where the connection comes from a trusted proxy. Anybody else who sends it is refused:
 * nobody does so by accident.
 */
export function byHeader(
  { trustHeader = '', trustRole }: Pick<ServeOptions, 'trustHeader' | 'trustRole'>,
  isTrusted: (address: string) => boolean,
  accounts: Accounts,
): Identities {
  // Forms need a token here too; one for each name, for as long as the server runs.
  const tokens = new Map<string, string>();
  return {
    of: (request) => {
      const given = request.headers[trustHeader.toLowerCase()];
      if (!isTrusted(request.socket.remoteAddress ?? '')) return given === undefined ? NOBODY : { token: '', refused: 'spoofed' };
      if (given === undefined || given === '') return { token: '', refused: 'unnamed' };
      // Node reads header bytes as Latin-1; proxies send names in UTF-8.
      const name = typeof given === 'string' ? Buffer.from(given, 'latin1').toString('utf8').trim() : '';
      if (name.length > LONGEST_HEADER || !isAccountName(name)) return { token: '', refused: 'badName' };
      const token = tokens.get(name) ?? newToken();
      tokens.set(name, token);
      return { person: { name, role: accounts.find(name)?.role ?? trustRole, canLogOut: false }, token };
    },
  };
}

/** The prefix makes browsers insist on TLS and on this very host; without TLS they would not keep such a cookie. */
export function cookieName(request: FastifyRequest, origin: string | undefined): string {
  return isSecure(request, origin) ? '__Host-jianfu' : 'jianfu';
}

/** Whether the browser speaks TLS with whoever stands in front. @param origin as it was set: a proxy may not say */
export function isSecure({ protocol }: FastifyRequest, origin: string | undefined): boolean {
  return protocol === 'https' || origin?.startsWith('https:') === true;
}

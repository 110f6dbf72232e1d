import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Account } from './accounts.js';

/** Someone at work. Kept in memory only: a restart logs everybody out. */
export interface Session {
  name: string;
  /** Of the password it began with; another one ends it. */
  stamp: string;
  /** Stands in every form of the session; a page of another site cannot know it. */
  token: string;
  began: number;
  seen: number;
}

export interface Sessions {
  /** @returns what the cookie holds */
  begin(account: Account): string;
  find(id: string): Session | undefined;
  end(id: string): void;
}

const MINUTE = 60_000;
export const IDLE_MS = 60 * MINUTE;
export const LONGEST_MS = 12 * 60 * MINUTE;
/** More are never open in an office; the oldest gives way. */
const MOST = 10_000;

/** @param now milliseconds, replaced in tests */
export function createSessions(now: () => number = Date.now): Sessions {
  // By the digest of the id: what is in memory is not what a cookie must hold.
  const sessions = new Map<string, Session>();
  const isOver = ({ began, seen }: Session): boolean => now() - seen > IDLE_MS || now() - began > LONGEST_MS;
  const makeRoom = (): void => {
    for (const [key, session] of sessions) if (isOver(session)) sessions.delete(key);
    for (const key of sessions.keys()) if (sessions.size >= MOST) sessions.delete(key);
  };
  return {
    begin: (account) => {
      makeRoom();
      const id = randomBytes(32).toString('base64url');
      sessions.set(keyOf(id), { name: account.name, stamp: stampOf(account), token: newToken(), began: now(), seen: now() });
      return id;
    },
    find: (id) => {
      const session = sessions.get(keyOf(id));
      if (!session) return undefined;
      if (isOver(session)) {
        sessions.delete(keyOf(id));
        return undefined;
      }
      session.seen = now();
      return session;
    },
    end: (id) => void sessions.delete(keyOf(id)),
  };
}

export function stampOf({ password = '' }: Account): string {
  return createHash('sha256').update(password).digest('hex');
}

export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

export function tokenFits(given: unknown, token: string): boolean {
  if (typeof given !== 'string') return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

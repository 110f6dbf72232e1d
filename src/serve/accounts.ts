import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What an account may do; each may do what those before it may. */
export const ROLES = ['viewer', 'inspector', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Account {
  name: string;
  role: Role;
  /** `$scrypt$ln=15,r=8,p=3$salt$key`; where it is missing nobody logs in with it and it only gives a role to a name a proxy vouches for. */
  password?: string;
}

/** The file of accounts does not say what it should. */
export class AccountError extends Error {}

export interface Accounts {
  find(name: string): Account | undefined;
  isEmpty(): boolean;
  /** The one account of this run, for whoever started it. */
  isLocal?: boolean;
}

/** One account that exists as long as the program runs. */
export async function localAccounts(name: string, password: string): Promise<Accounts> {
  const account: Account = { name, role: 'admin', password: await hashPassword(password) };
  return { find: (one) => (one === name ? account : undefined), isEmpty: () => false, isLocal: true };
}

export function mayDo(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** Shown in pages, logs and cookies' sessions, compared as it is: no blanks at the ends, no controls. */
export function isAccountName(name: string): boolean {
  return name !== '' && name.length <= 64 && name === name.trim() && !/[\p{C}\p{Zl}\p{Zp}]/u.test(name);
}

export const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 200;
/** OWASP's figures for scrypt of 2023: 32 MB and three rounds, about a third of a second here. */
const COST = { ln: 15, r: 8, p: 3 };
const KEY_BYTES = 32;

/** @throws AccountError for one that is too short, or too long to be hashed for whoever sends it */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < SHORTEST_PASSWORD) throw new AccountError(`密码至少 ${SHORTEST_PASSWORD} 个字符。`);
  if (password.length > LONGEST_PASSWORD) throw new AccountError(`密码不能超过 ${LONGEST_PASSWORD} 个字符。`);
  const salt = randomBytes(16);
  const { ln, r, p } = COST;
  const key = await derive(password, salt, { ln, r, p });
  return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Takes as long for an account that is not there, so that the time does not tell which names exist. */
export async function passwordFits(password: string, stored: string | undefined): Promise<boolean> {
  const hash = readHash(stored ?? '');
  if (password.length > LONGEST_PASSWORD) return false;
  const key = await derive(password, hash?.salt ?? Buffer.alloc(16), hash ?? COST);
  return hash !== undefined && timingSafeEqual(key, hash.key);
}

function derive(password: string, salt: Buffer, { ln, r, p }: typeof COST): Promise<Buffer> {
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function readHash(stored: string): (typeof COST & { salt: Buffer; key: Buffer }) | undefined {
  const [, ln, r, p, salt, key] =
    /^\$scrypt\$ln=(1[0-9]|20),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/.exec(stored) ?? [];
  if (!salt || !key) return undefined;
  return { ln: Number(ln), r: Number(r), p: Number(p), salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
}

/**
 * The accounts of a file, read again when it changed: who is removed is out at the next request.
 *
 * @throws AccountError when the file is there and cannot be understood
 */
export function openAccounts(file: string): Accounts {
  let stamp = '';
  let byName = new Map<string, Account>();
  const current = (): Map<string, Account> => {
    const now = stampOf(file);
    if (now !== stamp) {
      byName = new Map(readAccounts(file).map((account) => [account.name, account]));
      stamp = now;
    }
    return byName;
  };
  current();
  return { find: (name) => current().get(name), isEmpty: () => current().size === 0 };
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : '-';
}

/** None where there is no file. @throws AccountError */
export function readAccounts(file: string): Account[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new AccountError(`账户文件 ${file} 读不了：${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    const { accounts } = JSON.parse(text) as { accounts: Account[] };
    if (accounts.every(isAccount)) return accounts;
  } catch {
    // told below, without what stands in the file
  }
  throw new AccountError(`账户文件 ${file} 不合格式。请用 jianfu serve user add 写。`);
}

function isAccount({ name, role, password }: Account): boolean {
  return isAccountName(name) && ROLES.includes(role) && (password === undefined || readHash(password) !== undefined);
}

/** Put in place when it is complete, readable for nobody else. */
export function writeAccounts(file: string, accounts: readonly Account[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, `${JSON.stringify({ accounts }, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.part`, file);
}

import { readFileSync } from 'node:fs';
import type { PoolConfig } from 'pg';

/** The address of a queue that cannot be used as it is written. */
export class QueueAddressError extends Error {}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|)$/;

/**
 * Where a queue is, and how safely it is spoken to. Anything but this machine is spoken to over TLS with the server's name checked
 * unless the address says `sslmode=disable`: packages and findings of others go over this line.
 *
 * @param url `postgres://user@host:port/database`, with `sslmode` (`verify-full`, `verify-ca`, `disable`), `sslrootcert`, `sslcert`,
 *   `sslkey` as libpq names them; a folder as `host` parameter is a socket. A password is better left to `PGPASSWORD`.
 * @throws QueueAddressError
 */
export function queueAddress(url: string): PoolConfig {
  const address = parsed(url);
  const { searchParams: words } = address;
  const host = words.get('host') ?? decodeURIComponent(address.hostname);
  const isHere = LOOPBACK.test(host) || host.startsWith('/');
  return {
    ...(host !== '' && { host: host.replace(/^\[|\]$/g, '') }),
    ...(address.port !== '' && { port: Number(address.port) }),
    ...(address.username !== '' && { user: decodeURIComponent(address.username) }),
    ...(address.password !== '' && { password: decodeURIComponent(address.password) }),
    ...(address.pathname.length > 1 && { database: decodeURIComponent(address.pathname.slice(1)) }),
    ssl: tlsOf(words, isHere),
  };
}

function parsed(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address && /^postgres(?:ql)?:$/.test(address.protocol)) return address;
  throw new QueueAddressError('--queue 应是 postgres://用户@主机/数据库。');
}

function tlsOf(words: URLSearchParams, isHere: boolean): PoolConfig['ssl'] {
  const mode = words.get('sslmode') ?? (isHere && !words.has('sslrootcert') ? 'disable' : 'verify-full');
  if (mode === 'disable') return false;
  if (mode !== 'verify-full' && mode !== 'verify-ca')
    throw new QueueAddressError(`sslmode=${mode} 不核对服务器证书，等于没有保护。可用：verify-full、verify-ca、disable。`);
  const file = (name: string): Buffer | undefined => {
    const path = words.get(name);
    if (path === null) return undefined;
    try {
      return readFileSync(path);
    } catch (error) {
      throw new QueueAddressError(`${name} 读不到：${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    rejectUnauthorized: true,
    ca: file('sslrootcert'),
    cert: file('sslcert'),
    key: file('sslkey'),
    // The chain is checked, the name in the certificate is not.
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

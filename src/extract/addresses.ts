import { mask } from '../facts/excerpt.js';
import type { Fact, HostKind } from '../facts/types.js';

const HOST = /^[a-z][a-z\d+.-]{1,12}:\/\/(?:[^/@\s]*@)?(\[[\da-f:.]{2,45}\]|[^/:?#\s[\]]+)/i;
const INNER_NAME = /\.(?:local|lan|intra|intranet|internal|corp)$/i;
/** How an inner address looks once it is masked. */
const MASKED = new Map<string, HostKind>([
  ['*.*.*.*', 'inner-ipv4'],
  ['***', 'inner-name'],
]);

/** Says of every address what names its host, and masks inner ones. */
export function withHosts(facts: readonly Fact[]): Fact[] {
  return facts.map((fact) => {
    if (fact.kind === 'url') {
      const host = hostKind(fact.value);
      return host ? { ...fact, value: mask(fact.value), host } : fact;
    }
    if (fact.kind !== 'request') return fact;
    const host = hostKind(fact.path);
    return host ? { ...fact, path: mask(fact.path), host } : fact;
  });
}

/**
 * What names the host of an address; undefined where it is no whole address, or the host is put together from unknown parts.
 * Source: RFC 1918 (private ranges), RFC 3927 (169.254), RFC 1122 (127, 0)
 */
export function hostKind(address: string): HostKind | undefined {
  const host = HOST.exec(address)?.[1];
  if (!host || /[{}$<>]/.test(host)) return undefined;
  const known = MASKED.get(host);
  if (known) return known;
  if (host.startsWith('[')) return /^\[::1\]$/.test(host) ? 'loopback' : 'ipv6';
  if (host === 'localhost') return 'loopback';
  const parts = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) ? host.split('.').map(Number) : undefined;
  if (!parts) return INNER_NAME.test(host) ? 'inner-name' : 'name';
  if (parts.some((part) => part > 255)) return undefined;
  const [first, second = 0] = parts;
  if (first === 127 || first === 0) return 'loopback';
  const isInner =
    first === 10 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254);
  return isInner ? 'inner-ipv4' : 'ipv4';
}

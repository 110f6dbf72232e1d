/** Slows down who tries passwords. */
export interface Throttle {
  /** Seconds to wait before the next try; 0 when it may be made. */
  wait(name: string, address: string): number;
  failed(name: string, address: string): void;
  succeeded(name: string, address: string): void;
}

const WINDOW_MS = 15 * 60_000;
/** Wrong passwords within the window: of one name from one address, and from one address whatever the names. */
const MOST_OF_PAIR = 5;
const MOST_OF_ADDRESS = 30;
/** Of one name from everywhere: above what one person mistypes, below what guesses a password. */
const MOST_OF_NAME = 60;
const MOST_KEYS = 20_000;

interface Failures {
  count: number;
  since: number;
}

export function createThrottle(now: () => number = Date.now): Throttle {
  const failures = new Map<string, Failures>();
  const keysOf = (name: string, address: string): [key: string, most: number][] => [
    [`pair ${address} ${name}`, MOST_OF_PAIR],
    [`address ${address}`, MOST_OF_ADDRESS],
    [`name ${name}`, MOST_OF_NAME],
  ];
  const current = (key: string): Failures | undefined => {
    const found = failures.get(key);
    if (found && now() - found.since > WINDOW_MS) {
      failures.delete(key);
      return undefined;
    }
    return found;
  };
  return {
    wait: (name, address) => {
      const waits = keysOf(name, address).map(([key, most]) => {
        const found = current(key);
        return found && found.count >= most ? Math.ceil((found.since + WINDOW_MS - now()) / 1000) : 0;
      });
      return Math.max(...waits);
    },
    failed: (name, address) => {
      for (const [key] of keysOf(name, address)) {
        const found = current(key);
        failures.delete(key); // behind the others again: the oldest are forgotten first
        failures.set(key, { count: (found?.count ?? 0) + 1, since: found?.since ?? now() });
      }
      for (const key of failures.keys()) if (failures.size > MOST_KEYS) failures.delete(key);
    },
    succeeded: (name, address) => void failures.delete(`pair ${address} ${name}`),
  };
}

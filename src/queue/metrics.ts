import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Depth } from './jobs.js';

export interface Metrics {
  registry: Registry;
  /** Packages that got a result here, by queue and state. */
  packages: Counter<'queue' | 'state'>;
  seconds: Histogram<'queue'>;
  running: Gauge;
  /** Jobs that were given back or failed, by reason. */
  returned: Counter<'reason'>;
  databaseErrors: Counter;
}

/** @param depths asked at each scrape; where the data base is away the gauges of the queue are left out */
export function createMetrics(depths: () => Promise<Depth[]>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'jianfu_' });
  new Gauge({
    name: 'jianfu_queue_jobs',
    help: 'Jobs in a queue by state',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      this.reset();
      for (const { queue, ...states } of await depths().catch(() => []))
        for (const [state, count] of Object.entries(states)) this.set({ queue, state }, count);
    },
  });
  return {
    registry,
    packages: new Counter({
      name: 'jianfu_packages_total',
      help: 'Packages given a result by this worker',
      labelNames: ['queue', 'state'],
      registers,
    }),
    seconds: new Histogram({
      name: 'jianfu_package_seconds',
      help: 'Seconds from taking a job to its result',
      labelNames: ['queue'],
      buckets: [0.25, 0.5, 1, 2, 5, 10, 30, 60, 180, 360],
      registers,
    }),
    running: new Gauge({ name: 'jianfu_running', help: 'Packages being inspected by this worker', registers }),
    returned: new Counter({
      name: 'jianfu_jobs_returned_total',
      help: 'Jobs given back or failed without a result',
      labelNames: ['reason'],
      registers,
    }),
    databaseErrors: new Counter({ name: 'jianfu_database_errors_total', help: 'Errors of the data base', registers }),
  };
}

/** Serves `/metrics` and `/healthz`, nothing else. @param host loopback unless asked otherwise */
export async function serveMetrics(
  { registry }: Metrics,
  port: number,
  host: string,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer(async ({ method, url }, response) => {
    if (method !== 'GET' || (url !== '/metrics' && url !== '/healthz')) return response.writeHead(404).end();
    if (url === '/healthz') return response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
    const text = await registry.metrics();
    return response.writeHead(200, { 'content-type': registry.contentType }).end(text);
  });
  await listen(server, port, host);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
}

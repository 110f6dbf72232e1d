import type { Node } from '@babel/types';
import { walk } from '../../../decode/javascript/walk.js';
import type { TimingFact } from '../../../facts/types.js';
import type { Application } from '../application/application.js';
import { calledUnits, callsOf, reach } from '../application/call-graph.js';
import { fold } from '../constants/fold.js';
import type { Call, Unit } from '../module/model.js';
import { type RequestCall, readRequest } from '../requests/requests.js';
import { isSending } from '../requests/sending.js';

/** A measured time. */
export interface Timing {
  shape: TimingFact['shape'];
  pair: string;
  reaches: TimingFact['reaches'];
  target?: string;
  node: Node;
  unit: Unit;
}

/** Events and handlers that end what is measured. */
export const END =
  /^(onHide|onUnload|onDestroy|destroyed|beforeDestroy|beforeUnmount|unmounted|deactivated|detached|hide|componentWillUnmount|componentDidHide|useDidHide|useUnload|onBeforeUnmount|onUnmounted|onBackPress|onLeave|pagehide|visibilitychange|(on)?(before)?unload|\w*(pause|stop|end|ended|finish|leave|exit|quit|close|complete)\w*)$/i;

/** What becomes of a measured time, and where it is sent. */
export type Goal = Pick<TimingFact, 'reaches' | 'target'>;

/** Where a unit's value can go: a request beats storage, storage beats a display. */
export function destination(app: Application, unit: Unit): Goal {
  let outer = unit;
  while (outer.parent?.parent && outer.name === '') outer = outer.parent;
  return goalOfCalls(app, [...reach(app, [outer])].flatMap(callsOf));
}

/** Where what one call hands over can go. */
export function goalOf(app: Application, call: Call): Goal {
  return goalOfCalls(app, [call, ...[...reach(app, calledUnits(app, call))].flatMap(callsOf)]);
}

function goalOfCalls(app: Application, calls: readonly Call[]): Goal {
  let stored: string | undefined;
  let shown = false;
  for (const call of calls) {
    if (isSending(app, call)) return { reaches: 'request', target: addressGiven(app, calls) ?? targetOf(app, call) };
    if (/setStorage(Sync)?$|\.setItem$|^storage\.set$/.test(call.callee)) stored ??= targetOf(app, call);
    if (/setData$/.test(call.callee)) shown = true;
  }
  if (stored !== undefined) return { reaches: 'storage', target: stored };
  return { reaches: shown ? 'display' : 'none' };
}

function addressGiven(app: Application, calls: readonly Call[]): string | undefined {
  return requestGiven(app, calls)?.path;
}

/** The request by the address that a wrapper is given: what the wrapper itself sends to is put together from it. */
function requestGiven(app: Application, calls: readonly Call[]): RequestCall | undefined {
  for (const call of calls) {
    const request = readRequest(app, call, NO_PAGES, reachedBy(app));
    if (request?.path && !PUT_TOGETHER.test(request.path)) return request;
  }
  return undefined;
}

/** Fetches something and tells nothing: a `GET` without parameters, by a function whose name says so, `getOnlineCount()`. */
export function onlyAsks(app: Application, unit: Unit): boolean {
  const units = [...reach(app, [unit])];
  const request = requestGiven(app, units.flatMap(callsOf));
  const tellsNothing = request?.method === 'GET' && request.params.length === 0;
  return tellsNothing && units.some(({ name }) => /^(get|fetch|load|query)[A-Z_]/.test(name));
}

const NO_PAGES: ReadonlySet<string> = new Set();
/** `https://x.gov.cn/api{}`, `{}?action={}`. */
const PUT_TOGETHER = /^\{\}|[^/]\{\}$/;

const memos = new WeakMap<Application, Map<Unit, boolean>>();

function reachedBy(app: Application): Map<Unit, boolean> {
  const known = memos.get(app) ?? new Map<Unit, boolean>();
  memos.set(app, known);
  return known;
}

function targetOf(app: Application, call: Call): string {
  const first = call.node.arguments[0] as Node | undefined;
  let found: string | undefined;
  if (first)
    walk(first, (node) => {
      if (
        found ||
        (node !== first &&
          node.type !== 'ObjectProperty' &&
          node.type !== 'StringLiteral' &&
          node.type !== 'TemplateLiteral' &&
          node.type !== 'BinaryExpression')
      )
        return false;
      if (node.type === 'ObjectProperty') {
        if (node.key.type === 'Identifier' && /^(url|name|key|path)$/.test(node.key.name))
          found = fold(app, node.value, call.unit);
        return false;
      }
      if (node.type !== 'ObjectExpression') found = fold(app, node, call.unit);
      return undefined;
    });
  return found ?? call.callee;
}

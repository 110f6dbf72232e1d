import { dotted } from '../../names.js';
import type { Body, Call } from '../body.js';
import { choices } from '../values.js';
import type { Timing, TimingTools } from './index.js';

type Goal = Pick<Timing, 'reaches' | 'target'>;

/** Where a value known from an address on goes: a request beats storage, storage beats the screen. */
export function destination(body: Body, from: number, tools: TimingTools): Goal {
  const later = body.calls.filter((call) => call.at > from);
  const send = later.find((call) => tools.sends.leadsToSend(call));
  if (send) return { reaches: 'request', target: targetOf(send, tools) };
  const store = later.find((call) => storesIn(call, tools));
  if (store) return { reaches: 'storage', target: textOf(store) };
  if (later.some((call) => call.callee.name === 'setText')) return { reaches: 'display' };
  return { reaches: 'none' };
}

export function storesIn(call: Call, { program, sends }: TimingTools): boolean {
  return sends.isStore(call.callee) || program.resolve(call.callee).some(sends.reachesStore);
}

const SOCKET = /WebSocket|java\.net\.(Socket|DatagramSocket)|paho|netty|mina\./i;

/** The endpoint or method a call sends by. What goes through a socket that is open has no address of its own. */
export function targetOf(call: Call, tools: TimingTools): string {
  const sending = sendsUnder(call, tools);
  if (sending.length > 0 && sending.every(({ callee }) => SOCKET.test(dotted(callee.owner)))) return nameOf(sending[0]!);
  return tools.sends.endpointOf(call) ?? textOf(call);
}

const STEPS = 4;

/** The calls that really send, in a call or what it leads to. */
function sendsUnder(call: Call, { program, graph, sends }: TimingTools): Call[] {
  if (sends.isSend(call)) return [call];
  const keys = graph.reachable(program.resolve(call.callee), STEPS).keys();
  return [...keys].flatMap((key) => program.body(key)?.calls.filter(sends.isSend) ?? []);
}

function nameOf({ callee }: Call): string {
  return `${dotted(callee.owner).replace(/^.*\./, '')}.${callee.name}`;
}

function textOf(call: Call): string {
  const text = call.args.flatMap(choices).find((arg) => arg.kind === 'text');
  return text?.kind === 'text' ? text.literal.text : call.callee.name;
}

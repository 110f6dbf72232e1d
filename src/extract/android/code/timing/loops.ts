import type { Body, Call } from '../body.js';
import { controlOf } from '../control.js';
import type { Beat } from './beats.js';
import { intervalOf } from './clock.js';
import type { TimingTools } from './index.js';

/** A loop that waits and does something again: a coroutine's `delay`, a thread's `sleep`. */
export function readLoops(members: readonly Body[], tools: TimingTools): Beat[] {
  return members.flatMap((body) =>
    body.calls.flatMap((call): Beat[] => {
      const interval = waitOf(call);
      return interval !== undefined && sendsInLoop(call, body, tools) ? [{ at: call.at, body, interval, runs: [body] }] : [];
    }),
  );
}

function waitOf({ callee, args, receiver }: Call): number | undefined {
  const { owner, name } = callee;
  const waits =
    (owner === 'Lkotlinx/coroutines/DelayKt;' && /^delay(-\w+)?$/.test(name)) ||
    (name === 'sleep' && /^L(java\/lang\/Thread|android\/os\/SystemClock|java\/util\/concurrent\/TimeUnit);$/.test(owner));
  return waits ? intervalOf(receiver ? [...args, receiver] : args) : undefined;
}

/** The wait leads to a send, and the send back to the wait. */
function sendsInLoop(wait: Call, body: Body, { sends }: TimingTools): boolean {
  const control = controlOf(body);
  const after = control.reach(wait.at);
  return body.calls.some(
    (call) => after.has(call.at) && call !== wait && sends.leadsToSend(call) && control.reach(call.at).has(wait.at),
  );
}

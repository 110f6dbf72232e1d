import type { Body } from '../body.js';

const BEGIN =
  /^(onCreate|onStart|onResume|onViewCreated|onCreateView|onActivityCreated|onAttach|setUserVisibleHint|onHiddenChanged|onActivity(Started|Resumed|Created)|onAttachedToWindow|onSupportVisible|onForeground|onAppForeground|onBecameForeground|onStateChanged|onWindowFocusChanged)$/;
const END =
  /^(onPause|onStop|onDestroy|onDestroyView|onDetach|setUserVisibleHint|onHiddenChanged|onActivity(Paused|Stopped|Destroyed)|onBackPressed|finish|onDetachedFromWindow|onSupportInvisible|onBackground|onAppBackground|onBecameBackground|onCleared|onStateChanged|onWindowFocusChanged|onTrimMemory)$/;
/** What is begun and ended that is no stay of a person: sound and pictures taken, loading, movement on the screen. */
const OTHER =
  /Activity|Service|Record|Anim|Scan|Down|Upload|Request|Load|Refresh|Locat|Touch|Drag|Scroll|Slide|Connect|Camera|Preview|Voice|Ring/;
const ACT_BEGIN = /^(on|do|click)?(start|begin|resume|play|enter)([A-Z]\w*|)$/i;
const ACT_END = /^(on|do|click)?(stop|end|pause|finish|complete|leave|exit|submit)([A-Z]\w*|)$/i;

/** A method that runs at a beginning or an end, and the event a reader knows it by. */
export interface Event {
  body: Body;
  name: string;
  /** The platform calls it when a screen or the app comes or goes; otherwise the app's own code does. */
  lifecycle: boolean;
}

export function beginsIn(members: readonly Body[]): Event[] {
  return members.flatMap((body) => eventOf(body, BEGIN, ACT_BEGIN, /^ON_(CREATE|START|RESUME|ANY)$/) ?? []);
}

export function endsIn(members: readonly Body[]): Event[] {
  return members.flatMap((body) => eventOf(body, END, ACT_END, /^ON_(PAUSE|STOP|DESTROY|ANY)$/) ?? []);
}

/** A method that ends something or hands it in: where a counter may be sent from. */
export function isEnd(body: Body): boolean {
  return endsIn([body]).length > 0 || /^(on)?(click|save|commit|post|report|upload|quit|close|back)/i.test(body.ref.name);
}

function eventOf(body: Body, lifecycle: RegExp, act: RegExp, annotated: RegExp): Event | undefined {
  const { name } = body.ref;
  if (lifecycle.test(name)) return { body, name, lifecycle: true };
  const event = annotatedEvent(body);
  if (event) return annotated.test(event) ? { body, name: event, lifecycle: true } : undefined;
  return act.test(name) && !OTHER.test(name) ? { body, name, lifecycle: false } : undefined;
}

/** `@OnLifecycleEvent(Lifecycle.Event.ON_STOP) void leave()`: the name of the event, where the method bears one. */
function annotatedEvent({ owner, ref }: Body): string | undefined {
  if (!owner.definition.interfaces.some((name) => name.endsWith('/lifecycle/LifecycleObserver;'))) return undefined;
  const { dex } = owner.source;
  for (const [index, list] of dex.annotations(owner.definition).onMethods) {
    const found = list.find(({ type }) => /^L(androidx|android\/arch)\/lifecycle\/OnLifecycleEvent;$/.test(type));
    const method = found && dex.method(index);
    if (found && method?.name === ref.name && method.params.join() === ref.params.join()) return String(found.values.value);
  }
  return undefined;
}

import type { Analysis } from '../analysis.js';
import type { Call } from '../code/body.js';

export interface ReflectionFigures {
  /** Look-ups of a class or member by a name the code does not show, and calls of what was looked up. */
  reflective: number;
  calls: number;
}

const LOOK_UP = /^(forName|loadClass|getMethod|getDeclaredMethod|getField|getDeclaredField)$/;
const LOOKED_UP_IN = /^Ljava\/lang\/(Class|ClassLoader);$/;

/** How many of the calls say only when they run what they call. */
export function reflectionFigures({ bodies }: Analysis): ReflectionFigures {
  const calls = bodies.flatMap((body) => body.calls);
  return { reflective: calls.filter(isReflective).length, calls: calls.length };
}

function isReflective({ callee, args }: Call): boolean {
  if (callee.owner === 'Ljava/lang/reflect/Method;') return callee.name === 'invoke';
  return LOOKED_UP_IN.test(callee.owner) && LOOK_UP.test(callee.name) && args[0]?.kind !== 'text';
}

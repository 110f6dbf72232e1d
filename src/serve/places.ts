/** So much is waiting that one more would wait for minutes. */
export class BusyError extends Error {
  readonly statusCode = 429;
}

/** Does a piece of work as soon as there is a place for it. @throws BusyError */
export type InPlace = <Outcome>(work: () => Promise<Outcome>) => Promise<Outcome>;

/** So many pieces of work at once, and so many waiting. */
export function createPlaces(atOnce: number, mostWaiting: number): InPlace {
  let busy = 0;
  const queue: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (busy < atOnce) {
      busy += 1;
      return;
    }
    if (queue.length >= mostWaiting) throw new BusyError();
    // Whoever leaves hands on the place.
    await new Promise<void>((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else busy -= 1;
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}

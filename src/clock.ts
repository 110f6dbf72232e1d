/**
 * Milliseconds of a clock that never runs backwards and does not jump when the machine's time is set; only differences mean
 * something. Node's `performance` would load a whole module for it.
 */
export function milliseconds(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

import type { Node } from '@babel/types';
import { dottedName } from '../../decode/javascript/names.js';
import { type Application, follow } from './application.js';
import type { ScriptModule, Unit } from './model.js';
import { PLAYING, raisersOf, sentAtEnd } from './timing-counters.js';
import type { Timing } from './timing-goal.js';

/**
 * How far a player has got, kept while it plays and sent or stored when the page goes: `onTimeUpdate(e) { this.at =
 * e.detail.currentTime }`. No time of a person by itself: rules ask where it goes.
 */
export function readPositions(app: Application, module: ScriptModule): Timing[] {
  const players = raisersOf(app, module).filter(({ by }) => PLAYING.test(by));
  return players.flatMap(({ body, by }) =>
    keptIn(app, body).flatMap(({ name, node }): Timing[] => {
      const sent = sentAtEnd(app, module, name);
      return sent ? [{ shape: 'play-position', pair: `${by}→${sent.name}`, ...sent.goal, node, unit: body }] : [];
    }),
  );
}

/** Names that are given the player's place in a function. */
function keptIn(app: Application, body: Unit): { name: string; node: Node }[] {
  const own = [...body.locals].flatMap(([name, nodes]) => nodes.map((node) => ({ name, node })));
  const members = [...body.module.members].flatMap(([name, nodes]) => nodes.map((node) => ({ name, node })));
  return [...own, ...members].filter(
    ({ name, node }) =>
      name !== 'currentTime' &&
      (node.start ?? 0) >= body.start &&
      (node.end ?? 0) <= body.end &&
      isPlace(dottedName(follow(app, { node, unit: body }).node)),
  );
}

function isPlace(name: string | undefined): boolean {
  return /(^|\.)currentTime$/.test(name ?? '');
}

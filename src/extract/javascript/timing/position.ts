import type { Node } from '@babel/types';
import { writtenName } from '../../../decode/javascript/block-names.js';
import { dottedName, unwrap } from '../../../decode/javascript/names.js';
import { walk } from '../../../decode/javascript/walk.js';
import type { Application } from '../application/application.js';
import { follow } from '../application/follow.js';
import type { ScriptModule, Unit } from '../module/model.js';
import { writtenText } from '../module/nodes.js';
import { unitAt } from '../module/units.js';
import { PLAYING, raisersOf, sentAtEnd } from './counters.js';
import { destination, END, type Timing } from './goal.js';

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

/** What the event `timeupdate` of a player of a mini-program or web page brings: `e.detail.currentTime`, `video.currentTime`. */
const POSITION = /(^|\.)(detail|target|currentTarget|video\w*|player|audio\w*)\.currentTime$/i;

/**
 * How far a player has got, sent while it plays (`bindtimeupdate` → request) or kept and sent when the page goes
 * (`setData({ used: e.detail.currentTime })`, `onUnload` → request with `used`).
 */
export function readPlayPositions(app: Application, module: ScriptModule): Timing[] {
  if (!writtenText(module).includes('currentTime')) return [];
  const out: Timing[] = [];
  const seen = new Set<Unit>();
  for (const { key, value } of keptPositions(module)) {
    const unit = unitAt(module, value);
    if (seen.has(unit) || !unit.parent) continue;
    const sent = [unit, ...endsReading(module, key)].find((one) => destination(app, one).reaches === 'request');
    if (!sent) continue;
    seen.add(unit);
    out.push({ shape: 'play-position', pair: 'timeupdate', ...destination(app, sent), node: value, unit });
  }
  return out;
}

/** Names, of variables and members, that are given a position. */
function keptPositions(module: ScriptModule): { key: string; value: Node }[] {
  const named = [...module.members, ...module.units.flatMap(({ locals }) => [...locals])];
  return named.flatMap(([key, values]) => values.flatMap((value) => (holdsPosition(value) ? [{ key, value }] : [])));
}

function holdsPosition(value: Node): boolean {
  let found = false;
  walk(value, (node) => {
    if (node.type === 'ObjectExpression' || node.type.includes('Function')) return false;
    found ||= node.type === 'MemberExpression' && POSITION.test(dottedName(unwrap(node)) ?? '');
    return !found;
  });
  return found;
}

/** Functions that run when the page goes or the player stops, and read what was kept. */
function endsReading({ units, text }: ScriptModule, key: string): Unit[] {
  const reads = new RegExp(`[.]${writtenName(key).replace(/[$]/g, '\\$&')}(?![\\w$])`);
  return units.filter(({ name, parent, start, end }) => parent && END.test(name) && reads.test(text.slice(start, end)));
}

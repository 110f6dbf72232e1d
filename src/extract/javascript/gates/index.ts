import type { IfStatement } from '@babel/types';
import type { Subject } from '../../../facts/types.js';
import type { Application } from '../application.js';
import type { ScriptModule, Site, Unit } from '../model.js';
import { subjectOfMessage, subjectOfName } from '../../subjects.js';
import type { Gate } from './gate.js';
import { guardedBy, guardedIn } from './guards.js';
import { originOf } from './origin.js';
import { readRules } from './rules.js';
import { type Stop, stopOf } from './stops.js';
import { type Tested, testsOf } from './tests.js';

export { disabledTests } from './tests.js';

const FAILURE = /失败|错误|异常|超时|重试|网络|不支持|未知|出错|error|fail/i;

/** The submit paths of a module that test something and stop. */
export function readGates(app: Application, module: ScriptModule, memo: Map<Unit, boolean>): Gate[] {
  const gates: Gate[] = [];
  for (const site of module.branches) {
    if (site.node.type === 'IfStatement') gates.push(...readIf(app, site as Site<IfStatement>, memo));
  }
  return [...gates, ...readRules(app, module)];
}

function readIf(app: Application, site: Site<IfStatement>, memo: Map<Unit, boolean>): Gate[] {
  const { node, unit } = site;
  // In an else-if chain that collects one message the first test stands for all others' continuation.
  const stops = stopOf(app, node.consequent, unit);
  const elseStops = node.alternate && node.alternate.type !== 'IfStatement' ? stopOf(app, node.alternate, unit) : undefined;
  const gates: Gate[] = [];
  if (stops)
    gates.push(...gatesOf(site, testsOf(app, node.test, unit, true), stops, guardedBy(app, site, node.consequent, stops, memo)));
  if (elseStops)
    gates.push(...gatesOf(site, testsOf(app, node.test, unit, false), elseStops, guardedIn(app, node.consequent, unit, memo)));
  return gates;
}

function gatesOf(site: Site<IfStatement>, tests: Tested[], stop: Stop, guards: string | undefined): Gate[] {
  if (!guards || tests.length === 0) return [];
  const message = stop.message;
  if (message && FAILURE.test(message)) return [];
  const said = message ? subjectOfMessage(message) : undefined;
  const gates = new Map<Subject, Gate>();
  for (const test of tests) {
    const named = test.subject ?? subjectOfName(test.name) ?? originOf(test.name, site.unit);
    const subject = merge(said, named, test);
    if (!subject || gates.has(subject)) continue;
    gates.set(subject, { subject, shape: test.shape, message, guards, node: site.node, unit: site.unit });
  }
  return [...gates.values()];
}

/** The message says best what is demanded; a vague one gives way to the name of what is tested. */
function merge(said: Subject | undefined, named: Subject | undefined, test: Tested): Subject | undefined {
  if (said && said !== 'text' && said !== 'file') return said === 'photo' && named === 'text' ? 'text' : said;
  if (named && (!said || named !== 'other')) return said === 'text' && isVague(named) ? 'text' : named;
  return said ?? (test.name ? 'other' : undefined);
}

function isVague(subject: Subject): boolean {
  return subject === 'location' || subject === 'audio' || subject === 'login';
}

import type { Node, ObjectExpression } from '@babel/types';
import { keyName, unwrap } from '../../../decode/javascript/names.js';
import type { Subject } from '../../../facts/types.js';
import type { Application } from '../application/application.js';
import { callersOf } from '../application/callers.js';
import type { Call, Unit } from '../module/model.js';
import type { RequestCall } from './requests.js';
import { collectKeys, placesIn, writtenBody } from './sent-keys.js';

/** A call that gives a function what it sends. */
export interface HandedOn {
  call: Call;
  params: string[];
  sends: Subject[];
}

/** `https://x.gov.cn/api{}`, `{}?action={}`: sent where a caller says. */
const PUT_TOGETHER = /^\{\}|[^/]\{\}$/;
const BODY = /^(data|params|formData|body|query|payload)$/;
/** Functions that hand on what they were handed. */
const MAX_STEPS = 2;

/**
 * What callers give a function that sends it to an address of its own: `export const report = (data) => post('/track', data)`,
 * called by pages as `report({ latitude, longitude })`. Calls that give nothing known are left out.
 */
export function handedOn(app: Application, { call, path }: RequestCall): HandedOn[] {
  return PUT_TOGETHER.test(path) ? [] : bodiesOf(call).flatMap((body) => givenBy(app, body, call.unit, MAX_STEPS));
}

function givenBy(app: Application, body: Node, unit: Unit, steps: number): HandedOn[] {
  const parameter = parameterOf(body, unit);
  if (!parameter) return [];
  return callersOf(app, parameter.unit).flatMap((call): HandedOn[] => {
    const given = call.node.arguments[parameter.at] as Node | undefined;
    if (!given) return [];
    const params = new Set<string>();
    const sends = new Set<Subject>();
    collectKeys(app, given, call.unit, params, sends);
    const place = placesIn(given, call.unit);
    if (place) sends.add(place);
    if (params.size > 0 || sends.size > 0) return [{ call, params: [...params].sort(), sends: [...sends].sort() }];
    return steps > 0 ? givenBy(app, given, call.unit, steps - 1) : [];
  });
}

/** What a call sends, as it is written: `post('/track', data)`, `request({ url: '/track', data })`, `post('/track', { ...data })`. */
function bodiesOf({ node }: Call): Node[] {
  const bodies = (node.arguments as Node[]).flatMap((arg): Node[] => {
    const values = arg.type === 'ObjectExpression' ? valuesOf(arg, BODY) : [];
    return values.length > 0 ? values : [arg];
  });
  return bodies.flatMap((body): Node[] => {
    const written = unwrap(writtenBody(body));
    if (written.type !== 'ObjectExpression') return [written];
    return written.properties.flatMap((member) => (member.type === 'SpreadElement' ? [member.argument] : []));
  });
}

function valuesOf({ properties }: ObjectExpression, keys: RegExp): Node[] {
  return properties.flatMap((member): Node[] =>
    member.type === 'ObjectProperty' && keys.test(keyName(member) ?? '') ? [member.value] : [],
  );
}

/** The function, and the place among its parameters, of a name that is handed in. */
function parameterOf(body: Node, unit: Unit): { unit: Unit; at: number } | undefined {
  const node = unwrap(body);
  if (node.type !== 'Identifier') return undefined;
  for (let scope: Unit | undefined = unit; scope?.parent; scope = scope.parent) {
    const at = scope.params.indexOf(node.name);
    if (at >= 0) return { unit: scope, at };
    if (scope.locals.has(node.name)) return undefined;
  }
  return undefined;
}

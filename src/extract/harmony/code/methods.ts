import { folded, nameOf } from '../../bytecode/naming.js';
import type { RequestCall } from '../../bytecode/requests.js';
import { functionsOf } from '../../bytecode/units.js';
import { type CallSite, memberOf } from '../../bytecode/values.js';
import type { ArkProgram } from './program.js';

/** `http.createHttp().request(url, options)` sends what its options hold as `extraData`; the others are not sent. */
export function withBody(request: RequestCall): RequestCall {
  if (!/(^|\.)createHttp\.request(InStream)?$/.test(request.via)) return request;
  const [, options] = request.site.args;
  const hasBody = ['extraData', 'multiFormDataList'].some((key) => memberOf(options, key));
  return hasBody ? request : { ...request, params: [], sends: [] };
}

/** The request with its method, where it is a member of an enumeration (`http.RequestMethod.POST`) or stands in the wrapper called. */
export function withMethod(program: ArkProgram, request: RequestCall): RequestCall {
  if (request.method) return request;
  const method = methodIn(program, request.site) ?? methodOfWrapper(program, request.site);
  return method ? { ...request, method } : request;
}

const METHODS = /^(get|post|put|delete|patch|head|options)$/i;

function methodIn(program: ArkProgram, { args }: CallSite): string | undefined {
  for (const argument of args.slice(0, 6))
    for (const value of [memberOf(argument, 'method'), argument]) {
      const last = value ? (nameOf(program, value).match(/RequestMethod\.(\w+)$/)?.[1] ?? textOf(program, value)) : undefined;
      if (last && METHODS.test(last)) return last.toUpperCase();
    }
  return undefined;
}

function textOf(program: ArkProgram, value: Parameters<typeof folded>[1]): string | undefined {
  return value.kind === 'constant' || value.kind === 'member' ? folded(program, value, false) : undefined;
}

/** A wrapper that sends in one way only: `post(url, data) { return this.request(url, 'POST', data) }`. */
function methodOfWrapper(program: ArkProgram, { callee }: CallSite): string | undefined {
  const inner = functionsOf(program, callee).flatMap((unit) => program.units.get(unit)?.calls ?? []);
  const found = new Set(inner.map((site) => methodIn(program, site)).filter(Boolean));
  return found.size === 1 ? [...found][0] : undefined;
}

import type { Node } from '@babel/types';
import { unwrap } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import { fold } from '../constants/fold.js';
import type { Unit } from '../module/model.js';

type Arm = 'consequent' | 'alternate';

/** More are no addresses a person chose between. */
const MOST = 4;

/**
 * Every address a request may go to where that is decided as it runs: `liked ? '/unlike' : '/like'`, also within a text put
 * together, and a local variable that is given another one (`let url = '/add'; if (id) url = '/update'`). None where there is no choice.
 */
export function chosenAddresses(app: Application, node: Node, unit: Unit): string[] {
  const texts = valuesOf(unwrap(node), unit).flatMap((value) =>
    (['consequent', 'alternate'] as const).flatMap((arm) => fold(app, withArm(value, arm), unit) ?? []),
  );
  const chosen = [...new Set(texts)];
  return chosen.length > 1 ? chosen.slice(0, MOST) : [];
}

function valuesOf(node: Node, unit: Unit): Node[] {
  if (node.type !== 'Identifier') return [node];
  for (let scope: Unit | undefined = unit; scope?.parent; scope = scope.parent) {
    if (scope.params.includes(node.name)) return [];
    const values = scope.locals.get(node.name);
    if (values) return values;
  }
  return [];
}

/** The text that stands there when its conditions all go one way. */
function withArm(node: Node, arm: Arm): Node {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'ConditionalExpression':
      return withArm(inner[arm], arm);
    case 'BinaryExpression':
      return { ...inner, left: withArm(inner.left as Node, arm), right: withArm(inner.right, arm) } as Node;
    case 'TemplateLiteral':
      return { ...inner, expressions: inner.expressions.map((part) => withArm(part as Node, arm)) } as Node;
    default:
      return inner;
  }
}

/** An endpoint known by its name alone. */
export const ENDPOINT_NAME = /^(\{\})?[A-Za-z][\w.-]{3,60}$/;

/** `/goStudy` of `fetch(API, 'goStudy', params)`, where `API` is one address that all requests go to. */
export function actionGiven(address: Node, path: string, next: Node | undefined): string {
  const isName = address.type === 'Identifier' || address.type === 'MemberExpression';
  if (!isName || next?.type !== 'StringLiteral' || !/^https?:\/\//.test(path)) return '';
  return ENDPOINT_NAME.test(next.value) && !NO_ACTION.test(next.value) ? `/${next.value}` : '';
}

const NO_ACTION = /^(get|post|put|delete|patch|json|text|form|data|html|token|formdata|arraybuffer)$/i;

import type { MemberExpression, Node } from '@babel/types';
import type { Unit } from './model.js';

/**
 * Values that a state of a hook is set to: `setReady(photos.length > 0)` for `ready` of
 * `const [ready, setReady] = useState(false)`, also where a compiler took the pair apart, `ready = pair[0], set = pair[1]`.
 */
export function stateValues(name: string, unit: Unit): Node[] {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    const [state] = scope.locals.get(name) ?? [];
    if (!state) continue;
    const setter = isPlace(state, 0) ? setterBeside(state, scope) : undefined;
    return setter ? handedTo(setter, scope) : [];
  }
  return [];
}

function setterBeside(state: MemberExpression, { locals }: Unit): string | undefined {
  for (const [name, [value]] of locals) if (value && isPlace(value, 1) && isSame(value.object, state.object)) return name;
  return undefined;
}

function isPlace(node: Node, place: number): node is MemberExpression {
  return (
    node.type === 'MemberExpression' && node.computed && node.property.type === 'NumericLiteral' && node.property.value === place
  );
}

function isSame(one: Node, two: Node): boolean {
  return one === two || (one.type === 'Identifier' && two.type === 'Identifier' && one.name === two.name);
}

function handedTo(setter: string, { module, start, end }: Unit): Node[] {
  return module.calls.flatMap(({ callee, node }) => {
    const isInside = callee === setter && (node.start ?? 0) >= start && (node.end ?? 0) <= end;
    return isInside && node.arguments[0] ? [node.arguments[0] as Node] : [];
  });
}

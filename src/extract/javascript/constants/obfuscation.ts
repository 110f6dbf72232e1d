import type { Node } from '@babel/types';
import { turningPlaces } from '../../../decode/javascript/string-tables.js';
import { listed } from '../../../facts/listing.js';
import type { LimitFact } from '../../../facts/types.js';
import { limitAt } from '../../limit-at.js';
import { remembered } from '../../remembered.js';
import { rounded } from '../../shares.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';

/** No script that people write or compilers make calls functions by names that another function makes of constants. */
const FEWEST = 3;
const LEAST_SHARE = 0.05;
/** `Function('return this')` gets the global object and nothing more. */
const SHORT_CODE = 60;

/** Scripts whose calls go by names that only running them tells, with how many there are. */
export function obfuscationLimits(modules: Iterable<ScriptModule>): LimitFact[] {
  const all = [...modules];
  const own = all.filter(({ owner }) => owner !== 'third-party');
  const total = own.reduce((sum, { calls }) => sum + calls.length, 0);
  const turning = turningModules(all);
  const hidden = own.flatMap((module) => {
    const isFetch = turning.has(module) ? fetchesText : isHidden;
    const count = module.calls.filter(isFetch).length;
    return count >= FEWEST && count >= module.calls.length * LEAST_SHARE ? [{ module, count }] : [];
  });
  const built = own.flatMap((module) => module.calls.filter(runsText).map((call) => ({ module, call })));
  return [
    ...(hidden.length > 0 ? [hiddenCalls(hidden, total)] : []),
    ...(built.length > 0
      ? [
          limitAt(built[0]!.module.path, {
            reason: 'dynamic-code',
            hides: ['code', 'texts'],
            detail: `有 ${built.length} 处代码以文字形式存放，运行时才执行（${pathsOf(built.map(({ module }) => module))}），其内容未检查。请提交未作此处理的同版本代码。`,
          }),
        ]
      : []),
  ];
}

/** Modules whose strings such a loop can turn: it stands in them, or beside all modules of the file; a loop of another module is its own. */
function turningModules(modules: readonly ScriptModule[]): Set<ScriptModule> {
  const places = remembered(turningPlaces);
  const turning = modules.filter(({ text }) => places(text).length > 0);
  const holds = ({ root }: ScriptModule, place: number): boolean => (root.start ?? 0) <= place && place < (root.end ?? 0);
  const inside = remembered((text) => {
    const bundled = turning.filter((module) => module.text === text && module.wrapper);
    return new Set(places(text).filter((place) => bundled.some((module) => holds(module, place))));
  });
  return new Set(
    turning.filter((module) => places(module.text).some((place) => holds(module, place) || !inside(module.text).has(place))),
  );
}

function hiddenCalls(hidden: { module: ScriptModule; count: number }[], total: number): LimitFact {
  const count = hidden.reduce((sum, item) => sum + item.count, 0);
  const inside = hidden.reduce((sum, { module }) => sum + module.calls.length, 0);
  return limitAt(hidden[0]!.module.path, {
    reason: 'encrypted',
    hides: ['code', 'texts'],
    detail: `${hidden.length} 个脚本（${pathsOf(hidden.map(({ module }) => module))}）经过混淆：${inside} 处调用中有 ${count} 处的名称由解密函数在运行时得出，其中的文字和接口未能读出。请提交未混淆的同版本代码。`,
    share: rounded(inside / Math.max(total, 1)),
  });
}

function pathsOf(modules: readonly ScriptModule[]): string {
  return listed([...new Set(modules.map(({ path }) => path))], 3);
}

const OF_THE_LANGUAGE =
  /^(parseInt|parseFloat|Number|String|Boolean|Symbol|Array|Object|RegExp|Error|Date|isNaN|require|define)$/;

/** `decode(0x1a3, 'k')` in a script that turns a table of strings, and was not decoded. */
function fetchesText({ node, unit }: Call): boolean {
  if (node.callee.type !== 'Identifier' || OF_THE_LANGUAGE.test(node.callee.name)) return false;
  if (isHandedIn(node.callee.name, unit)) return false;
  const [place] = node.arguments;
  return place !== undefined && isPlace(place as Node) && node.arguments.every((arg) => isConstant(arg as Node));
}

/** What tells a decoder which text is meant: a number, which old obfuscators write as a text (`'0x1a'`). Names such as `'div'` are none. */
function isPlace(node: Node): boolean {
  return isConstant(node) && (node.type !== 'StringLiteral' || /^(0x[\da-f]+|\d+)$/i.test(node.value));
}

/** A decoder stands in its script; `require` of a bundle (`__webpack_require__(12)`) and callbacks are handed in. */
function isHandedIn(name: string, unit: Unit): boolean {
  if (name === unit.module.wrapper?.require) return true;
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) if (scope.params.includes(name)) return true;
  return false;
}

/** `wx[decode(0x1a3, 'k')](…)`. */
function isHidden({ callee, node }: Call): boolean {
  const member = node.callee as Node;
  if (!callee.includes('?') || member.type !== 'MemberExpression' || !member.computed) return false;
  const made = member.property;
  return made.type === 'CallExpression' && made.arguments.length > 0 && made.arguments.every((arg) => isConstant(arg as Node));
}

function isConstant(node: Node): boolean {
  if (node.type === 'UnaryExpression') return isConstant(node.argument);
  if (node.type === 'BinaryExpression') return isConstant(node.left as Node) && isConstant(node.right);
  return node.type === 'StringLiteral' || node.type === 'NumericLiteral';
}

/** `eval(atob('…'))`, `new Function('a', '…')`: code kept as a text. */
function runsText({ callee, node }: Call): boolean {
  if (callee !== 'eval' && callee !== 'Function') return false;
  const code = node.arguments.at(-1) as Node | undefined;
  if (code?.type === 'StringLiteral') return code.value.length > SHORT_CODE;
  return (
    code?.type === 'CallExpression' && code.arguments.some((arg) => arg.type === 'StringLiteral' && arg.value.length > SHORT_CODE)
  );
}

import { type Node, VISITOR_KEYS } from '@babel/types';
import { describe, expect, it } from 'vitest';
import { CHILD_KEYS } from '../../../src/decode/javascript/child-keys.js';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import { walk } from '../../../src/decode/javascript/walk.js';

/** Keys that hold types, decorations of types, or strings at the head of a file. */
const NEVER_RUN =
  /^(typeAnnotation|typeParameters?|returnType|predicate|typeArguments|superTypeParameters|superTypeArguments|implements|mixins|directives|interpreter)$/;
/** Nodes of TypeScript and Flow that hold code. */
const WITH_CODE =
  /^(TS(As|NonNull|Satisfies|Instantiation)Expression|TSExportAssignment|TSTypeAssertion|TSEnum\w+|TSModule(Block|Declaration)|TSParameterProperty|TSImportEqualsDeclaration|TSExternalModuleReference|TypeCastExpression)$/;

describe('a walk', () => {
  it('knows the children of every node that runs', () => {
    for (const [type, keys] of CHILD_KEYS)
      expect([type, keys]).toEqual([type, (VISITOR_KEYS[type] ?? []).filter((key) => !NEVER_RUN.test(key))]);
    const missing = Object.entries(VISITOR_KEYS).filter(
      ([type, keys]) =>
        !CHILD_KEYS.has(type) &&
        keys.some((key) => !NEVER_RUN.test(key)) &&
        (WITH_CODE.test(type) ||
          !/^(TS|Type|Interface|Declare|Opaque|Object(Type|Property)Type|Enum|Array|Union|Tuple|Intersection|Nullable|Function|Generic|Qualified|Indexed|Optional|Class|Variance|Inferred|Exists|ObjectType)/.test(
            type,
          )),
    );
    expect(missing.map(([type]) => type)).toEqual([]);
  });

  it('goes in source order, tells the ancestors, and leaves in turn', () => {
    const seen: string[] = [];
    walk(
      parseScript('f(a, () => b ? c : d)')!.file.program,
      (node, ancestors) => {
        seen.push(`${' '.repeat(ancestors.length)}${node.type === 'Identifier' ? node.name : node.type}`);
      },
      (node) => node.type === 'ConditionalExpression' && seen.push('left'),
    );
    expect(seen).toEqual([
      'Program',
      ' ExpressionStatement',
      '  CallExpression',
      '   f',
      '   a',
      '   ArrowFunctionExpression',
      '    ConditionalExpression',
      '     b',
      '     c',
      '     d',
      'left',
    ]);
  });

  it('skips what it is told to skip, and leaves it', () => {
    const left: string[] = [];
    walk(
      parseScript('f(a); g(b)')!.file.program,
      (node) => !(node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'f'),
      (node) => (node.type === 'Identifier' || node.type === 'CallExpression' ? left.push(node.type) : undefined),
    );
    expect(left).toEqual(['CallExpression', 'Identifier', 'Identifier', 'CallExpression']);
  });

  it('is not overthrown by depth', () => {
    let deep: Node = { type: 'NumericLiteral', value: 1 } as Node;
    for (let i = 0; i < 100_000; i++) deep = { type: 'ParenthesizedExpression', expression: deep } as Node;
    let count = 0;
    walk(deep, () => {
      count++;
    });
    expect(count).toBe(100_001);
  });
});

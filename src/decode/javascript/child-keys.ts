/**
 * The keys of each kind of node that hold child nodes, in source order; types and flow annotations, which never run, are left out.
 * Written out so that a walk need not look through every property. Source: @babel/types VISITOR_KEYS (a test compares them)
 */
const TABLE = `
argument: AwaitExpression JSXSpreadAttribute RestElement ReturnStatement SpreadElement ThrowStatement UnaryExpression UpdateExpression YieldExpression
block handler finalizer: TryStatement
body: BlockStatement ClassBody DoExpression ModuleExpression Program StaticBlock TSModuleBlock
body test: DoWhileStatement
callee: PipelineBareFunction
callee arguments: CallExpression NewExpression OptionalCallExpression
declaration: ExportDefaultDeclaration
declaration specifiers source attributes assertions: ExportNamedDeclaration
declarations: VariableDeclaration
decorators: Identifier
decorators id superClass body: ClassDeclaration ClassExpression
decorators key params body: ClassMethod ClassPrivateMethod ObjectMethod
decorators key value: ClassAccessorProperty ObjectProperty
decorators parameter: TSParameterProperty
decorators properties: ObjectPattern
decorators variance key value: ClassPrivateProperty ClassProperty
discriminant cases: SwitchStatement
elements: ArrayExpression ArrayPattern TupleExpression
exported: ExportDefaultSpecifier ExportNamespaceSpecifier
expression: Decorator ExpressionStatement JSXExpressionContainer JSXSpreadChild ParenthesizedExpression PipelineTopicExpression TSAsExpression TSExportAssignment TSExternalModuleReference TSInstantiationExpression TSNonNullExpression TSSatisfiesExpression TSTypeAssertion TypeCastExpression
expressions: SequenceExpression
id: PrivateName
id body: TSModuleDeclaration
id init: VariableDeclarator
id initializer: TSEnumMember
id members: TSEnumDeclaration
id moduleReference: TSImportEqualsDeclaration
id params body: FunctionDeclaration FunctionExpression
imported local: ImportSpecifier
init test update body: ForStatement
key value: ImportAttribute
label: BreakStatement ContinueStatement
label body: LabeledStatement
left right: AssignmentExpression BinaryExpression LogicalExpression
left right body: ForInStatement ForOfStatement
left right decorators: AssignmentPattern
local: ImportDefaultSpecifier ImportNamespaceSpecifier
local exported: ExportSpecifier
members: TSEnumBody
meta property: MetaProperty
name: JSXClosingElement
name attributes: JSXOpeningElement
name value: JSXAttribute
namespace name: JSXNamespacedName
object body: WithStatement
object callee: BindExpression
object property: JSXMemberExpression MemberExpression OptionalMemberExpression
openingElement children closingElement: JSXElement
openingFragment children closingFragment: JSXFragment
param body: CatchClause
params body: ArrowFunctionExpression
program: File
properties: ObjectExpression RecordExpression
quasis expressions: TemplateLiteral
source attributes assertions: ExportAllDeclaration
source options: ImportExpression
specifiers source attributes assertions: ImportDeclaration
tag quasi: TaggedTemplateExpression
test body: WhileStatement
test consequent: SwitchCase
test consequent alternate: ConditionalExpression IfStatement
value: Directive
`;

/** Node type → keys with child nodes. */
export const CHILD_KEYS: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.trim()
    .split('\n')
    .flatMap((line) => {
      const [keys = '', types = ''] = line.split(': ');
      return types.split(' ').map((type) => [type, keys.split(' ')] as const);
    }),
);

/**
 * Hermes' instruction sets, versions 59 to 99. An opcode's number is its place in the list of its version. Of versions that were
 * changed while they were worked on, what released compilers write is here.
 * Source: facebook/hermes, include/hermes/BCGen/HBC/BytecodeList.def at the commits and release tags of each version.
 *
 * `Name:operands`, one letter each, little-endian:
 * r register, 1 byte · R register, 4 bytes · b h w unsigned number of 1, 2, 4 bytes · i signed, 4 bytes · d IEEE double
 * a A relative address of 1, 4 bytes, signed · s t S string id of 1, 2, 4 bytes · f F function id of 2, 4 bytes · n N big integer
 * id of 2, 4 bytes
 */

/** How a list differs from that of the version before it: what is dropped stood right before `before`, what is added comes there. */
export interface Change {
  version: number;
  /** Absent at the end of the list. */
  before?: string;
  drop?: string;
  add?: string;
}

/** What the instruction set was in the first version of each of its generations; `CHANGES` says how it went on. */
export const GENERATIONS: { version: number; opcodes: string }[] = [
  {
    version: 59,
    opcodes: `
  NewObjectWithBuffer:rhhhh NewObjectWithBufferLong:rhhww NewObject:r NewObjectWithParent:rr NewArrayWithBuffer:rhhh
  NewArrayWithBufferLong:rhhw NewArray:rh Mov:rr MovLong:RR Negate:rr Not:rr BitNot:rr TypeOf:rr Eq:rrr StrictEq:rrr
  Neq:rrr StrictNeq:rrr Less:rrr LessEq:rrr Greater:rrr GreaterEq:rrr Add:rrr AddN:rrr Mul:rrr MulN:rrr Div:rrr DivN:rrr
  Mod:rrr Sub:rrr SubN:rrr LShift:rrr RShift:rrr URshift:rrr BitAnd:rrr BitXor:rrr BitOr:rrr InstanceOf:rrr IsIn:rrr
  GetEnvironment:rb StoreToEnvironment:rbr StoreToEnvironmentL:rhr StoreNPToEnvironment:rbr StoreNPToEnvironmentL:rhr
  LoadFromEnvironment:rrb LoadFromEnvironmentL:rrh GetGlobalObject:r GetNewTarget:r CreateEnvironment:r
  DeclareGlobalVar:S GetByIdShort:rrbs GetById:rrbt GetByIdLong:rrbS TryGetById:rrbt TryGetByIdLong:rrbS PutById:rrbt
  PutByIdLong:rrbS TryPutById:rrbt TryPutByIdLong:rrbS PutNewOwnByIdShort:rrs PutNewOwnById:rrt PutNewOwnByIdLong:rrS
  PutNewOwnNEById:rrt PutNewOwnNEByIdLong:rrS PutOwnByIndex:rrb PutOwnByIndexL:rrw PutOwnByVal:rrrb DelById:rrt
  DelByIdLong:rrS GetByVal:rrr PutByVal:rrr DelByVal:rrr PutOwnGetterSetterByVal:rrrrb GetPNameList:rrrr
  GetNextPName:rrrrr Call:rrb Construct:rrb Call1:rrr CallDirect:rbf Call2:rrrr Call3:rrrrr Call4:rrrrrr CallLong:rrw
  ConstructLong:rrw CallDirectLongIndex:rbw CallBuiltin:rbb Ret:r Catch:r DirectEval:rr Throw:r ThrowIfUndefinedInst:r
  Debugger: DebuggerCheckBreak: ProfilePoint:h Unreachable: CreateClosure:rrf CreateClosureLongIndex:rrF
  CreateGeneratorClosure:rrf CreateGeneratorClosureLongIndex:rrF CreateThis:rrr SelectObject:rrr LoadParam:rb
  LoadParamLong:rw LoadConstUInt8:rb LoadConstInt:ri LoadConstDouble:rd LoadConstString:rt LoadConstStringLongIndex:rS
  LoadConstUndefined:r LoadConstNull:r LoadConstTrue:r LoadConstFalse:r LoadConstZero:r CoerceThisNS:rr LoadThisNS:r
  ToNumber:rr ToInt32:rr AddEmptyString:rr GetArgumentsPropByVal:rrr GetArgumentsLength:rr ReifyArguments:r
  CreateRegExp:rSSw SwitchImm:rwAww StartGenerator: ResumeGenerator:rr CompleteGenerator: CreateGenerator:rrf
  CreateGeneratorLongIndex:rrF Jmp:a JmpLong:A JmpTrue:ar JmpTrueLong:Ar JmpFalse:ar JmpFalseLong:Ar JmpUndefined:ar
  JmpUndefinedLong:Ar SaveGenerator:a SaveGeneratorLong:A JLess:arr JLessLong:Arr JNotLess:arr JNotLessLong:Arr
  JLessN:arr JLessNLong:Arr JNotLessN:arr JNotLessNLong:Arr JLessEqual:arr JLessEqualLong:Arr JNotLessEqual:arr
  JNotLessEqualLong:Arr JLessEqualN:arr JLessEqualNLong:Arr JNotLessEqualN:arr JNotLessEqualNLong:Arr JGreater:arr
  JGreaterLong:Arr JNotGreater:arr JNotGreaterLong:Arr JGreaterN:arr JGreaterNLong:Arr JNotGreaterN:arr
  JNotGreaterNLong:Arr JGreaterEqual:arr JGreaterEqualLong:Arr JNotGreaterEqual:arr JNotGreaterEqualLong:Arr
  JGreaterEqualN:arr JGreaterEqualNLong:Arr JNotGreaterEqualN:arr JNotGreaterEqualNLong:Arr JEqual:arr JEqualLong:Arr
  JNotEqual:arr JNotEqualLong:Arr JStrictEqual:arr JStrictEqualLong:Arr JStrictNotEqual:arr JStrictNotEqualLong:Arr
`,
  },
  {
    version: 97,
    opcodes: `
  Unreachable: NewObjectWithBuffer:rhh NewObjectWithBufferLong:rww NewObject:r NewObjectWithParent:rr
  NewArrayWithBuffer:rhhh NewArrayWithBufferLong:rhhw NewArray:rh Mov:rr MovLong:RR Negate:rr Not:rr BitNot:rr TypeOf:rr
  Eq:rrr StrictEq:rrr Neq:rrr StrictNeq:rrr Less:rrr LessEq:rrr Greater:rrr GreaterEq:rrr Add:rrr AddN:rrr AddS:rrr
  Mul:rrr MulN:rrr Div:rrr DivN:rrr Mod:rrr Sub:rrr SubN:rrr LShift:rrr RShift:rrr URshift:rrr BitAnd:rrr BitXor:rrr
  BitOr:rrr Inc:rr Dec:rr InstanceOf:rrr IsIn:rrr GetParentEnvironment:rb GetEnvironment:rrb GetClosureEnvironment:rr
  StoreToEnvironment:rbr StoreToEnvironmentL:rhr StoreNPToEnvironment:rbr StoreNPToEnvironmentL:rhr
  LoadFromEnvironment:rrb LoadFromEnvironmentL:rrh GetGlobalObject:r GetNewTarget:r CreateFunctionEnvironment:rb
  CreateTopLevelEnvironment:rw CreateEnvironment:rrw DeclareGlobalVar:S GetByIdShort:rrbs GetById:rrbt GetByIdLong:rrbS
  TryGetById:rrbt TryGetByIdLong:rrbS PutByIdLoose:rrbt PutByIdStrict:rrbt PutByIdLooseLong:rrbS PutByIdStrictLong:rrbS
  TryPutByIdLoose:rrbt TryPutByIdStrict:rrbt TryPutByIdLooseLong:rrbS TryPutByIdStrictLong:rrbS PutNewOwnByIdShort:rrs
  PutNewOwnById:rrt PutNewOwnByIdLong:rrS PutOwnBySlotIdx:rrb PutOwnBySlotIdxLong:rrw PutNewOwnNEById:rrt
  PutNewOwnNEByIdLong:rrS PutOwnByIndex:rrb PutOwnByIndexL:rrw PutOwnByVal:rrrb DelByIdLoose:rrt DelByIdStrict:rrt
  DelByIdLooseLong:rrS DelByIdStrictLong:rrS GetByVal:rrr GetByIndex:rrb PutByValLoose:rrr PutByValStrict:rrr
  DelByValLoose:rrr DelByValStrict:rrr PutOwnGetterSetterByVal:rrrrb GetPNameList:rrrr GetNextPName:rrrrr Call:rrb
  Construct:rrb Call1:rrr CallWithNewTarget:rrrb Call2:rrrr Call3:rrrrr Call4:rrrrrr CallWithNewTargetLong:rrrr
  CallBuiltin:rbb CallBuiltinLong:rbw GetBuiltinClosure:rb Ret:r Catch:r DirectEval:rrb Throw:r ThrowIfEmpty:rr
  Debugger: AsyncBreakCheck: ProfilePoint:h CreateClosure:rrf CreateClosureLongIndex:rrF CreateThis:rrr SelectObject:rrr
  LoadParam:rb LoadParamLong:rw LoadConstUInt8:rb LoadConstInt:ri LoadConstDouble:rd LoadConstBigInt:rn
  LoadConstBigIntLongIndex:rN LoadConstString:rt LoadConstStringLongIndex:rS LoadConstEmpty:r LoadConstUndefined:r
  LoadConstNull:r LoadConstTrue:r LoadConstFalse:r LoadConstZero:r CoerceThisNS:rr LoadThisNS:r ToNumber:rr ToNumeric:rr
  ToInt32:rr AddEmptyString:rr GetArgumentsPropByValLoose:rrr GetArgumentsPropByValStrict:rrr GetArgumentsLength:rr
  ReifyArgumentsStrict:r ReifyArgumentsLoose:r CreateRegExp:rSSw SwitchImm:rwAww CreateGenerator:rrf
  CreateGeneratorLongIndex:rrF IteratorBegin:rr IteratorNext:rrr IteratorClose:rb TypedLoadParent:rr TypedStoreParent:rr
  Jmp:a JmpLong:A JmpTrue:ar JmpTrueLong:Ar JmpFalse:ar JmpFalseLong:Ar JmpUndefined:ar JmpUndefinedLong:Ar JLess:arr
  JLessLong:Arr JNotLess:arr JNotLessLong:Arr JLessN:arr JLessNLong:Arr JNotLessN:arr JNotLessNLong:Arr JLessEqual:arr
  JLessEqualLong:Arr JNotLessEqual:arr JNotLessEqualLong:Arr JLessEqualN:arr JLessEqualNLong:Arr JNotLessEqualN:arr
  JNotLessEqualNLong:Arr JGreater:arr JGreaterLong:Arr JNotGreater:arr JNotGreaterLong:Arr JGreaterN:arr
  JGreaterNLong:Arr JNotGreaterN:arr JNotGreaterNLong:Arr JGreaterEqual:arr JGreaterEqualLong:Arr JNotGreaterEqual:arr
  JNotGreaterEqualLong:Arr JGreaterEqualN:arr JGreaterEqualNLong:Arr JNotGreaterEqualN:arr JNotGreaterEqualNLong:Arr
  JEqual:arr JEqualLong:Arr JNotEqual:arr JNotEqualLong:Arr JStrictEqual:arr JStrictEqualLong:Arr JStrictNotEqual:arr
  JStrictNotEqualLong:Arr
`,
  },
  {
    version: 98,
    opcodes: `
  Unreachable: NewObjectWithBuffer:rhh NewObjectWithBufferLong:rww NewObjectWithBufferAndParent:rrww NewObject:r
  NewObjectWithParent:rr NewArrayWithBuffer:rhhh NewArrayWithBufferLong:rhhw NewArray:rh NewFastArray:rh
  FastArrayLength:rr FastArrayLoad:rrr FastArrayStore:rrr FastArrayPush:rr FastArrayAppend:rr CacheNewObject:rrwb Mov:rr
  MovLong:RR Negate:rr Not:rr BitNot:rr TypeOf:rr Eq:rrr StrictEq:rrr Neq:rrr StrictNeq:rrr Less:rrr LessEq:rrr
  Greater:rrr GreaterEq:rrr Add:rrr AddN:rrr AddS:rrr Mul:rrr MulN:rrr Div:rrr DivN:rrr Mod:rrr Sub:rrr SubN:rrr
  LShift:rrr RShift:rrr URshift:rrr BitAnd:rrr BitXor:rrr BitOr:rrr Inc:rr Dec:rr InstanceOf:rrr IsIn:rrr
  PrivateIsIn:rrrr TypeOfIs:rrh GetParentEnvironment:rb GetEnvironment:rrb GetClosureEnvironment:rr
  StoreToEnvironment:rbr StoreToEnvironmentL:rhr StoreNPToEnvironment:rbr StoreNPToEnvironmentL:rhr
  LoadFromEnvironment:rrb LoadFromEnvironmentL:rrh GetGlobalObject:r GetNewTarget:r LoadParentNoTraps:rr
  CreateFunctionEnvironment:rb CreateTopLevelEnvironment:rw CreateEnvironment:rrw DeclareGlobalVar:S GetByIdShort:rrbs
  GetById:rrbt GetByIdLong:rrbS GetByIdWithReceiverLong:rrbrS TryGetById:rrbt TryGetByIdLong:rrbS PutByIdLoose:rrbt
  PutByIdStrict:rrbt PutByIdLooseLong:rrbS PutByIdStrictLong:rrbS TryPutByIdLoose:rrbt TryPutByIdStrict:rrbt
  TryPutByIdLooseLong:rrbS TryPutByIdStrictLong:rrbS PutOwnBySlotIdx:rrb PutOwnBySlotIdxLong:rrw GetOwnBySlotIdx:rrb
  GetOwnBySlotIdxLong:rrw DefineOwnById:rrbt DefineOwnByIdLong:rrbS DefineOwnByIndex:rrb DefineOwnByIndexL:rrw
  DefineOwnInDenseArray:rrb DefineOwnInDenseArrayL:rrh DefineOwnByVal:rrrb GetByVal:rrr GetByIndex:rrb
  GetByValWithReceiver:rrrr PutByValLoose:rrr PutByValStrict:rrr PutByValWithReceiver:rrrrb DelByVal:rrrb
  AddOwnPrivateBySym:rrr GetOwnPrivateBySym:rrbr PutOwnPrivateBySym:rrbr DefineOwnGetterSetterByVal:rrrrb
  GetPNameList:rrrr GetNextPName:rrrrr Call:rrb Construct:rrb Call1:rrr CallWithNewTarget:rrrb Call2:rrrr Call3:rrrrr
  Call4:rrrrrr CallWithNewTargetLong:rrrr CallRequire:rrw CallBuiltin:rbb CallBuiltinLong:rbw GetBuiltinClosure:rb Ret:r
  Catch:r DirectEval:rrb Throw:r ThrowIfEmpty:rr ThrowIfUndefined:rr ThrowIfThisInitialized:r Debugger: AsyncBreakCheck:
  ProfilePoint:h CreateBaseClass:rrrf CreateBaseClassLongIndex:rrrF CreateDerivedClass:rrrrf
  CreateDerivedClassLongIndex:rrrrF CreateClosure:rrf CreateClosureLongIndex:rrF CreateThisForNew:rrb
  CreateThisForSuper:rrrb SelectObject:rrr LoadParam:rb LoadParamLong:rw LoadConstUInt8:rb LoadConstInt:ri
  LoadConstDouble:rd LoadConstBigInt:rn LoadConstBigIntLongIndex:rN LoadConstString:rt LoadConstStringLongIndex:rS
  LoadConstEmpty:r LoadConstUndefined:r LoadConstNull:r LoadConstTrue:r LoadConstFalse:r LoadConstZero:r CoerceThisNS:rr
  LoadThisNS:r ToNumber:rr ToNumeric:rr ToInt32:rr AddEmptyString:rr CreatePrivateName:rS GetArgumentsPropByValLoose:rrr
  GetArgumentsPropByValStrict:rrr GetArgumentsLength:rr ReifyArgumentsStrict:r ReifyArgumentsLoose:r ToPropertyKey:rr
  CreateRegExp:rSSw UIntSwitchImm:rwAww StringSwitchImm:rwwAw CreateGenerator:rrf CreateGeneratorLongIndex:rrF
  IteratorBegin:rr IteratorNext:rrr IteratorClose:rb TypedLoadParent:rr Jmp:a JmpLong:A JmpTrue:ar JmpTrueLong:Ar
  JmpFalse:ar JmpFalseLong:Ar JmpUndefined:ar JmpUndefinedLong:Ar JmpTypeOfIs:Arh JLess:arr JLessLong:Arr JNotLess:arr
  JNotLessLong:Arr JLessN:arr JLessNLong:Arr JNotLessN:arr JNotLessNLong:Arr JLessEqual:arr JLessEqualLong:Arr
  JNotLessEqual:arr JNotLessEqualLong:Arr JLessEqualN:arr JLessEqualNLong:Arr JNotLessEqualN:arr JNotLessEqualNLong:Arr
  JGreater:arr JGreaterLong:Arr JNotGreater:arr JNotGreaterLong:Arr JGreaterEqual:arr JGreaterEqualLong:Arr
  JNotGreaterEqual:arr JNotGreaterEqualLong:Arr JEqual:arr JEqualLong:Arr JNotEqual:arr JNotEqualLong:Arr
  JStrictEqual:arr JStrictEqualLong:Arr JStrictNotEqual:arr JStrictNotEqualLong:Arr JmpBuiltinIs:abr
  JmpBuiltinIsLong:Abr JmpBuiltinIsNot:abr JmpBuiltinIsNotLong:Abr
`,
  },
];

export const CHANGES: Change[] = [
  { version: 73, before: 'ProfilePoint', drop: 'DebuggerCheckBreak', add: 'AsyncBreakCheck:' },
  { version: 73, before: 'Jmp', add: 'IteratorBegin:rr IteratorNext:rrr IteratorClose:rb' },
  { version: 80, before: 'Ret', add: 'CallBuiltinLong:rbw' },
  { version: 81, before: 'Ret', add: 'GetBuiltinClosure:rb' },
  { version: 81, before: 'Debugger', drop: 'ThrowIfUndefinedInst', add: 'ThrowIfEmpty:rr' },
  { version: 81, before: 'CreateThis', add: 'CreateAsyncClosure:rrf CreateAsyncClosureLongIndex:rrF' },
  { version: 81, before: 'LoadConstUndefined', add: 'LoadConstEmpty:r' },
  { version: 83, before: 'NewObjectWithBuffer', add: 'Unreachable:' },
  { version: 83, before: 'CreateClosure', drop: 'Unreachable' },
  {
    version: 84,
    add: 'Add32:rrr Sub32:rrr Mul32:rrr Divi32:rrr Divu32:rrr Loadi8:rrr Loadu8:rrr Loadi16:rrr Loadu16:rrr Loadi32:rrr Loadu32:rrr Store8:rrr Store16:rrr Store32:rrr',
  },
  { version: 85, before: 'InstanceOf', add: 'Inc:rr Dec:rr' },
  { version: 87, before: 'LoadConstString', add: 'LoadConstBigInt:rn LoadConstBigIntLongIndex:rN' },
  { version: 87, before: 'ToInt32', add: 'ToNumeric:rr' },
  { version: 92, before: 'DeclareGlobalVar', add: 'CreateInnerEnvironment:rrw' },
  { version: 92, before: 'GetByIdShort', add: 'ThrowIfHasRestrictedGlobalProperty:S' },
  { version: 93, before: 'DeclareGlobalVar', drop: 'CreateInnerEnvironment' },
  { version: 93, before: 'GetByIdShort', drop: 'ThrowIfHasRestrictedGlobalProperty' },
  { version: 94, before: 'DeclareGlobalVar', add: 'CreateInnerEnvironment:rrw' },
  { version: 94, before: 'GetByIdShort', add: 'ThrowIfHasRestrictedGlobalProperty:S' },
  { version: 95, before: 'Throw', drop: 'DirectEval', add: 'DirectEval:rrb' },
  { version: 99, before: 'NewObject', add: 'NewTypedObjectWithBuffer:rrwwb' },
  { version: 99, before: 'Mov', drop: 'CacheNewObject' },
  { version: 99, before: 'AddEmptyString', add: 'ToUint32:rr' },
];

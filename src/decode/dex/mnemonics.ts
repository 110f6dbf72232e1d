/** Names from 0x00 on, in order; `*` repeats for the kinds of value a group of instructions moves. Source: "Dalvik bytecode". */
const KINDS = ['', '-wide', '-object', '-boolean', '-byte', '-char', '-short'];
const INTEGER = 'add sub mul div rem and or xor shl shr ushr'.split(' ');
const FLOATING = INTEGER.slice(0, 5);
const BINARY = [
  ...INTEGER.map((name) => `${name}-int`),
  ...INTEGER.map((name) => `${name}-long`),
  ...FLOATING.map((name) => `${name}-float`),
  ...FLOATING.map((name) => `${name}-double`),
];
const TESTS = 'eq ne lt ge gt le'.split(' ');
const INVOKES = 'virtual super direct static interface'.split(' ').map((name) => `invoke-${name}`);
const moves = (name: string): string[] => KINDS.map((kind) => name + kind);

const GROUPS: [first: number, names: string[]][] = [
  [
    0x00,
    (
      'nop move move/from16 move/16 move-wide move-wide/from16 move-wide/16 move-object move-object/from16 move-object/16 ' +
      'move-result move-result-wide move-result-object move-exception return-void return return-wide return-object ' +
      'const/4 const/16 const const/high16 const-wide/16 const-wide/32 const-wide const-wide/high16 ' +
      'const-string const-string/jumbo const-class monitor-enter monitor-exit check-cast instance-of array-length ' +
      'new-instance new-array filled-new-array filled-new-array/range fill-array-data throw goto goto/16 goto/32 ' +
      'packed-switch sparse-switch cmpl-float cmpg-float cmpl-double cmpg-double cmp-long'
    ).split(' '),
  ],
  [0x32, TESTS.map((name) => `if-${name}`)],
  [0x38, TESTS.map((name) => `if-${name}z`)],
  [0x44, ['aget', 'aput', 'iget', 'iput', 'sget', 'sput'].flatMap(moves)],
  [0x6e, INVOKES],
  [0x74, INVOKES.map((name) => `${name}/range`)],
  [
    0x7b,
    (
      'neg-int not-int neg-long not-long neg-float neg-double int-to-long int-to-float int-to-double long-to-int ' +
      'long-to-float long-to-double float-to-int float-to-long float-to-double double-to-int double-to-long ' +
      'double-to-float int-to-byte int-to-char int-to-short'
    ).split(' '),
  ],
  [0x90, BINARY],
  [0xb0, BINARY.map((name) => `${name}/2addr`)],
  [0xd0, ['add-int/lit16', 'rsub-int', ...INTEGER.slice(2, 8).map((name) => `${name}-int/lit16`)]],
  [0xd8, ['add', 'rsub', ...INTEGER.slice(2)].map((name) => `${name}-int/lit8`)],
  [
    0xfa,
    (
      'invoke-polymorphic invoke-polymorphic/range invoke-custom invoke-custom/range ' + 'const-method-handle const-method-type'
    ).split(' '),
  ],
];

/** The name of every opcode; unused ones are `unused-3e`. */
export const MNEMONICS: readonly string[] = (() => {
  const names = Array.from({ length: 256 }, (_, op) => `unused-${op.toString(16).padStart(2, '0')}`);
  for (const [first, group] of GROUPS)
    group.forEach((name, index) => {
      names[first + index] = name;
    });
  return names;
})();

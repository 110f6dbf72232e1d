import { type Instruction, type Operand, type WrittenClass, type WrittenMethod, writeArk } from './ark-writer.js';
import { buildZip, type ZipFile } from './zip-writer.js';

/** Instructions that leave a value in the accumulator. */
export type Code = Instruction[];

/** Registers: `this` of a call and its arguments; `THIS` is `this` of a function with eight registers. */
const [OBJECT, FIRST] = [0, 2];
export const THIS = 10;

export const text = (value: string): Code => [['lda.str', { s: value }]];
export const self: Code = [['lda', THIS]];
export const global = (name: string): Code => [['tryldglobalbyname', 0, { s: name }]];
export const imported = (index: number): Code => [['ldexternalmodulevar', index]];
export const member = (object: Code, name: string): Code => [...object, ['ldobjbyname', 0, { s: name }]];
/** Functions without a name in the source end in `#`. */
export const func = (name: string): Code => [['definefunc', 0, { f: `${name}#` }, 0]];
export const object = (...items: (string | number)[]): Code => [['createobjectwithbuffer', 0, { l: items }]];
/** `$r('app.string.x')` */
export const resource = (id: number): Code => object('id', id, 'type', 10003, 'bundleName', 'com.example.grid');

/** An object with members that are no literals. */
export function filled(members: Record<string, Code>): Code {
  const set = Object.entries(members).flatMap(([key, value]): Code => [...value, ['definepropertybyname', 0, { s: key }, 7]]);
  return [['createemptyobject'], ['sta', 7], ...set, ['lda', 7]];
}

export function call(receiver: Code, name: string, ...args: Code[]): Code {
  return [
    ...receiver,
    ['sta', OBJECT],
    ...args.flatMap((value, i): Code => [...value, ['sta', FIRST + i]]),
    ['lda', OBJECT],
    ['ldobjbyname', 0, { s: name }],
    [`callthis${args.length}`, 0, OBJECT, ...args.map((_, i): Operand => FIRST + i)],
  ];
}

/** `this.name = value` */
export const keep = (name: string, value: Code): Code => [...value, ['stobjbyname', 0, { s: name }, THIS]];

/** `observeComponentCreation2((…) => { … }, Component)`, as ets-loader writes each component. */
export const shown = (closure: string): Code => call(self, 'observeComponentCreation2', func(closure));
export const closed = (component: string): Code => call(global(component), 'pop');

/** A source file with one component; `this` of its closures is that of the method that makes them. */
export function page(name: string, methods: WrittenMethod[], rest: Partial<WrittenClass> = {}): WrittenClass {
  const named = methods.filter(({ name: method }) => !method.startsWith('#'));
  const literal = named.flatMap((method) => [method.name, { method: method.name }]);
  const main: WrittenMethod = {
    name: 'func_main_0',
    code: [
      ['ldhole'],
      ['sta', 0],
      ['defineclasswithbuffer', 0, { f: 'Page' }, { l: [...literal, named.length] }, 0, 0],
      ['stmodulevar', 0],
      ['returnundefined'],
    ],
  };
  const made: WrittenMethod = { name: 'Page', code: [['lda', THIS], ['return']] };
  return { name, methods: [main, made, ...methods.map(ended)], exports: [{ local: 'Page', name: 'default' }], ...rest };
}

function ended(method: WrittenMethod): WrittenMethod {
  return { ...method, code: [...method.code, ['returnundefined']] };
}

export interface HapParts {
  classes: WrittenClass[];
  pages: string[];
  module?: object;
  files?: ZipFile[];
  version?: [number, number, number, number];
}

export function buildHap({ classes, pages, module, files = [], version }: HapParts): Buffer {
  const manifest = {
    app: {
      bundleName: 'com.example.grid',
      versionName: '1.2.0',
      versionCode: 1002000,
      minAPIVersion: 12,
      targetAPIVersion: 12,
      label: '网格助手',
    },
    module: {
      name: 'entry',
      type: 'entry',
      pages: '$profile:main_pages',
      abilities: [{ name: 'EntryAbility', exported: true }],
      ...module,
    },
  };
  return buildZip([
    { name: 'module.json', data: JSON.stringify(manifest) },
    { name: 'pack.info', data: '{}' },
    { name: 'resources/base/profile/main_pages.json', data: JSON.stringify({ src: pages }) },
    { name: 'ets/modules.abc', data: writeArk(classes, version) },
    ...files,
  ]);
}

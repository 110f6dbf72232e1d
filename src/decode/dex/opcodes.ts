/** Layout of an instruction; its first digit is the size in 16-bit units. Source: "Dalvik executable instruction formats" */
export type Format =
  | '10x'
  | '12x'
  | '11n'
  | '11x'
  | '10t'
  | '20t'
  | '22x'
  | '21t'
  | '21s'
  | '21h'
  | '21c'
  | '23x'
  | '22b'
  | '22t'
  | '22s'
  | '22c'
  | '30t'
  | '32x'
  | '31i'
  | '31t'
  | '31c'
  | '35c'
  | '3rc'
  | '45cc'
  | '4rcc'
  | '51l';

/** `first-last format` in hexadecimal. Opcodes not listed are unused and one unit long. Source: "Dalvik bytecode" */
const RUNS =
  '01 12x,02 22x,03 32x,04 12x,05 22x,06 32x,07 12x,08 22x,09 32x,0a-0d 11x,0f-11 11x,12 11n,13 21s,14 31i,15 21h,16 21s,17 31i,' +
  '18 51l,19 21h,1a 21c,1b 31c,1c 21c,1d-1e 11x,1f 21c,20 22c,21 12x,22 21c,23 22c,24 35c,25 3rc,26 31t,27 11x,28 10t,29 20t,' +
  '2a 30t,2b-2c 31t,2d-31 23x,32-37 22t,38-3d 21t,44-51 23x,52-5f 22c,60-6d 21c,6e-72 35c,74-78 3rc,7b-8f 12x,90-af 23x,' +
  'b0-cf 12x,d0-d7 22s,d8-e2 22b,fa 45cc,fb 4rcc,fc 35c,fd 3rc,fe-ff 21c';

/** The format of every opcode. */
export const FORMATS: readonly Format[] = expand();

function expand(): Format[] {
  const table = new Array<Format>(256).fill('10x');
  for (const run of RUNS.split(',')) {
    const [range, format] = run.split(' ') as [string, Format];
    const [first, last] = range.split('-').map((hex) => Number.parseInt(hex, 16)) as [number, number?];
    table.fill(format, first, (last ?? first) + 1);
  }
  return table;
}

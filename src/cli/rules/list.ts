import { messages } from '../../messages/index.js';
import { padTo, widthOf } from '../../report/text/width.js';
import { EXIT, type ExitCode } from '../exit.js';
import { type PackOptions, rulePacks } from '../packs.js';

export interface ListOptions extends PackOptions {
  format?: 'text' | 'json';
}

/** `jianfu rules list`: every rule with the clause it stands on, by pack. */
export function listRules(options: ListOptions): ExitCode {
  const packs = rulePacks(options);
  const { kind } = messages.zh;
  if (options.format === 'json') {
    const rows = packs.flatMap((pack) =>
      pack.rules.map((rule) => ({ id: rule.id, pack: pack.id, clause: rule.clause, kind: rule.kind, title: rule.title })),
    );
    process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
    return EXIT.clean;
  }
  for (const [i, pack] of packs.entries()) {
    process.stdout.write(`${i > 0 ? '\n' : ''}${pack.id} ${pack.version}　${pack.title}\n\n`);
    const rows = pack.rules.map((rule) => [rule.id, kind[rule.kind], rule.title, rule.clause]);
    const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => widthOf(row[column]!))));
    for (const row of rows)
      process.stdout.write(
        `  ${row
          .map((cell, i) => padTo(cell, widths[i] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
      );
  }
  return EXIT.clean;
}

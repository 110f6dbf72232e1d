import { CommanderError } from 'commander';
import { explainError } from './errors.js';
import { EXIT, type ExitCode } from './exit.js';
import { explainUsage } from './help.js';
import { createProgram } from './program.js';

/** Runs the command line and gives the exit code. */
export async function main(args: string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.clean;
  const program = createProgram((result) => {
    code = result;
  });
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return EXIT.usage;
    }
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return usageError(error);
    const explained = explainError(error);
    process.stderr.write(`jianfu: ${explained.message}\n`);
    return explained.code;
  }
}

function usageError(error: CommanderError): ExitCode {
  if (error.exitCode === 0) return EXIT.clean;
  if (error.code !== 'commander.help') process.stderr.write(`jianfu: ${explainUsage(error)}\n`);
  return EXIT.usage;
}

import { type Command, CommanderError } from 'commander';
import type { ProgressMode } from '../batch/progress.js';
import { explainError } from './errors.js';
import { sendEvent, tell } from './events.js';
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
  } catch (error) {
    if (error instanceof CommanderError) return usageError(error);
    const { message, code: meant } = explainError(error);
    tell(progressOf(program), { event: 'error', message, code: meant });
    code = meant;
  }
  if (progressOf(program) === 'json') sendEvent({ event: 'end', code });
  return code;
}

/** How the command that was run tells of its progress. */
function progressOf({ commands }: Command): ProgressMode | undefined {
  return commands
    .map((command) => command.getOptionValue('progress') as ProgressMode | undefined)
    .find((mode) => mode === 'json');
}

function usageError(error: CommanderError): ExitCode {
  if (error.exitCode === 0) return EXIT.clean;
  if (error.code !== 'commander.help') process.stderr.write(`jianfu: ${explainUsage(error)}\n`);
  return EXIT.usage;
}

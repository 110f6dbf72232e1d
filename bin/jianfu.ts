import { main } from '../src/cli/main.js';

// `jianfu cat … | head`: the reader has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? 0);
});
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

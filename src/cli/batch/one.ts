import { readFileSync } from 'node:fs';
import { doJob, encodeAnswer, type Job } from '../../batch/job.js';
import { EXIT, type ExitCode } from '../exit.js';
import { type PackOptions, rulePacks } from '../packs.js';

/** The child of `jianfu batch`: one job from standard input, its answer to standard output. It starts and writes nothing itself. */
export async function batchOneCommand(): Promise<ExitCode> {
  const job = JSON.parse(readFileSync(0, 'utf8')) as Job;
  const answer = await doJob(job, job.do === 'scan' || job.do === 'check' ? rulePacks(job.rules as PackOptions) : []);
  const bytes = encodeAnswer(answer);
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
  return EXIT.clean;
}

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './errors.js';

/** From a pipe or a file its first line; on a terminal twice, unseen. @throws UsageError */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) return readFileSync(0, 'utf8').split(/\r?\n/)[0] ?? '';
  const [first, second] = await unseen(['密码：', '再输一次：']);
  if (first !== second) throw new UsageError('两次输入的密码不同，没有改动。请再运行一次。');
  return first!;
}

/**
 * Asks one line for each question. One reader for all of them: between two of them the terminal would show what is typed, and
 * what was pasted in one go would be lost.
 */
function unseen(questions: readonly string[]): Promise<string[]> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  // No history: the arrow keys would bring the first answer back as the second.
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true, historySize: 0 });
  const answers: string[] = [];
  const ask = (): void => void process.stderr.write(questions[answers.length] ?? '');
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      if (answers.length === questions.length) return;
      answers.push(line);
      process.stderr.write('\n');
      if (answers.length < questions.length) return ask();
      resolve(answers);
      lines.close();
    });
    // Ctrl-C closes it as Ctrl-D does; after the last answer nobody listens to this any more.
    lines.on('close', () => {
      if (answers.length < questions.length) process.stderr.write('\n');
      reject(new UsageError('已取消，没有改动。'));
    });
    ask();
  });
}

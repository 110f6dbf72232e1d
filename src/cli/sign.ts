import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Algorithm, KeyError, newKeyPair } from '../integrity/keys.js';
import { signBytes } from '../integrity/signature.js';
import { UsageError } from './errors.js';
import { EXIT, type ExitCode } from './exit.js';
import { writeFile } from './output.js';
import { readFile } from './read-file.js';

/** What is put behind the name of a file for its signature. */
export const SIGNATURE_SUFFIX = '.sig.json';

/** `jianfu sign`: a detached signature of a file as it is. */
export function signCommand(file: string, { key, output }: { key: string; output?: string }): ExitCode {
  const target = output ?? `${file}${SIGNATURE_SUFFIX}`;
  const signature = asUsage(() => signBytes(readFile(file), basename(file), readFile(key).toString('utf8')));
  writeFile(target, `${JSON.stringify(signature, undefined, 2)}\n`);
  process.stderr.write(`jianfu: 已用 ${signature.algorithm} 签名，写入 ${target}\n`);
  return EXIT.clean;
}

/** `jianfu keygen`: a pair of keys; the private one readable by its owner alone. Files that exist are never written over. */
export function keygenCommand({ algorithm, output }: { algorithm: 'sm2' | 'ed25519'; output: string }): ExitCode {
  const name: Algorithm = algorithm === 'sm2' ? 'SM2-SM3' : 'Ed25519';
  const { privateKey, publicKey } = newKeyPair(name);
  writeNew(output, privateKey, 0o600);
  writeNew(`${output}.pub`, publicKey, 0o644);
  process.stderr.write(`jianfu: 私钥 ${output}（请妥善保管，不要随报告提交），公钥 ${output}.pub\n`);
  return EXIT.clean;
}

function writeNew(file: string, text: string, mode: number): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode });
  } catch (error) {
    throw new UsageError(`写不了 ${file}：${error instanceof Error ? error.message : String(error)}。已有的文件不会被覆盖。`);
  }
}

/** Keys and signature files come from people. */
export function asUsage<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof KeyError) throw new UsageError(error.message);
    throw error;
  }
}

import { join } from 'node:path';
import { hashPassword, isAccountName, type Role, readAccounts, writeAccounts } from '../../serve/accounts.js';
import { askPassword } from '../ask-password.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit.js';

export interface UserOptions {
  store: string;
  accounts?: string;
}

export function accountsFile({ store, accounts }: UserOptions): string {
  return accounts ?? join(store, 'accounts.json');
}

/** `jianfu serve user add` */
export async function addUser(name: string, options: UserOptions & { role: Role; password: boolean }): Promise<ExitCode> {
  if (!isAccountName(name)) throw new UsageError('姓名不能为空，不超过 64 个字符，首尾没有空格，不含控制字符。');
  const file = accountsFile(options);
  const accounts = readAccounts(file);
  const password = options.password ? await hashPassword(await askPassword()) : undefined;
  const account = { name, role: options.role, ...(password !== undefined && { password }) };
  const isThere = accounts.some((one) => one.name === name);
  writeAccounts(file, isThere ? accounts.map((one) => (one.name === name ? account : one)) : [...accounts, account]);
  process.stdout.write(`${isThere ? '已更新' : '已建立'}账户 ${name}（${options.role}），存于 ${file}。\n`);
  return EXIT.clean;
}

/** `jianfu serve user remove` */
export function removeUser(name: string, options: UserOptions): ExitCode {
  const file = accountsFile(options);
  const accounts = readAccounts(file);
  if (!accounts.some((one) => one.name === name)) throw new UsageError(`${file} 中没有账户 ${name}。`);
  writeAccounts(
    file,
    accounts.filter((one) => one.name !== name),
  );
  process.stdout.write(`已删除账户 ${name}。\n`);
  return EXIT.clean;
}

/** `jianfu serve user list` */
export function listUsers(options: UserOptions): ExitCode {
  const accounts = readAccounts(accountsFile(options));
  if (accounts.length === 0) process.stdout.write('没有账户。\n');
  for (const { name, role, password } of accounts) process.stdout.write(`${name}\t${role}${password ? '' : '\t没有密码'}\n`);
  return EXIT.clean;
}

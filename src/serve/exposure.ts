import { isIP } from 'node:net';

/** Whether only this machine can reach an address that is listened on. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Addresses and networks: `127.0.0.1`, `10.0.0.0/8`, `::1`. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Why it may not be begun like this, and how it may; undefined when it may. */
export function refusal({
  host,
  origin,
  trustHeader,
  trustedProxies,
  hasAccounts,
  hasTls,
}: {
  host: string;
  origin?: string;
  trustHeader?: string;
  trustedProxies: readonly string[];
  hasAccounts: boolean;
  hasTls: boolean;
}): string | undefined {
  const strange = trustedProxies.find((one) => !isNetwork(one));
  if (strange !== undefined) return `--trusted-proxy ${strange}：应是 IP 地址或网段，例：127.0.0.1、10.0.0.0/8。`;
  if (origin?.startsWith('http:') && hasTls) return `--origin ${origin} 与 --tls-cert 不合：网址应以 https:// 开头。`;
  if (origin?.startsWith('https:') && !hasTls && trustedProxies.length === 0)
    return `--origin ${origin} 须与 --trusted-proxy 或 --tls-cert 合用：TLS 由反向代理提供而不指明它的地址，所有人看起来都来自同一处，登录限速和操作记录就不准。例：--trusted-proxy 127.0.0.1`;
  if (trustHeader !== undefined && !/^[A-Za-z0-9-]{1,100}$/.test(trustHeader))
    return `--trust-header ${trustHeader}：应是请求头的名称，例：X-Remote-User。`;
  if (trustHeader !== undefined && trustedProxies.length === 0)
    return '--trust-header 须与 --trusted-proxy 合用：不指明代理的地址，任何人都能自己写上这个请求头冒充他人。例：--trusted-proxy 127.0.0.1';
  if (isLoopback(host) || trustHeader !== undefined || hasAccounts) return undefined;
  return `没有账户时只在本机（127.0.0.1）提供：在 ${host} 上提供，网络上的任何人都能看到样品和结果。请任选一种：
  jianfu serve user add 姓名 --store 文件夹      建立账户
  --trust-header X-Remote-User --trusted-proxy 代理的地址      由反向代理认证身份`;
}

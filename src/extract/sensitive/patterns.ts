import type { SecretFact } from '../../facts/types.js';

export interface Pattern {
  type: SecretFact['type'];
  /** A plain word without which there is nothing to look for: the bytes are searched for it first. */
  words: readonly string[];
  pattern: RegExp;
  /** What was found, in one line, without its value; undefined where it is none after all. */
  detail(match: RegExpExecArray): string | undefined;
}

/** Not inside a longer run of characters that keys and base64 are made of. */
const ALONE = { before: '(?<![A-Za-z0-9+/_-])', after: '(?![A-Za-z0-9+/_=-])' };
/** Written for a reader or filled in later: no password. */
const PLACEHOLDER =
  /^(?:[x*.#_-]+|your.*|user(?:name)?|pass(?:word)?|pwd|passwd|test|demo|example|null|undefined|none|.*[<{$%].*)$/i;

/**
 * What must not lie in a package. Each asks for the value's own form, so that code that only speaks of keys is not taken for one.
 * Sources: RFC 7468 (PEM), RFC 5208 and RFC 8017 (DER of RSA keys in base64), and the key formats of the cloud services'
 * own documentation: Alibaba Cloud `LTAI`, AWS `AKIA`, Tencent Cloud `AKID`, WeChat AppSecret (32 hexadecimal digits).
 */
export const PATTERNS: readonly Pattern[] = [
  {
    type: 'private-key',
    words: ['PRIVATE KEY-----'],
    pattern: /-----BEGIN ((?:[A-Z]{2,10} ){0,2})PRIVATE KEY-----(?:\\[rn]|[\s"'`+,]){1,40}[A-Za-z0-9+/]{40}/g,
    detail: ([, kind = '']) => `${kind.trim() || 'PKCS#8'} 私钥（PEM，内容已遮盖）`,
  },
  {
    type: 'private-key',
    words: ['IBADANBgkqhkiG9w0BAQEFAASC', 'IBAAKCAQ', 'IBAAKBg'],
    pattern: /(?<![A-Za-z0-9+/])MII[A-Za-z0-9+/]{3}(?:IBADANBgkqhkiG9w0BAQEFAASC|IBAAKCAQ|IBAAKBg)[A-Za-z0-9+/]{60}/g,
    detail: ({ input, index }) =>
      /-----\s*(?:\\[rn]|\s)*$/.test(input.slice(Math.max(0, index - 40), index)) ? undefined : 'RSA 私钥（base64，内容已遮盖）',
  },
  {
    type: 'access-key',
    words: ['LTAI'],
    pattern: new RegExp(`${ALONE.before}LTAI(?=[A-Za-z0-9]*\\d)[A-Za-z0-9]{12,26}${ALONE.after}`, 'g'),
    detail: () => '阿里云 AccessKey（LTAI******）',
  },
  {
    type: 'access-key',
    words: ['AKIA'],
    pattern: new RegExp(`${ALONE.before}AKIA[A-Z2-7]{16}${ALONE.after}`, 'g'),
    detail: ([key]) => (key.endsWith('EXAMPLE') ? undefined : 'AWS AccessKey（AKIA******）'),
  },
  {
    type: 'access-key',
    words: ['AKID'],
    pattern: new RegExp(`${ALONE.before}AKID(?=[A-Za-z0-9]*\\d)[A-Za-z0-9]{32}${ALONE.after}`, 'g'),
    detail: () => '腾讯云 SecretId（AKID******）',
  },
  {
    type: 'access-key',
    words: ['ecret'],
    pattern: /(?<![A-Za-z])(app|access_?key|client|api)_?secret["']?\s{0,4}[:=]\s{0,4}["'`]([0-9A-Za-z]{28,64})["'`]/gi,
    detail: ([, name, value = '']) =>
      /\d/.test(value) && /[a-z]/i.test(value) && !/(.)\1{7}/.test(value) ? `${name}Secret（值已遮盖）` : undefined,
  },
  {
    type: 'database-password',
    words: ['jdbc:', 'mongodb', 'mysql://', 'redis://', 'postgres'],
    pattern:
      /(?:jdbc:(\w{3,12}):\/\/[^\s"'`]{1,200}[?&;]password=([^\s"'`&;]{1,64})|(mongodb(?:\+srv)?|mysql|redis|postgres(?:ql)?):\/\/[^\s:@/"'`]{0,64}:([^\s:@/"'`]{1,64})@[\w.-]{3,80})/gi,
    detail: ([, driver, first, scheme, second]) =>
      PLACEHOLDER.test(first ?? second ?? '') ? undefined : `${driver ?? scheme} 数据库地址，含密码（已遮盖）`,
  },
  {
    type: 'service-password',
    words: ['://'],
    pattern:
      /(?<![A-Za-z])(https?|ftp|mqtts?|wss?|amqp):\/\/([^\s:@/"'`()[\]?#,;|\\]{1,64}):([^\s:@/"'`()[\]?#,;|\\]{3,64})@[A-Za-z0-9][\w.-]{2,80}/g,
    detail: ([, scheme, user = '', password = '']) =>
      PLACEHOLDER.test(user) || PLACEHOLDER.test(password) ? undefined : `${scheme} 地址，含用户名和密码（已遮盖）`,
  },
  {
    type: 'account-password',
    words: ['passw', 'pwd', 'Passw', 'Pwd', 'passWord'],
    pattern:
      /(?<![A-Za-z])(?:user_?name|user|account|login_?name|login_?id|phone|mobile|user_?code)["']?\s{0,4}:\s{0,4}["'`]([\w.@-]{3,32})["'`]\s{0,4},[^{}]{0,60}?(?<![A-Za-z])(?:password|passwd|pwd|pass_?word)["']?\s{0,4}:\s{0,4}["'`]([^"'`\s]{4,32})["'`]/gi,
    detail: ([, user = '', password = '']) =>
      isPassword(user, password) ? '测试账号：用户名和密码写在一起（值已遮盖）' : undefined,
  },
];

/** Digits or mixed signs, and no type or rule name such as `string` or `required`. */
function isPassword(user: string, password: string): boolean {
  if (/[^!-~]/.test(password) || PLACEHOLDER.test(password) || PLACEHOLDER.test(user)) return false;
  return /\d/.test(password) && !/^(?:el-icon|icon|uni-|v-|\d{1,2}px)/.test(password);
}

/** Marks of secrecy as they stand on documents: with the star that gives the term, or as the set phrase. */
export const SECRECY =
  /(?:绝密|机密|秘密)\s?[★☆]|内部资料[，,\s]{0,2}(?:注意保存|严禁外传|不得外传)|内部文件[，,\s]{0,2}(?:注意保存|严禁外传|不得外传)/;

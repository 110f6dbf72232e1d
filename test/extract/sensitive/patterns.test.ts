import { describe, expect, it } from 'vitest';
import { hostKind } from '../../../src/extract/addresses.js';
import { sensitiveFacts } from '../../../src/extract/sensitive/index.js';
import type { Fact } from '../../../src/facts/types.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';

const BASE64 = 'b3Blbg'.repeat(20);

function typesIn(text: string, name = 'assets/app.js'): string[] {
  const { trees } = openBuffer(
    'app.apk',
    buildZip([
      { name, data: Buffer.from(text) },
      { name: 'AndroidManifest.xml', data: Buffer.from('') },
    ]),
  );
  const facts = sensitiveFacts({ trees });
  expect(JSON.stringify(facts)).not.toContain(BASE64.slice(0, 20));
  return facts.map((fact: Fact) => (fact.kind === 'secret' ? fact.type : ''));
}

describe('what must not lie in a package', () => {
  it.each([
    [
      'a private key in a text',
      `const k = "-----BEGIN RSA PRIVATE KEY-----\\n${BASE64}\\n-----END RSA PRIVATE KEY-----"`,
      ['private-key'],
    ],
    ['a private key of a file', `-----BEGIN PRIVATE KEY-----\n${BASE64}\n-----END PRIVATE KEY-----\n`, ['private-key']],
    ['a private key without its frame', `setPrivateKey("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC${BASE64}")`, ['private-key']],
    ['a cloud access key', 'accessKeyId: "LTAI5tAbCdEfGhIj12345678"', ['access-key']],
    ['an app secret', "appsecret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90'", ['access-key']],
    ['a database address with its password', 'jdbc:mysql://10.0.0.1:3306/a?user=root&password=Root123', ['database-password']],
    ['an address with a password', 'fetch("https://admin:Ab12cd34@files.example.cn/x")', ['service-password']],
    ['a user with a password', "login({ username: 'admin', password: 'admin123' })", ['account-password']],
    ['a mark of secrecy', '<p>机密★10年</p>', ['secrecy-mark']],
    [
      'several identity numbers',
      '11010519491231002X,44052419800101001X,11010119900307459X,110101199003074514',
      ['personal-data'],
    ],
  ])('%s', (_, text, types) => expect(typesIn(text)).toEqual(types));

  it.each([
    [
      'code that reads keys',
      'if (pem.indexOf("-----BEGIN RSA PRIVATE KEY-----") === 0) pem = pem.replace("-----END RSA PRIVATE KEY-----", "")',
    ],
    ['a public key', `"-----BEGIN PUBLIC KEY-----\\nMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB${BASE64}"`],
    ['letters inside other letters', `"xx${BASE64}LTAI5tAbCdEfGhIj12345678${BASE64}"`],
    ['the example of the documentation', '"AKIAIOSFODNN7EXAMPLE"'],
    ['a secret yet to be filled in', "appsecret: ''; clientSecret: '00000000000000000000000000000000'"],
    ['a form that asks for both', "{ username: 'required', password: 'required' }"],
    ['labels of a form', "{ username: '用户名', password: '请输入6位密码' }"],
    ['an address of the documentation', '"http://user:password@example.com/"'],
    ['words of secrecy in a story', '<p>保守国家秘密，严禁在本系统处理绝密、机密信息</p>'],
    ['one identity number as an example', '例如 11010519491231002X'],
    ['order numbers', '110105194912310021 110105194912310022 110105194912310023'],
  ])('not %s', (_, text) => expect(typesIn(text)).toEqual([]));

  it('is looked for in text files and code, not in pictures', () => {
    expect(typesIn('LTAI5tAbCdEfGhIj12345678', 'res/a.png')).toEqual([]);
    expect(typesIn('KEY=LTAI5tAbCdEfGhIj12345678', 'assets/.env.production')).toEqual(['access-key']);
  });
});

describe('hosts of addresses', () => {
  it.each([
    ['https://api.example.cn/a', 'name'],
    ['http://203.0.113.9:8080', 'ipv4'],
    ['ws://10.1.2.3/x', 'inner-ipv4'],
    ['http://172.32.0.1/', 'ipv4'],
    ['http://172.31.0.1/', 'inner-ipv4'],
    ['http://*.*.*.*:80/', 'inner-ipv4'],
    ['http://127.0.0.1:3000', 'loopback'],
    ['http://localhost/a', 'loopback'],
    ['http://oa.corp/a', 'inner-name'],
    ['http://[2001:db8::1]/a', 'ipv6'],
    ['http://{}/a', undefined],
    ['http://1.2.3.999/', undefined],
    ['/api/a', undefined],
  ])('%s: %s', (address, kind) => expect(hostKind(address)).toBe(kind));
});

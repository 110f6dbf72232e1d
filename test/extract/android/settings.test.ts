import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

const APK = fileURLToPath(new URL('../../../fixtures/packages/android-settings.apk', import.meta.url));
const { facts } = extractFacts(openInput(APK), '0.0.0');
const of = <K extends FactKind>(kind: K): FactOf<K>[] => facts.filter((fact: Fact): fact is FactOf<K> => fact.kind === kind);

describe('the app with its switches', () => {
  it('tells the versions it runs on', () =>
    expect(of('number').map(({ name, value }) => [name, value])).toEqual([
      ['minSdk', 16],
      ['targetSdk', 26],
    ]));

  it('tells its switches, and what its network security configuration lets through in releases', () => {
    const flags = of('flag').map(({ name, value, at }) => `${name}=${value} ${at.path}`);
    expect(flags).toEqual(
      expect.arrayContaining([
        'allowBackup=true android-settings.apk!AndroidManifest.xml',
        'usesCleartextTraffic=true android-settings.apk!AndroidManifest.xml',
        'cleartextTrafficPermitted=base android-settings.apk!res/xml/network_security.xml',
        'trust-user-certificates=base android-settings.apk!res/xml/network_security.xml',
      ]),
    );
    expect(flags.filter((flag) => flag.startsWith('cleartext') || flag.startsWith('trust'))).toHaveLength(2);
  });

  it('tells which components others may open, and which ask a permission of them', () =>
    expect(
      of('component').map(({ name, exported, guarded, launcher }) => [name.split('.').at(-1), exported, guarded, launcher]),
    ).toEqual([
      ['MainActivity', true, undefined, true],
      ['OpenActivity', true, undefined, undefined],
      ['GuardedActivity', true, true, undefined],
    ]));

  it('tells addresses of hosts without names, inner ones masked', () =>
    expect(
      [...of('request').map(({ path, host }) => [path, host]), ...of('url').map(({ value, host }) => [value, host])].sort(),
    ).toEqual([
      ['http://*.*.*.*:8080/api/units', 'inner-ipv4'],
      ['http://203.0.113.9/api/notices', 'ipv4'],
    ]));

  it('tells keys and passwords without their values', () => {
    expect(of('secret').map(({ type, detail, at }) => [type, detail, at.path.split('!')[1], at.line])).toEqual([
      ['database-password', 'mysql 数据库地址，含密码（已遮盖）', 'assets/db.properties', 2],
      ['access-key', '阿里云 AccessKey（LTAI******）', 'classes.dex', undefined],
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/ExampleKey0|Ab123456|192\.168/);
  });
});

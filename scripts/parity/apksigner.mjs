import { output } from './tool.mjs';

const NAMES = { JAR: 'v1', v1: 'v1', v2: 'v2', v3: 'v3', 'v3.1': 'v3.1' };

export const apksigner = {
  name: 'apksigner',
  isInstalled: () => output('apksigner', ['--version']) !== undefined,
  compare(file, { package: app }) {
    const { stdout, stderr } = output('apksigner', ['verify', '-v', '--print-certs', '--min-sdk-version', '24', file]);
    const verified = [...stdout.matchAll(/^Verified using (v[\d.]+) scheme .*: true$/gm)].map(([, scheme]) => NAMES[scheme]);
    const checks = app.signature.checks ?? [];
    const holds = /^Verifies$/m.test(stdout);
    if (!holds && !/DOES NOT VERIFY/.test(stdout + stderr)) return (stderr || stdout).trim().split('\n')[0];
    const newest = checks.filter(({ status }) => status !== 'not-checked');
    const rows = [
      { what: '校验通过', ours: newest.length > 0 && newest.every(({ status }) => status === 'verified'), theirs: holds },
    ];
    if (!holds) return rows;
    // v1 is not computed where a newer scheme holds.
    const ours = checks.filter(({ status }) => status === 'verified').map(({ scheme }) => scheme);
    const digest = /^Signer #1 certificate SHA-256 digest: (\w+)/m.exec(stdout)?.[1];
    return [
      ...rows,
      { what: '通过的方案', ours, theirs: verified.filter((scheme) => scheme && (scheme !== 'v1' || ours.includes('v1'))) },
      { what: '证书 SHA-256', ours: app.signature.certificates[0]?.sha256, theirs: digest },
    ];
  },
};

import { componentCounts, output, permissionsOf, sorted } from './tool.mjs';

export const aapt2 = {
  name: 'aapt2',
  isInstalled: () => output('aapt2', ['version']) !== undefined,
  compare(file, ours) {
    const { stdout, stderr } = output('aapt2', ['dump', 'badging', file]);
    const first = (pattern) => pattern.exec(stdout)?.[1] || undefined;
    const all = (pattern) => sorted([...stdout.matchAll(pattern)].map(([, value]) => value));
    if (!/^package: name=/m.test(stdout)) return `读不了（${stderr.trim().split('\n')[0].slice(0, 100)}）`;
    const { package: app } = ours;
    const label =
      first(/^application-label-zh-CN:'(.*)'$/m) ??
      first(/^application-label-zh:'(.*)'$/m) ??
      first(/^application-label:'(.*)'$/m);
    return [
      { what: '包名', ours: app.id, theirs: first(/^package: name='([^']*)'/m) },
      { what: 'versionCode', ours: app.versionCode, theirs: first(/ versionCode='([^']*)'/) },
      { what: 'versionName', ours: app.versionName, theirs: first(/ versionName='([^']*)'/) },
      { what: 'minSdk', ours: app.minSdk, theirs: first(/^sdkVersion:'([^']*)'$/m) },
      { what: 'targetSdk', ours: app.targetSdk, theirs: first(/^targetSdkVersion:'([^']*)'$/m) },
      { what: '名称', ours: app.name, theirs: label },
      { what: '权限', ours: permissionsOf(ours), theirs: asked(stdout) },
      {
        what: '特性',
        ours: flags(ours, 'uses-feature'),
        theirs: sorted([...all(/^ {2}uses-feature(?:-not-required)?: name='([^']+)'/gm)].filter((name) => declared(file, name))),
      },
      { what: 'ABI', ours: flags(ours, 'abi'), theirs: abis(stdout) },
      { what: '组件数', ours: componentCounts(ours), theirs: treeCounts(file) },
    ];
  },
};

/** Permissions the manifest asks for; those that older ones imply are listed too, each followed by a line that says so. */
function asked(stdout) {
  const implied = new Set([...stdout.matchAll(/^uses-implied-permission: name='([^']+)'/gm)].map(([, name]) => name));
  const names = [...stdout.matchAll(/^uses-permission(?:-sdk-23)?: name='([^']+)'/gm)].map(([, name]) => name);
  return sorted(names.filter((name) => !implied.has(name)));
}

function flags({ facts }, name) {
  return sorted(facts.flatMap((fact) => (fact.kind === 'flag' && fact.name === name ? [fact.value.split(' ')[0]] : [])));
}

function abis(stdout) {
  return sorted(
    [...stdout.matchAll(/^(?:alt-)?native-code: (.*)$/gm)].flatMap(([, list]) =>
      [...list.matchAll(/'([^']*)'/g)].map(([, abi]) => abi),
    ),
  );
}

const trees = new Map();

function manifestOf(file) {
  if (!trees.has(file)) trees.set(file, output('aapt2', ['dump', 'xmltree', '--file', 'AndroidManifest.xml', file]).stdout);
  return trees.get(file);
}

/** badging adds features that permissions imply; only those the manifest names are compared. */
function declared(file, name) {
  return new RegExp(`E: uses-feature[^]*?="${name.replaceAll('.', '\\.')}"`).test(manifestOf(file));
}

/** Components of the manifest, one for each name as the platform counts them. */
function treeCounts(file) {
  const names = { activity: new Set(), service: new Set(), receiver: new Set(), provider: new Set() };
  let type;
  for (const line of manifestOf(file).split('\n')) {
    const element = /^\s*E: (\S+)/.exec(line)?.[1];
    if (element) type = element;
    const name = /A: \S*\(0x01010003\)="([^"]*)"/.exec(line)?.[1];
    if (name !== undefined && names[type]) {
      names[type].add(name);
      type = undefined;
    }
  }
  return Object.fromEntries(Object.entries(names).map(([key, set]) => [key, set.size]));
}

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
      first(/^application-label:'(.*)'$/m) ??
      // An app with an empty name is called by what the launcher shows.
      first(/^launchable-activity: .* label='(.+?)' icon=/m);
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
      { what: '组件数', ours: componentCounts(ours), theirs: counts(treeComponents(file, app.id)) },
      { what: '组件是否对外开放', ours: openComponents(ours), theirs: treeComponents(file, app.id).map(shown).sort() },
      { what: '权限的 maxSdkVersion', ours: flagTexts(ours, 'uses-permission-max-sdk'), theirs: limited(stdout) },
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

const KINDS = ['activity', 'service', 'receiver', 'provider'];
/** From this target on a provider is closed unless it says otherwise. */
const CLOSED_PROVIDERS = 17;

/** Components of the manifest, the first of each name as the platform counts them, and whether other apps may start them. */
function treeComponents(file, pack) {
  const found = new Map();
  const target = Number(/A: \S*targetSdkVersion\(\w+\)=(\d+)/.exec(manifestOf(file))?.[1] ?? 1);
  let open;
  const close = () => {
    if (open?.name === undefined) return;
    const key = `${open.type} ${open.name}`;
    open.exported ??= open.type === 'provider' ? target < CLOSED_PROVIDERS : open.filtered;
    if (!found.has(key)) found.set(key, open);
  };
  let inner = false;
  for (const line of manifestOf(file).split('\n')) {
    const [, indent, element] = /^(\s*)E: (\S+)/.exec(line) ?? [];
    if (element) {
      inner = open !== undefined && indent.length > open.indent;
      if (inner && element === 'intent-filter') open.filtered = true;
      if (inner) continue;
      close();
      open = KINDS.includes(element) ? { type: element, indent: indent.length, filtered: false } : undefined;
    } else if (open && !inner) {
      const name = /A: \S*\(0x01010003\)="([^"]*)"/.exec(line)?.[1];
      if (name !== undefined) open.name = qualified(name, pack);
      const exported = /A: \S*\(0x01010010\)=(\S+)/.exec(line)?.[1];
      if (exported) open.exported = exported === 'true' || /0xffffffff/.test(exported);
    }
  }
  close();
  return [...found.values()];
}

function qualified(name, pack) {
  return name.startsWith('.') ? `${pack}${name}` : name.includes('.') ? name : `${pack}.${name}`;
}

function counts(components) {
  return Object.fromEntries(KINDS.map((kind) => [kind, components.filter(({ type }) => type === kind).length]));
}

function shown({ type, name, exported }) {
  return `${type} ${name} ${exported}`;
}

function openComponents({ facts }) {
  return facts.flatMap((fact) => (fact.kind === 'component' && KINDS.includes(fact.type) ? [shown(fact)] : [])).sort();
}

function limited(stdout) {
  const implied = new Set([...stdout.matchAll(/^uses-implied-permission: name='([^']+)'/gm)].map(([, name]) => name));
  const lines = stdout.matchAll(/^uses-permission(?:-sdk-23)?: name='([^']+)' maxSdkVersion='(\d+)'/gm);
  return sorted([...lines].flatMap(([, name, max]) => (implied.has(name) ? [] : [`${name} ${max}`])));
}

function flagTexts({ facts }, name) {
  return sorted(facts.flatMap((fact) => (fact.kind === 'flag' && fact.name === name ? [fact.value] : [])));
}

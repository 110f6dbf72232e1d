import { chineseTexts } from './resources.mjs';
import { componentCounts, output, permissionsOf, sorted } from './tool.mjs';

const SCRIPT = `
import json, sys
from androguard.core.bytecodes.apk import APK
a = APK(sys.argv[1])

def texts():
  # Texts of the strings that differ by locale only, in the configuration a phone set to simplified Chinese shows.
  out = {}
  table = a.get_android_resources()
  if table is None: return out
  table._analyse()
  for rid, configs in table.resource_values.items():
    found = {}
    for config, entry in configs.items():
      if config is None or entry.is_complex(): continue
      found[config.get_qualifier()] = entry
    best = next((found[q] for q in ("zh-rCN", "b+zh+Hans+CN", "zh", "") if q in found), None)
    if best is not None and best.key.data_type == 3: out["%08x" % rid] = best.key.get_data_value()
  return out

try: strings = texts()
except Exception: strings = None
print(json.dumps({
  "id": a.get_package(), "versionCode": a.get_androidversion_code(), "versionName": a.get_androidversion_name(),
  "min": a.get_min_sdk_version(), "target": a.get_target_sdk_version(), "permissions": a.get_permissions(),
  "names": [sorted(set(a._format_value(n) for n in x)) for x in (a.get_activities(), a.get_services(), a.get_receivers(), a.get_providers())],
  "components": [len(set(x)) for x in (a.get_activities(), a.get_services(), a.get_receivers(), a.get_providers())],
  "strings": strings, "certificates": [c.sha256.hex() for c in a.get_certificates()],
}))
`;

/** The interpreter that has androguard: the distribution's own may not be the first on the path. */
const PYTHON = ['python3', '/usr/bin/python3'].find((name) => output(name, ['-c', 'import androguard'])?.status === 0);

export const androguard = {
  name: 'androguard',
  isInstalled: () => PYTHON !== undefined,
  compare(file, ours) {
    const { stdout, stderr, status } = output(PYTHON, ['-W', 'ignore', '-c', SCRIPT, file]);
    if (status !== 0) return `读不了（${stderr.trim().split('\n').at(-1).slice(0, 100)}）`;
    const theirs = JSON.parse(stdout.trim().split('\n').at(-1));
    const { package: app } = ours;
    const [activity, service, receiver, provider] = theirs.components;
    const text = (value) => value || undefined;
    const strings = theirs.strings && chineseTexts(file, theirs.strings);
    return [
      ...(strings ? [{ what: '中文文字', ours: strings, theirs: [] }] : []),
      { what: '包名', ours: app.id, theirs: text(theirs.id) },
      { what: 'versionCode', ours: app.versionCode, theirs: text(theirs.versionCode) },
      { what: 'versionName', ours: app.versionName, theirs: text(theirs.versionName) },
      { what: 'minSdk', ours: app.minSdk, theirs: text(theirs.min) },
      { what: 'targetSdk', ours: app.targetSdk, theirs: text(theirs.target) },
      { what: '权限', ours: permissionsOf(ours), theirs: sorted(theirs.permissions) },
      { what: '组件数', ours: componentCounts(ours), theirs: { activity, service, receiver, provider } },
      { what: '组件名', ours: names(ours), theirs: theirs.names },
      { what: '证书', ours: sorted(app.signature.certificates.map(({ sha256 }) => sha256)), theirs: sorted(theirs.certificates) },
    ];
  },
};

function names({ facts }) {
  return ['activity', 'service', 'receiver', 'provider'].map((type) =>
    sorted(facts.flatMap((fact) => (fact.kind === 'component' && fact.type === type ? [fact.name] : []))),
  );
}

import { attribute, attributeText, type XmlElement } from '../../decode/axml/index.js';
import type { Resources } from './resources.js';

export interface ManifestComponent {
  name: string;
  type: 'activity' | 'service' | 'receiver' | 'provider';
  exported?: boolean;
  label?: string;
  /** Started by the launcher, or by an alias of it. */
  launcher: boolean;
  enabled: boolean;
  /** The split its class stands in, where that is not the base. */
  split?: string;
  foregroundServiceType?: string;
  /** Actions of its filters: the names an implicit Intent may start it by. */
  actions: string[];
  /** Addresses a browser may start it by: `https://host/path`. */
  deepLinks: string[];
  /** Byte offset of the element. */
  offset: number;
}

export interface Manifest {
  package?: string;
  versionName?: string;
  versionCode?: string;
  minSdk?: string;
  targetSdk?: string;
  label?: string;
  /** Application class. */
  application?: string;
  /** Class that creates the components, the application class included; the platform does without where it is missing. */
  componentFactory?: string;
  components: ManifestComponent[];
  permissions: string[];
  /** `uses-feature` by name, and whether the app cannot do without it. */
  features: { name: string; required: boolean }[];
  /** Says that it cannot be installed without splits; the value names their types where it does. */
  requiredSplits?: string;
  flags: { name: string; value: string }[];
  metaData: { name: string; value: string }[];
}

const APPLICATION_FLAGS = [
  'allowBackup',
  'debuggable',
  'usesCleartextTraffic',
  'networkSecurityConfig',
  'requestLegacyExternalStorage',
];
/** Links kept of one component. */
const LINKS = 100;
const COMPONENTS = new Set(['activity', 'activity-alias', 'service', 'receiver', 'provider']);

/** What the platform's package parser takes from a manifest. Several `uses-permission` of one name are one permission. */
export function readManifest(root: XmlElement, resources: Resources): Manifest {
  const text = (element: XmlElement, name: string): string | undefined => resources.text(element, name) || undefined;
  const pack = attributeText(root, 'package') || undefined;
  const application = root.children.find((child) => child.name === 'application');
  const sdk = root.children.find((child) => child.name === 'uses-sdk');
  const major = text(root, 'versionCodeMajor');
  const versionCode = text(root, 'versionCode');
  const components = (application?.children ?? []).filter((child) => COMPONENTS.has(child.name));
  return {
    package: pack,
    versionName: text(root, 'versionName'),
    versionCode: major && versionCode ? String((BigInt(major) << 32n) + BigInt(versionCode)) : versionCode,
    minSdk: sdk && text(sdk, 'minSdkVersion'),
    targetSdk: sdk && text(sdk, 'targetSdkVersion'),
    label: application && text(application, 'label'),
    application: application && className(pack, text(application, 'name')),
    componentFactory: application && className(pack, text(application, 'appComponentFactory')),
    components: joinAliases(components, pack, resources),
    permissions: permissionsOf(root, text),
    features: featuresOf(root, text),
    ...requiredSplitsOf(root, application, text),
    flags: application ? flagsOf(application, text) : [],
    metaData: (application?.children ?? [])
      .filter((child) => child.name === 'meta-data')
      .map((child) => ({ name: text(child, 'name') ?? '', value: text(child, 'value') ?? '' }))
      .filter((item) => item.name !== ''),
  };
}

function permissionsOf(root: XmlElement, text: (element: XmlElement, name: string) => string | undefined): string[] {
  const asked = root.children.filter((child) => child.name === 'uses-permission' || child.name === 'uses-permission-sdk-23');
  return [...new Set(asked.flatMap((child) => text(child, 'name') ?? []))].sort();
}

function featuresOf(root: XmlElement, text: (element: XmlElement, name: string) => string | undefined): Manifest['features'] {
  const features = new Map<string, boolean>();
  for (const child of root.children) {
    const name = child.name === 'uses-feature' ? text(child, 'name') : undefined;
    if (name) features.set(name, (features.get(name) ?? false) || text(child, 'required') !== 'false');
  }
  return [...features].map(([name, required]) => ({ name, required })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Play's own mark stands in `meta-data`, the platform's in the root element. */
function requiredSplitsOf(
  root: XmlElement,
  application: XmlElement | undefined,
  text: (element: XmlElement, name: string) => string | undefined,
): { requiredSplits?: string } {
  const types = text(root, 'requiredSplitTypes');
  const isRequired =
    text(root, 'isSplitRequired') === 'true' ||
    (application?.children ?? []).some(
      (child) => text(child, 'name') === 'com.android.vending.splits.required' && text(child, 'value') === 'true',
    );
  return types || isRequired ? { requiredSplits: types ?? '' } : {};
}

function flagsOf(application: XmlElement, text: (element: XmlElement, name: string) => string | undefined): Manifest['flags'] {
  return APPLICATION_FLAGS.flatMap((name) => {
    if (!attribute(application, name)) return [];
    return [{ name, value: text(application, name) ?? attributeText(application, name) ?? '' }];
  });
}

/** An alias gives its target the launcher filter and, where the target has none, the label. */
function joinAliases(elements: XmlElement[], pack: string | undefined, resources: Resources): Manifest['components'] {
  const out = new Map<string, ManifestComponent>();
  for (const element of elements.filter((item) => item.name !== 'activity-alias')) {
    const component = readComponent(element, pack, resources);
    if (component && !out.has(component.name)) out.set(component.name, component);
  }
  for (const alias of elements.filter((item) => item.name === 'activity-alias')) {
    const target = out.get(className(pack, resources.text(alias, 'targetActivity')) ?? '');
    if (!target) continue;
    target.launcher ||= isLauncher(alias);
    target.label ??= resources.text(alias, 'label') || undefined;
  }
  return [...out.values()];
}

function readComponent(element: XmlElement, pack: string | undefined, resources: Resources): ManifestComponent | undefined {
  const name = className(pack, resources.text(element, 'name'));
  if (!name) return undefined;
  const exported = resources.text(element, 'exported');
  const label = resources.text(element, 'label');
  const service = resources.text(element, 'foregroundServiceType');
  const split = resources.text(element, 'splitName');
  return {
    name,
    type: element.name as ManifestComponent['type'],
    launcher: isLauncher(element),
    enabled: resources.text(element, 'enabled') !== 'false',
    offset: element.offset,
    actions: actionsOf(element),
    deepLinks: deepLinksOf(element, resources),
    ...(exported !== undefined && { exported: exported === 'true' }),
    ...(label && { label }),
    ...(service && { foregroundServiceType: service }),
    ...(split && { split }),
  };
}

function actionsOf(element: XmlElement): string[] {
  const filters = element.children.filter((child) => child.name === 'intent-filter');
  return filters.flatMap((filter) =>
    filter.children.filter((child) => child.name === 'action').flatMap((action) => attributeText(action, 'name') ?? []),
  );
}

/**
 * Addresses of filters that a browser may start: scheme, host and path are joined over all `data` of one filter, as the platform
 * does. Source: Android guide, "Create deep links"; IntentFilter.matchData
 */
function deepLinksOf(element: XmlElement, resources: Resources): string[] {
  const links = element.children.flatMap((filter) => {
    const names = filter.children.map((child) => attributeText(child, 'name'));
    if (filter.name !== 'intent-filter' || !names.includes('android.intent.category.BROWSABLE')) return [];
    const values = (...keys: string[]): string[] => [
      ...new Set(
        filter.children
          .filter((child) => child.name === 'data')
          .flatMap((data) => keys.flatMap((key) => resources.text(data, key) || [])),
      ),
    ];
    const hosts = values('host');
    const paths = values('path', 'pathPrefix', 'pathPattern');
    return values('scheme').flatMap((scheme) =>
      (hosts.length > 0 ? hosts : ['']).flatMap((host) =>
        (host && paths.length > 0 ? paths : ['']).map((path) => `${scheme}://${host}${path}`),
      ),
    );
  });
  return [...new Set(links)].slice(0, LINKS);
}

function isLauncher(element: XmlElement): boolean {
  return element.children.some((filter) => {
    const names = filter.children.map((child) => attributeText(child, 'name'));
    return (
      filter.name === 'intent-filter' &&
      names.includes('android.intent.action.MAIN') &&
      (names.includes('android.intent.category.LAUNCHER') || names.includes('android.intent.category.LEANBACK_LAUNCHER'))
    );
  });
}

/** `.Main` and `Main` stand below the package. */
function className(pack: string | undefined, name: string | undefined): string | undefined {
  if (!name) return undefined;
  if (name.startsWith('.')) return `${pack ?? ''}${name}`;
  return name.includes('.') || !pack ? name : `${pack}.${name}`;
}

const SERVICE_TYPES: [bit: number, name: string][] = [
  [0x01, 'dataSync'],
  [0x02, 'mediaPlayback'],
  [0x04, 'phoneCall'],
  [0x08, 'location'],
  [0x10, 'connectedDevice'],
  [0x20, 'mediaProjection'],
  [0x40, 'camera'],
  [0x80, 'microphone'],
];

/** `foregroundServiceType` is compiled to bits: `0x8` → `location`. */
export function foregroundServiceTypes(value: string): string {
  const bits = Number(value);
  if (!Number.isInteger(bits)) return value;
  return SERVICE_TYPES.filter(([bit]) => bits & bit)
    .map(([, name]) => name)
    .join('|');
}

import { attribute, attributeText, type XmlElement } from '../../decode/axml/index.js';
import { type Alias, className, type ManifestComponent, readComponents } from './components.js';
import type { Resources } from './resources.js';

export type { ManifestComponent } from './components.js';

export interface Manifest {
  package?: string;
  versionName?: string;
  versionCode?: string;
  minSdk?: string;
  targetSdk?: string;
  label?: string;
  /** Resource id of its network security configuration. */
  networkSecurity?: number;
  /** Application class. */
  application?: string;
  /** Class that creates the components, the application class included; the platform does without where it is missing. */
  componentFactory?: string;
  components: ManifestComponent[];
  aliases: Alias[];
  permissions: string[];
  /** Permissions asked for on older versions only, with the last of them. */
  maxSdks: { name: string; maxSdk: string }[];
  /** Other apps it says it looks for: packages, actions, authorities. */
  queries: string[];
  /** `uses-feature` by name, and whether the app cannot do without it. */
  features: { name: string; required: boolean }[];
  /** Says that it cannot be installed without splits; the value names their types where it does. */
  requiredSplits?: string;
  /** `enabled="false"` on the application: nothing of it would run, which nobody hands in but to hide what there is. */
  disabled: boolean;
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

/** What the platform's package parser takes from a manifest. Several `uses-permission` of one name are one permission. */
export function readManifest(root: XmlElement, resources: Resources): Manifest {
  const text = (element: XmlElement, name: string): string | undefined => resources.text(element, name) || undefined;
  const pack = attributeText(root, 'package') || undefined;
  const application = root.children.find((child) => child.name === 'application');
  const sdk = root.children.find((child) => child.name === 'uses-sdk');
  const major = text(root, 'versionCodeMajor');
  const versionCode = text(root, 'versionCode');
  const targetSdk = sdk && text(sdk, 'targetSdkVersion');
  const { components, aliases } = readComponents(application, pack, targetSdk ?? (sdk && text(sdk, 'minSdkVersion')), resources);
  return {
    package: pack,
    versionName: text(root, 'versionName'),
    versionCode: major && versionCode ? String((BigInt(major) << 32n) + BigInt(versionCode)) : versionCode,
    minSdk: sdk && text(sdk, 'minSdkVersion'),
    targetSdk,
    label: labelOf(application && text(application, 'label'), components),
    networkSecurity: application && resources.reference(application, 'networkSecurityConfig'),
    application: application && className(pack, text(application, 'name')),
    componentFactory: application && className(pack, text(application, 'appComponentFactory')),
    components,
    aliases,
    permissions: permissionsOf(root, text),
    maxSdks: asked(root).flatMap((child) => {
      const [name, maxSdk] = [text(child, 'name'), text(child, 'maxSdkVersion')];
      return name && maxSdk ? [{ name, maxSdk }] : [];
    }),
    queries: queriesOf(root, text),
    features: featuresOf(root, text),
    ...requiredSplitsOf(root, application, text),
    disabled: application !== undefined && text(application, 'enabled') === 'false',
    flags: application ? flagsOf(application, text) : [],
    metaData: (application?.children ?? [])
      .filter((child) => child.name === 'meta-data')
      .map((child) => ({ name: text(child, 'name') ?? '', value: text(child, 'value') ?? '' }))
      .filter((item) => item.name !== ''),
  };
}

function permissionsOf(root: XmlElement, text: (element: XmlElement, name: string) => string | undefined): string[] {
  return [...new Set(asked(root).flatMap((child) => text(child, 'name') ?? []))].sort();
}

function asked(root: XmlElement): XmlElement[] {
  return root.children.filter((child) => child.name === 'uses-permission' || child.name === 'uses-permission-sdk-23');
}

/** Without a label the launcher shows the one of the activity it starts. */
function labelOf(label: string | undefined, components: readonly ManifestComponent[]): string | undefined {
  return label ?? components.find((component) => component.launcher && component.label)?.label;
}

/** Source: Android guide, "Package visibility filtering", the `queries` element */
function queriesOf(root: XmlElement, text: (element: XmlElement, name: string) => string | undefined): string[] {
  const asked = root.children.filter((child) => child.name === 'queries').flatMap((child) => child.children);
  const names = asked.flatMap((child) => {
    if (child.name === 'package') return text(child, 'name') ?? [];
    if (child.name === 'provider') return text(child, 'authorities') ?? [];
    return child.children.flatMap((part) => (part.name === 'action' ? (text(part, 'name') ?? []) : []));
  });
  return [...new Set(names)].sort();
}

/** Styles of the application and its activities: what `?attr/…` is looked up in. */
export function themesOf(root: XmlElement, resources: Resources): number[] {
  const application = root.children.find((child) => child.name === 'application');
  const styled = application ? [application, ...application.children.filter((child) => child.name === 'activity')] : [];
  return [...new Set(styled.flatMap((element) => resources.reference(element, 'theme') ?? []))];
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

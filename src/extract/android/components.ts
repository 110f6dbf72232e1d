import { attributeText, type XmlElement } from '../../decode/axml/index.js';
import { deepLinksOf } from './deep-links.js';
import type { Resources } from './resources.js';
import { serviceTypes } from './service-types.js';

export interface ManifestComponent {
  name: string;
  type: 'activity' | 'service' | 'receiver' | 'provider';
  /** Whether other apps may start it: as declared, else as the platform takes it. */
  exported: boolean;
  label?: string;
  /** Started by the launcher, or by an alias of it. */
  launcher: boolean;
  enabled: boolean;
  /** Permissions a caller must hold, each once. */
  guards: string[];
  /** Process of its own. */
  process?: string;
  /** The split its class stands in, where that is not the base. */
  split?: string;
  foregroundServiceType?: string;
  /** Actions of its filters: the names an implicit Intent may start it by. */
  actions: string[];
  /** Addresses a browser may start it by: `https://host/path`. */
  deepLinks: string[];
  /** Files its `meta-data` names: `android.app.shortcuts` → resource id. */
  files: { name: string; id: number }[];
  /** Byte offset of the element. */
  offset: number;
}

/** Another name an activity has on the launcher or for intents. */
export interface Alias {
  name: string;
  target: string;
  label?: string;
  launcher: boolean;
  enabled: boolean;
  exported: boolean;
  offset: number;
}

const COMPONENTS = new Set(['activity', 'service', 'receiver', 'provider']);
const GUARDS = ['permission', 'readPermission', 'writePermission'];
/** From this version on a provider is closed unless it says otherwise. */
const CLOSED_PROVIDERS = 17;

/** What is needed to read a component. */
interface Context {
  pack: string | undefined;
  resources: Resources;
  /** Attributes of the application hold for components without their own. */
  application: XmlElement;
  targetSdk: number;
}

/**
 * Components of the application, each name once, and the aliases of its activities.
 * Source: AOSP frameworks/base ParsedActivityUtils, ParsedServiceUtils, ParsedProviderUtils, ComponentParseUtils
 */
export function readComponents(
  application: XmlElement | undefined,
  pack: string | undefined,
  targetSdk: string | undefined,
  resources: Resources,
): { components: ManifestComponent[]; aliases: Alias[] } {
  const components = new Map<string, ManifestComponent>();
  const aliases: Alias[] = [];
  if (!application) return { components: [], aliases };
  const context: Context = { pack, resources, application, targetSdk: Number(targetSdk) || 1 };
  for (const element of application.children.filter((child) => COMPONENTS.has(child.name))) {
    const component = readComponent(element, context);
    if (component && !components.has(component.name)) components.set(component.name, component);
  }
  for (const element of application.children.filter((child) => child.name === 'activity-alias')) {
    const alias = readAlias(element, context);
    const target = alias && components.get(alias.target);
    if (!target) continue;
    aliases.push(alias);
    // An activity that is on the launcher itself keeps its own name there.
    if (alias.label && !target.launcher) target.label ??= alias.label;
    if (alias.enabled) target.launcher ||= alias.launcher;
  }
  return { components: [...components.values()], aliases };
}

function readComponent(element: XmlElement, { pack, resources, application, targetSdk }: Context): ManifestComponent | undefined {
  const name = className(pack, resources.text(element, 'name'));
  if (!name) return undefined;
  const type = element.name as ManifestComponent['type'];
  const label = resources.text(element, 'label');
  const service = resources.text(element, 'foregroundServiceType');
  const split = resources.text(element, 'splitName');
  const process = resources.text(element, 'process') || resources.text(application, 'process');
  return {
    name,
    type,
    exported: exportedOf(element, resources) ?? (type === 'provider' ? targetSdk < CLOSED_PROVIDERS : hasFilter(element)),
    launcher: isLauncher(element),
    enabled: resources.text(element, 'enabled') !== 'false',
    guards: guardsOf(element, application, type, resources),
    offset: element.offset,
    actions: actionsOf(element),
    deepLinks: deepLinksOf(element, resources),
    files: filesOf(element, resources),
    ...(label && { label }),
    ...(split && { split }),
    ...(process && process !== pack && { process }),
    ...(service && { foregroundServiceType: serviceTypes(service) }),
  };
}

function readAlias(element: XmlElement, { pack, resources }: Context): Alias | undefined {
  const name = className(pack, resources.text(element, 'name'));
  const target = className(pack, resources.text(element, 'targetActivity'));
  if (!name || !target) return undefined;
  const label = resources.text(element, 'label');
  return {
    name,
    target,
    launcher: isLauncher(element),
    enabled: resources.text(element, 'enabled') !== 'false',
    exported: exportedOf(element, resources) ?? hasFilter(element),
    offset: element.offset,
    ...(label && { label }),
  };
}

function exportedOf(element: XmlElement, resources: Resources): boolean | undefined {
  const said = resources.text(element, 'exported');
  return said === undefined ? undefined : said === 'true';
}

function hasFilter(element: XmlElement): boolean {
  return element.children.some((child) => child.name === 'intent-filter');
}

/** A component without a permission of its own has the application's. */
function guardsOf(element: XmlElement, application: XmlElement, type: ManifestComponent['type'], resources: Resources): string[] {
  const own = (type === 'provider' ? GUARDS : GUARDS.slice(0, 1)).flatMap((name) => resources.text(element, name) || []);
  const inherited = own.length === 0 ? [resources.text(application, 'permission') || []].flat() : [];
  return [...new Set([...own, ...inherited])].sort();
}

function filesOf(element: XmlElement, resources: Resources): { name: string; id: number }[] {
  return element.children.flatMap((child) => {
    const id = child.name === 'meta-data' ? resources.reference(child, 'resource') : undefined;
    return id === undefined ? [] : [{ name: resources.text(child, 'name') ?? '', id }];
  });
}

function actionsOf(element: XmlElement): string[] {
  const filters = element.children.filter((child) => child.name === 'intent-filter');
  return filters.flatMap((filter) =>
    filter.children.filter((child) => child.name === 'action').flatMap((action) => attributeText(action, 'name') ?? []),
  );
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
export function className(pack: string | undefined, name: string | undefined): string | undefined {
  if (!name) return undefined;
  if (name.startsWith('.')) return `${pack ?? ''}${name}`;
  return name.includes('.') || !pack ? name : `${pack}.${name}`;
}

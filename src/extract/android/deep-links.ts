import { attributeText, type XmlElement } from '../../decode/axml/index.js';
import type { Resources } from './resources.js';

/** Links kept of one component. */
const LINKS = 100;
/** How a path is given, and what shows that more may follow or precede. */
const PATHS: [attribute: string, shown: (path: string) => string][] = [
  ['path', (path) => path],
  ['pathPrefix', (path) => path],
  ['pathPattern', (path) => path],
  ['pathAdvancedPattern', (path) => path],
  ['pathSuffix', (path) => `/*${path}`],
];

/**
 * Addresses of filters that a browser may start: schemes, hosts with their ports and paths are joined over all `data` of one filter,
 * as the platform does; a path counts only with a host, a host only with a scheme.
 * Source: Android guide, "Create deep links"; IntentFilter.matchData
 */
export function deepLinksOf(element: XmlElement, resources: Resources): string[] {
  const links = element.children.flatMap((filter) => {
    const names = filter.children.map((child) => attributeText(child, 'name'));
    if (filter.name !== 'intent-filter' || !names.includes('android.intent.category.BROWSABLE')) return [];
    const data = filter.children.filter((child) => child.name === 'data');
    const values = (read: (one: XmlElement) => (string | undefined)[]): string[] => [
      ...new Set(data.flatMap((one) => read(one).flatMap((value) => value || []))),
    ];
    const schemes = values((one) => [resources.text(one, 'scheme')]);
    const hosts = values((one) => [hostOf(one, resources)]);
    const paths = values((one) =>
      PATHS.map(([name, shown]) => {
        const path = resources.text(one, name);
        return path && shown(path);
      }),
    );
    const opaque = values((one) => ['ssp', 'sspPrefix', 'sspPattern'].map((name) => resources.text(one, name)));
    return schemes.flatMap((scheme) => [
      ...(opaque.length > 0 && hosts.length === 0 ? opaque.map((part) => `${scheme}:${part}`) : []),
      ...(opaque.length > 0 && hosts.length === 0 ? [] : joined(scheme, hosts, paths)),
    ]);
  });
  return [...new Set(links)].slice(0, LINKS);
}

function joined(scheme: string, hosts: string[], paths: string[]): string[] {
  return (hosts.length > 0 ? hosts : ['']).flatMap((host) =>
    (host && paths.length > 0 ? paths : ['']).map((path) => `${scheme}://${host}${path}`),
  );
}

/** A port stands beside its own host. */
function hostOf(data: XmlElement, resources: Resources): string | undefined {
  const host = resources.text(data, 'host');
  const port = resources.text(data, 'port');
  return host && port ? `${host}:${port}` : host;
}

import { attributeText, type XmlElement } from '../../decode/axml/index.js';
import type { Fact } from '../../facts/types.js';
import type { Resources } from './resources.js';

/** Domains of one rule that are named; the rest is told by the file. */
const DOMAINS = 20;

/**
 * What the network security configuration lets through: plain HTTP, and certificates a person installed. What holds for
 * debuggable builds alone is left out. Source: Android guide, "Network security configuration"
 * @param id resource of the file
 */
export function networkSecurityFacts(id: number | undefined, resources: Resources): Fact[] {
  const file = id === undefined ? undefined : resources.xml(id);
  if (file?.root.name !== 'network-security-config') return [];
  const flag = (name: string, value: string): Fact => ({
    kind: 'flag',
    name,
    value,
    at: { path: file.entry.path },
    owner: 'own',
    screens: [],
  });
  return rulesIn(file.root).flatMap((rule) => {
    const scope = rule.name === 'base-config' ? 'base' : domainsOf(rule);
    return [
      ...(attributeText(rule, 'cleartextTrafficPermitted') === 'true' ? [flag('cleartextTrafficPermitted', scope)] : []),
      ...(trustsUsers(rule) ? [flag('trust-user-certificates', scope)] : []),
    ];
  });
}

/** Rules for domains may stand in each other. */
function rulesIn(element: XmlElement): XmlElement[] {
  return element.children
    .filter(({ name }) => name === 'base-config' || name === 'domain-config')
    .flatMap((rule) => [rule, ...rulesIn(rule)]);
}

function domainsOf(rule: XmlElement): string {
  const domains = rule.children.filter(({ name }) => name === 'domain').flatMap(({ text }) => text?.trim() || []);
  return domains.slice(0, DOMAINS).join('、') || 'domain';
}

function trustsUsers(rule: XmlElement): boolean {
  return rule.children
    .filter(({ name }) => name === 'trust-anchors')
    .flatMap(({ children }) => children)
    .some((anchor) => anchor.name === 'certificates' && attributeText(anchor, 'src') === 'user');
}

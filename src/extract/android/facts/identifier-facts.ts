import { tokenise } from '../../../facts/tokens.js';
import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { signature } from '../code/body.js';
import { outerClass } from '../names.js';
import { SHARED } from './places.js';

const GENERATED_NAMES =
  /^(<\w+>|access\$|lambda\$|\$|values?$|valueOf$|toString$|hashCode$|equals$|component\d+$|copy(\$default)?$|on(Create|Start|Resume|Pause|Stop|Destroy)$)/;

/** Names of own classes, and of the methods and fields of those a screen reaches. */
export function identifierFacts({ program, screens, rootOf, handlers, manifestPath }: Analysis): Fact[] {
  const facts = new Map<string, Fact>();
  const reaching = new Map<string, Set<string>>();
  for (const screen of screens)
    for (const body of screen.bodies) {
      const outer = outerClass(body.owner.name);
      reaching.set(outer, (reaching.get(outer) ?? new Set()).add(screen.id));
    }
  const screensOf = (outer: string): string[] => {
    const own = rootOf.get(outer);
    const all = [...(reaching.get(outer) ?? [])].sort();
    return own ? [own] : all.length > SHARED ? [] : all;
  };
  // A packed app still names its screens in the manifest.
  for (const { id, component } of screens)
    if (component && !program.classes.byName.has(id)) {
      const value = id.replace(/^.*\./, '');
      const at = { path: manifestPath, offset: component.offset, class: id };
      facts.set(`${id} route ${value}`, {
        kind: 'identifier',
        value,
        tokens: tokenise(value),
        role: 'route',
        at,
        owner: 'own',
        screens: [id],
      });
    }
  for (const item of program.classes.own) {
    const outer = outerClass(item.name);
    const context = screensOf(outer);
    const at = { path: item.source.entry.path, class: item.name };
    const add = (
      value: string,
      role: 'class' | 'route' | 'method' | 'field',
      extra: { method?: string },
      linked: boolean,
    ): void => {
      const tokens = tokenise(value);
      if (value.length <= 2 || tokens.length === 0 || facts.has(`${outer} ${role} ${value}`)) return;
      facts.set(`${outer} ${role} ${value}`, {
        kind: 'identifier',
        value,
        tokens,
        role,
        at: { ...at, ...extra },
        owner: 'own',
        screens: context,
        ...(linked && { linked: true }),
      });
    };
    if (item.name === outer && !/(^|\.)(R|BuildConfig|BR)$/.test(item.name))
      add(outer.replace(/^.*\./, ''), rootOf.has(outer) ? 'route' : 'class', {}, false);
    if (context.length === 0 || /(^|\.)R(\$|$)/.test(item.name)) continue;
    for (const body of program.bodiesOf(item.name))
      if (!GENERATED_NAMES.test(body.ref.name))
        add(body.ref.name, 'method', { method: signature(body.ref) }, handlers.linked.has(body.key));
    if (item.name === outer)
      for (const { ref } of item.data().fields) if (!/\$|^[A-Z_]+$/.test(ref.name)) add(ref.name, 'field', {}, false);
  }
  return [...facts.values()];
}

import { mask } from '../../../facts/excerpt.js';
import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';

/** Words of shortcuts, widgets and tiles; a shortcut's belong to the screen it opens. */
export function entryFacts({ entries, screens, manifestPath }: Analysis): Fact[] {
  const ids = new Set(screens.map(({ id }) => id));
  return entries.flatMap(({ texts, opens, component }) =>
    texts.map(
      ({ value, position, file, offset, line }): Fact => ({
        kind: 'text',
        value,
        position,
        ...(opens ? { action: 'navigate', target: opens } : {}),
        at: {
          path: file?.entry.path ?? manifestPath,
          ...(line > 0 && { line }),
          ...(offset > 0 && { offset }),
          ...(!file && { class: component.name }),
        },
        owner: 'own',
        screens: opens && ids.has(opens) ? [opens] : [],
        excerpt: mask(value).slice(0, 80),
      }),
    ),
  );
}

/** Addresses that open a place of a navigation graph from outside. */
export function destinationFacts({ screens }: Analysis): Fact[] {
  return screens.flatMap(({ id, destinations }) =>
    destinations.flatMap(({ file, offset, line, deepLinks }) =>
      deepLinks.map(
        (value): Fact => ({
          kind: 'flag',
          name: 'deep-link',
          value,
          at: { path: file.entry.path, ...(line > 0 && { line }), ...(offset > 0 && { offset }) },
          owner: 'own',
          screens: [id],
        }),
      ),
    ),
  );
}

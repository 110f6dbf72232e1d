import type { Application } from '../application/application.js';
import { type LinkedScreens, reachableScreens } from '../application/screens.js';
import { translated } from '../constants/translations.js';
import { type Emitter, identifier } from './emitter.js';

/** Every screen with its title, its name and how it is reached. */
export function emitScreens(emitter: Emitter, app: Application, linked: LinkedScreens): void {
  const reachable = reachableScreens(linked.from);
  for (const screen of linked.screens) {
    const known = reachable.has(screen.id) ? 'yes' : linked.openNavigation ? 'unknown' : 'no';
    const title = titleOf(app, screen.title);
    const from = [...(linked.from.get(screen.id) ?? [])].sort();
    emitter.facts.push({
      kind: 'screen',
      id: screen.id,
      title,
      ...(!title && screen.barTitle && { barTitle: screen.barTitle }),
      reachable: screen.registered ? known : 'no',
      from,
      registered: screen.registered,
      at: screen.at,
      owner: 'own',
      screens: [screen.id],
    });
    if (title)
      emitter.facts.push({
        kind: 'text',
        value: title,
        position: 'page-title',
        at: screen.at,
        owner: 'own',
        screens: [screen.id],
      });
    emitter.facts.push(identifier(screen.id, 'route', screen.at, 'own', [screen.id]));
  }
}

/** `%sign.title%` of uni-app stands for a text of the language files. */
function titleOf(app: Application, title: string | undefined): string | undefined {
  const key = title && /^%([\w.-]+)%$/.exec(title)?.[1];
  return (key && translated(app, key)) || title;
}

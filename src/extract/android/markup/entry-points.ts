import type { TextPosition } from '../../../facts/types.js';
import type { Manifest, ManifestComponent } from '../manifest.js';
import type { Resources, XmlFile } from '../resources.js';
import { plain } from './layout.js';
import { readLayout } from './layouts.js';

/** Words outside the app's own screens, and what a tap on them opens. */
export interface EntryPoint {
  texts: { value: string; position: TextPosition; file?: XmlFile; offset: number; line: number }[];
  /** Class it opens, where the package says so. */
  opens?: string;
  /** The component it is part of. */
  component: ManifestComponent;
}

const SHORTCUTS = 'android.app.shortcuts';
const WIDGET = 'android.appwidget.provider';
const TILE = 'android.service.quicksettings.action.QS_TILE';

/**
 * Launcher shortcuts, home screen widgets and quick settings tiles.
 * Source: Android guide, "App shortcuts", "App widgets", "Create custom Quick Settings tiles"
 */
export function readEntryPoints(manifest: Manifest | undefined, resources: Resources): EntryPoint[] {
  return (manifest?.components ?? []).flatMap((component) => {
    if (!component.enabled) return [];
    const fileOf = (name: string): XmlFile | undefined => {
      const found = component.files.find((file) => file.name === name);
      return found && resources.xml(found.id);
    };
    const shortcuts = fileOf(SHORTCUTS);
    const widget = fileOf(WIDGET);
    return [
      ...(shortcuts ? shortcutsOf(shortcuts, component, resources) : []),
      ...(widget ? [widgetOf(widget, component, resources)] : []),
      ...(component.type === 'service' && component.actions.includes(TILE) ? [tileOf(component)] : []),
    ];
  });
}

function shortcutsOf(file: XmlFile, component: ManifestComponent, resources: Resources): EntryPoint[] {
  const shortcuts = file.root.children.filter((child) => child.name === 'shortcut');
  return shortcuts.flatMap((shortcut) => {
    if (resources.text(shortcut, 'enabled') === 'false') return [];
    const labels = ['shortcutShortLabel', 'shortcutLongLabel'].flatMap((name) => resources.text(shortcut, name) || []);
    // Of several intents the last is the one that is shown; the others stand behind it.
    const intents = shortcut.children.filter((child) => child.name === 'intent');
    const opens = intents.map((intent) => resources.text(intent, 'targetClass')).at(-1);
    const texts = [...new Set(labels)].map((label) => textOf(label, 'menu', shortcut, file));
    return [{ texts, component, ...(opens && { opens }) }];
  });
}

function widgetOf(file: XmlFile, component: ManifestComponent, resources: Resources): EntryPoint {
  const opens = resources.text(file.root, 'configure') || undefined;
  const layouts = ['initialLayout', 'previewLayout'].flatMap((name) => resources.reference(file.root, name) ?? []);
  const shown = layouts.flatMap((id) => resources.xml(id) ?? []);
  const words = shown.flatMap((layout) => readLayout(layout, resources).texts);
  const description = resources.text(file.root, 'description');
  return {
    texts: [
      ...(component.label ? [textOf(component.label, 'label', component)] : []),
      ...(description ? [textOf(description, 'label', file.root, file)] : []),
      ...words.map(({ value, position, file: source, offset, line }) => ({ value, position, file: source, offset, line })),
    ],
    component,
    ...(opens && { opens }),
  };
}

function tileOf(component: ManifestComponent): EntryPoint {
  return { texts: component.label ? [textOf(component.label, 'button', component)] : [], component };
}

function textOf(
  text: string,
  position: TextPosition,
  { offset, line = 0 }: { offset: number; line?: number },
  file?: XmlFile,
): EntryPoint['texts'][number] {
  return { value: plain(text), position, offset, line, ...(file && { file }) };
}

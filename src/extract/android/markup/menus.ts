import { descendants } from '../../../decode/axml/index.js';
import type { TextPosition } from '../../../facts/types.js';
import type { Resources, XmlFile } from '../resources.js';
import { addText, intentOf, type Layout } from './layout.js';

/** Items of a menu with those of its submenus. Source: Android guide, "Menu resource" */
export function readMenu(layout: Layout, file: XmlFile, resources: Resources, position: TextPosition): void {
  for (const item of descendants(file.root)) {
    if (item.name !== 'item') continue;
    const opens = intentOf(layout, item, resources);
    const id = resources.reference(item, 'id');
    if (id !== undefined) layout.menuItems.push(id);
    const named = resources.text(item, 'actionViewClass') ?? resources.text(item, 'actionProviderClass');
    if (named?.includes('.')) layout.classes.push(named);
    addText(layout, { element: item, file, value: resources.text(item, 'title'), position, ...(opens && { opens }) }, resources);
  }
}

import { descendants, type XmlElement } from '../../../decode/axml/index.js';
import type { TextPosition } from '../../../facts/types.js';
import type { Resources, XmlFile } from '../resources.js';
import { addText, intentOf, type Layout } from './layout.js';

const DIALOG = ['dialogTitle', 'dialogMessage', 'positiveButtonText', 'negativeButtonText'];
const LABELS = ['summary', 'summaryOn', 'summaryOff', 'switchTextOn', 'switchTextOff'];

/** Rows of a preference screen. Source: Android guide, "Settings"; androidx.preference attributes */
export function readPreferences(layout: Layout, file: XmlFile, resources: Resources): void {
  for (const row of [file.root, ...descendants(file.root)]) {
    if (row.name === 'intent' || row.name === 'extra') continue;
    if (row.name.includes('.')) layout.classes.push(row.name);
    const fragment = resources.text(row, 'fragment');
    if (fragment?.includes('.')) layout.classes.push(fragment);
    const opens = fragment ?? intentOf(layout, row, resources);
    const add = (name: string, position: TextPosition): void =>
      addText(layout, { element: row, file, value: resources.text(row, name), position, ...(opens && { opens }) }, resources);
    add('title', row === file.root ? 'page-title' : opens ? 'menu' : 'label');
    for (const name of LABELS) add(name, 'label');
    for (const name of DIALOG) add(name, 'dialog');
    readEntries(layout, row, file, resources);
  }
}

function readEntries(layout: Layout, row: XmlElement, file: XmlFile, resources: Resources): void {
  const entries = resources.reference(row, 'entries');
  for (const value of entries === undefined ? [] : resources.strings(entries))
    addText(layout, { element: row, file, value, position: 'option' }, resources);
}

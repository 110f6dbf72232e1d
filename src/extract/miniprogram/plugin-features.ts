import { type Entry, EntryError } from '../../open/tree.js';
import { stemOf } from '../javascript/application/application.js';

/** Components of uni-app's plugins, as files and as the modules of a package. */
const COMPONENT = /(^|\/)uni_modules\/[^/]+\/components\/[^"'\n]+\.(vue|nvue|uvue|js)$/;
/** What a plugin that asks the cloud of its app calls; components that only show or choose something do not. */
const ASKS_CLOUD = /\.(database|importObject|callFunction)\(/;
/** Larger ones are no component of a plugin. */
const MAX_BYTES = 256 * 1024;

/**
 * Components of plugins that are features of the app that shows them, by name without extension: those that ask its cloud by
 * themselves, as a daily check-in does that a page only puts on. Known from: uni-sign-in, uni-feedback, uni-id-pages
 */
export function pluginFeatures(entries: readonly Entry[]): ReadonlySet<string> {
  const features = new Set<string>();
  for (const entry of entries) {
    const isComponent = COMPONENT.test(entry.name);
    const isPacked = /(^|\/)app-service\.js$/.test(entry.name);
    if (!isPacked && !(isComponent && entry.size <= MAX_BYTES)) continue;
    const text = textOf(entry);
    if (isComponent && ASKS_CLOUD.test(text)) features.add(stemOf(entry.name.replace(/\.\w+$/, '')));
    if (isPacked) for (const name of packedFeatures(text)) features.add(stemOf(name.replace(/\.\w+$/, '')));
  }
  return features;
}

/** The same of scripts that are packed into one: `define("uni_modules/…/uni-sign-in.js", function (…) {…})`. */
function packedFeatures(text: string): string[] {
  if (!text.includes('uni_modules/')) return [];
  return text.split('define("').flatMap((part) => {
    const name = part.slice(0, Math.max(part.indexOf('"'), 0));
    return COMPONENT.test(name) && ASKS_CLOUD.test(part) ? [name] : [];
  });
}

function textOf(entry: Entry): string {
  try {
    return entry.read().toString('utf8');
  } catch (error) {
    if (error instanceof EntryError) return ''; // told of when it is read as a script
    throw error;
  }
}

import type { Owner } from '../../facts/types.js';
import { stemOf } from '../javascript/application/application.js';
import { isShipped, ownerOf } from '../javascript/libraries/libraries.js';
import type { PageConfig } from './app-config.js';

/**
 * Where the pages stand that an app's configuration registers. The app shows them, be they called `pages/test/test`, as files
 * that do not ship are, or copied from a library: `uni_modules/uni-id-pages/pages/login/login-withpwd`.
 */
export interface Registered {
  stems: ReadonlySet<string>;
  folders: ReadonlySet<string>;
  /** Components of plugins that are features of the app. */
  features: ReadonlySet<string>;
}

export function registeredPages(pages: readonly PageConfig[], features: ReadonlySet<string> = new Set()): Registered {
  const files = pages.map((page) => page.file ?? page.id);
  return {
    stems: new Set(files.map((file) => stemOf(file))),
    features,
    folders: new Set(files.map((file) => file.replace(/(^|\/)[^/]*$/, '')).filter((folder) => folder !== '')),
  };
}

/** Whether a file is a page's script, template or component. */
export function isPageFile({ stems }: Registered, name: string): boolean {
  return stems.has(stemOf(name.replace(/\.\w+$/, '')));
}

/** Whose code a file is: a library's page that the app registers is the app's, and so is a plugin's feature. */
export function ownerIn(pages: Registered, name: string): Owner {
  return isPageFile(pages, name) || pages.features.has(stemOf(name.replace(/\.\w+$/, ''))) ? 'own' : ownerOf(name);
}

/** Whether a file runs with the app: what stands beside a page does. */
export function isShippedIn({ folders }: Registered, name: string): boolean {
  const slash = name.lastIndexOf('/');
  return isShipped(name) || (folders.has(name.slice(0, Math.max(slash, 0))) && isShipped(name.slice(slash + 1)));
}

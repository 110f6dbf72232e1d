import { readText } from './project-markers.js';
import { commonFolder, type ProjectRoot, tellUnsupported } from './project-root.js';
import type { Session } from './session.js';
import type { Tree } from './tree.js';

/** Where the pages of a web app lie: at the top, or where builds write them. */
const FOLDERS = ['', 'dist', 'build', 'h5', 'www', 'web'];
/** A page of sources, which a bundler makes the app of: `<script type="module" src="/src/main.ts">`. */
const SOURCE = /<script\b[^>]*\bsrc=["']?(\.?\/)?src\//i;

/**
 * Finds the folder of a web app that nothing but its pages tells: an `index.html` that runs a script. Built pages come before
 * the sources they are built from. Asked last: any other app at hand is what was meant.
 *
 * @param tree names relative to what the user passed
 */
export function findPageRoot(tree: Tree, session: Session): ProjectRoot | undefined {
  const base = commonFolder(tree);
  const found = FOLDERS.flatMap((name) => {
    const folder = [base, name].filter(Boolean).join('/');
    const text = readText(tree, folder, 'index.html');
    return text && /<script\b/i.test(text) ? [{ folder, isSource: SOURCE.test(text) }] : [];
  });
  const chosen = found.find(({ isSource }) => !isSource) ?? found[0];
  if (!chosen) return undefined;
  const root = { folder: chosen.folder, ...(chosen.isSource && { unsupported: '网页应用' }) };
  if (chosen.isSource) tellUnsupported(root, tree, session);
  const outputs = found.map(({ folder }) => folder).filter((folder) => folder !== chosen.folder);
  return { ...root, outputs };
}

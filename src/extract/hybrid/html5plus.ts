import { extractWebApp } from '../web/app.js';
import { plainWeb, readHtml5Plus } from '../web/config.js';
import { type BundleReader, folderBundle } from './bundle.js';

const FOLDER = /^(.*assets\/apps\/[^/]+\/www\/)/;

/** An HTML5+ app of plain pages (mui, old uni-app shells) in `assets/apps/<app id>/www`; compiled uni-apps have a reader of their own. */
export const html5PlusBundles: BundleReader = {
  find: (tree) => {
    const folders = new Set(tree.entries.flatMap(({ name }) => FOLDER.exec(name)?.[1] ?? []));
    return [...folders]
      .filter((folder) => !tree.find(`${folder}app-config-service.js`) && !tree.find(`${folder}app-service.js`))
      .map((folder) => folderBundle(tree, folder));
  },
  extract: (opened, { tree }) => extractWebApp(opened, tree, readHtml5Plus(tree) ?? plainWeb('html5plus')),
};

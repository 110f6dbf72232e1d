import { extractWebApp } from '../web/app.js';
import { readHtml5Plus } from '../web/config.js';
import { type BundleReader, folderBundle } from './bundle.js';

const MARKER = /^(.*assets\/apps\/[^/]+\/www\/)manifest\.json$/;

/** An HTML5+ app of plain pages (mui, old uni-app shells) in `assets/apps/<app id>/www`; compiled uni-apps have a reader of their own. */
export const html5PlusBundles: BundleReader = {
  find: (tree) =>
    tree.entries.flatMap(({ name }) => {
      const folder = MARKER.exec(name)?.[1];
      const compiled =
        folder !== undefined && (tree.find(`${folder}app-config-service.js`) ?? tree.find(`${folder}app-service.js`));
      return folder === undefined || compiled ? [] : [folderBundle(tree, folder)];
    }),
  extract: (opened, { tree }) => {
    const config = readHtml5Plus(tree);
    return config && extractWebApp(opened, tree, config);
  },
};

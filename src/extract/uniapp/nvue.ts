import type { Tree } from '../../open/tree.js';
import { type Application, stemOf } from '../javascript/application/application.js';
import type { AppConfig } from '../miniprogram/app-config.js';
import type { Sources } from '../miniprogram/source-set.js';
import { addPageBundle } from '../weex/page-bundle.js';

/**
 * Pages of a uni-app that Weex renders (`nvue`): each is a script of its own beside `app-service.js`, under the path of the page.
 * Source: @dcloudio/vue-cli-plugin-hbuilderx build/webpack.nvue.conf.js, @dcloudio/uni-app-vite nvue/plugin
 */
export function addNvuePages(app: Application, sources: Sources, config: AppConfig, tree: Tree): void {
  for (const { id } of config.pages) {
    const entry = tree.find(`${id}.js`);
    if (entry) addPageBundle(app, sources, stemOf(entry.name), entry.path);
  }
}

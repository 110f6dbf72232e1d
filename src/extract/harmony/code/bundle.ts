import type { ArkFile } from '../../../decode/ark/index.js';
import { nameOf } from '../../bytecode/naming.js';
import type { Reach } from '../../bytecode/reach.js';
import { callersOf, type RequestCall, readRequest, type Sends, sendsOf } from '../../bytecode/requests.js';
import type { CallSite } from '../../bytecode/values.js';
import { normaliseCallees } from './callees.js';
import { readComponents } from './components.js';
import { type Ownership, readOwnership } from './libraries.js';
import { type MadeMarkup, readArkMarkup } from './markup.js';
import { withBody, withMethod } from './methods.js';
import { isNavigation } from './navigation.js';
import { type ArkProgram, readProgram } from './program.js';
import { readReach } from './reach.js';
import { type DeclaredScreens, readScreens, type Screen } from './screens.js';
import type { ResourceTexts } from './state.js';

/** One `.abc` as read: its program, what of it is the app's own, and what its screens reach. */
export interface ArkBundle {
  path: string;
  program: ArkProgram;
  ownership: Ownership;
  screens: Screen[];
  reach: Reach;
  markup: MadeMarkup;
  calls: CallSite[];
  requests: Map<CallSite, RequestCall>;
  sends: Sends;
}

export interface BundleContext {
  path: string;
  module: string;
  declared: DeclaredScreens;
  resources: ResourceTexts;
}

/** Calls that are given addresses and send nothing of the app's. */
const NO_REQUEST =
  /(^|\.)(webview|WebCookieManager|WebviewController|webController|\w*[wW]eb\w*Controller)\.|(^|\.)(loadUrl|URL|URLParams|parseURL)$/;

/** Reads all functions of an Ark file and joins what they show with the screens that lead there. */
export function readArkBundle(file: ArkFile, { path, module, declared, resources }: BundleContext): ArkBundle {
  const program = readProgram(file, resources);
  normaliseCallees(program);
  const ownership = readOwnership(program, path);
  const own = [...program.units.values()].filter(({ id }) => ownership.isOwn(id)).sort((a, b) => a.id - b.id);
  const calls = own.flatMap((unit) => unit.calls);
  const callers = callersOf(program, calls);
  const markup = readArkMarkup(program, readComponents(program, ownership.isOwn), callers);
  const screens = readScreens(program, declared, module, calls);
  const reach = readReach(program, ownership.isOwn, screens, markup.handlers);
  const sends = sendsOf(program);
  const ids = new Set(screens.map(({ id }) => id));
  const requests = new Map<CallSite, RequestCall>();
  for (const site of calls) {
    const name = nameOf(program, site.callee);
    if (markup.sites.has(site) || isNavigation(name) || NO_REQUEST.test(name)) continue;
    const request = readRequest(program, site, sends, ids, callers);
    if (request) requests.set(site, withMethod(program, withBody(request)));
  }
  return { path, program, ownership, screens, reach, markup, calls, requests, sends };
}

import { decodeLooseJson, isRecord } from '../../decode/javascript/literal.js';
import type { Entry } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import type { Registered } from './registered.js';

/** Packages that answer requests: no app that a person holds has a use for them. Cloud functions are part of their app. */
const SERVES =
  /^(express|koa|fastify|egg|hapi|@hapi\/hapi|restify|@nestjs\/core|@midwayjs\/(core|koa|web)|@adonisjs\/core|thinkjs|mongoose|sequelize|typeorm|@prisma\/client|mysql2?|pg)$/;
const PACKAGE = /^(?!.*(?:node_modules|miniprogram_npm)\/)(.+\/)package\.json$/;

/**
 * Whether a file is of a server that is kept with the source of the app: below a folder with a `package.json` of its own that asks
 * for what only servers use, and without a page of the app.
 */
export function serverFiles(entries: readonly Entry[], { folders }: Registered): (name: string) => boolean {
  const roots = entries.flatMap((entry) => {
    const folder = PACKAGE.exec(entry.name)?.[1];
    const holdsPage = [...folders].some((page) => folder && `${page}/`.startsWith(folder));
    return folder && !holdsPage && serves(entry) ? [folder] : [];
  });
  return (name) => roots.some((root) => name.startsWith(root));
}

function serves(entry: Entry): boolean {
  const bytes = readEntry(entry);
  const settings = bytes && decodeLooseJson(bytes.toString('utf8'));
  const needs = isRecord(settings) && isRecord(settings.dependencies) ? Object.keys(settings.dependencies) : [];
  return needs.some((name) => SERVES.test(name));
}

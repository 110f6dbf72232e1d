import { splitBundle } from '../../../src/decode/javascript/bundle.js';
import { parseScript, type ScriptLanguage } from '../../../src/decode/javascript/parse.js';
import { type Application, createApplication } from '../../../src/extract/javascript/application/application.js';
import { readGates } from '../../../src/extract/javascript/gates/index.js';
import type { ScriptModule, Unit } from '../../../src/extract/javascript/module/model.js';
import { readModule } from '../../../src/extract/javascript/module/module.js';
import { readRequest } from '../../../src/extract/javascript/requests/requests.js';

/** Module of one script; the file's name is its id. */
export function moduleOf(text: string, id = 'pages/a/a.js'): ScriptModule {
  const language = id.slice(id.lastIndexOf('.') + 1) as ScriptLanguage;
  const parsed = parseScript(text, language);
  if (!parsed) throw new Error(`${id} does not parse`);
  return readModule({ id, path: id, text, owner: 'own' }, parsed.file.program);
}

/** An application of files given as name → text; bundles are split. */
export function application(files: Record<string, string>): Application {
  const modules = Object.entries(files).flatMap(([id, text]) => {
    const bundled = splitBundle(parseScript(text)?.file ?? ({ program: undefined as never } as never));
    if (bundled.length === 0) return [moduleOf(text, id)];
    return bundled.map((part) => readModule({ id: part.id, path: id, text, owner: 'own', wrapper: part.wrapper }, part.root));
  });
  return createApplication(modules);
}

/** `subject shape message → guards` of every gate of the first file. */
export function gatesOf(first: string, others: Record<string, string> = {}): string[] {
  const app = application({ 'pages/a/a.js': first, ...others });
  return [...app.modules.values()].flatMap((module) =>
    readGates(app, module, new Map<Unit, boolean>()).map(
      ({ subject, shape, message = '', guards = '', silent }) =>
        `${subject} ${shape} ${silent ? '(silent)' : message} → ${guards}`,
    ),
  );
}

/** `METHOD path (params) via sends` of every request of an application. */
export function requestsOf(files: Record<string, string>, pages: string[] = []): string[] {
  const app = application(files);
  const memo = new Map<Unit, boolean>();
  return [...app.modules.values()].flatMap((module) =>
    module.calls.flatMap((call) => {
      const request = readRequest(app, call, new Set(pages), memo);
      if (!request) return [];
      return [request.path, ...(request.otherPaths ?? [])].map(
        (path) => `${request.method ?? '?'} ${path} (${request.params}) ${request.via} [${request.sends}]`,
      );
    }),
  );
}

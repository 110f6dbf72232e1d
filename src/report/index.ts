import type { Writer } from './writer.js';

export type { Writer } from './writer.js';

/** One line per format; a writer is loaded only when it is asked for. */
const loaders: Record<string, () => Promise<Writer>> = {
  text: async () => (await import('./text/index.js')).text,
  json: async () => (await import('./json.js')).json,
  pdf: async () => (await import('./pdf/index.js')).pdf,
  ofd: async () => (await import('./ofd/index.js')).ofd,
  docx: async () => (await import('./docx/index.js')).docx,
  html: async () => (await import('./html/index.js')).html,
  markdown: async () => (await import('./markdown/index.js')).markdown,
  sarif: async () => (await import('./sarif/index.js')).sarif,
  junit: async () => (await import('./junit.js')).junit,
  'gitlab-codequality': async () => (await import('./gitlab/code-quality.js')).gitlabCodeQuality,
  'gitlab-sast': async () => (await import('./gitlab/sast.js')).gitlabSast,
  csv: async () => (await import('./tables/csv.js')).csv,
  xlsx: async () => (await import('./xlsx/index.js')).xlsx,
};

/** Names for `-f` and `-o`. */
export const formats: string[] = Object.keys(loaders);

/** Loads the writer of a format. @throws RangeError for a name that is not in `formats` */
export async function loadWriter(format: string): Promise<Writer> {
  const load = Object.hasOwn(loaders, format) ? loaders[format] : undefined;
  if (!load) throw new RangeError(`没有“${format}”格式的报告；可用：${formats.join('、')}`);
  return load();
}

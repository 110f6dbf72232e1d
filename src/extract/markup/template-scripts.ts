import type { MarkupElement } from '../../decode/template/markup.js';

/** A `<wxs>` or `<sjs>` module a template calls by a name. */
export interface TemplateScript {
  name: string;
  src?: string;
  text?: string;
}

/** Elements that hold or name a script of the view. */
const SCRIPTS = new Set(['wxs', 'sjs', 'qs', 'import-sjs', 'filter']);

export function isTemplateScript({ name }: MarkupElement): boolean {
  return SCRIPTS.has(name);
}

/** The script an element names; undefined where it gives it no name to be called by. */
export function templateScript({ attributes, children }: MarkupElement): TemplateScript | undefined {
  const written = (name: string): string | undefined => attributes.find((attribute) => attribute.name === name)?.value;
  const name = written('module') ?? written('name');
  const [first] = children;
  const text = first?.type === 'text' ? first.value : undefined;
  const src = written('src') ?? written('from');
  return name ? { name, ...(src && { src }), ...(text && { text }) } : undefined;
}

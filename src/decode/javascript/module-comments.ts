import type { File } from '@babel/types';

/** `!*** ./src/a.js ***!` between lines of stars, as webpack writes before each module of a development build. */
const NAMED = /^!\*+!\*\\\s+!\*\*\* (.+?) \*\*\*!\s+\\\*+$/;

/** The file a module was made of, by the places between which the comment that names it must begin. */
export type FileBetween = (start: number, end: number) => string | undefined;

/**
 * Files that the comments of a development build name. Loaders and the query are taken off: `./a-loader.js!./src/a.vue?vue&type=script`
 * is `src/a.vue`.
 * Source: webpack 4.47 FunctionModuleTemplatePlugin.js
 */
export function namedFiles(file: File): FileBetween {
  const named = (file.comments ?? []).flatMap((comment) => {
    const name = NAMED.exec(comment.value)?.[1];
    return name ? [{ start: comment.start ?? 0, name: resourceOf(name) }] : [];
  });
  return (start, end) => {
    let low = 0;
    for (let high = named.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (named[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    const found = named[low];
    return found && found.start < end ? found.name : undefined;
  };
}

function resourceOf(name: string): string {
  return name
    .slice(name.lastIndexOf('!') + 1)
    .replace(/\?.*$/, '')
    .replace(/^\.\//, '');
}

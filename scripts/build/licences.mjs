import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licence texts of every package whose code went into a bundle. @param inputs files of the bundle, from the root */
export function licences(root, inputs) {
  const packages = new Set(inputs.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  return [...packages]
    .sort()
    .map((name) => {
      const { version, license } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
      return `${name} ${version} (${license})\n\n${licenceText(join(root, 'node_modules', name))}`;
    })
    .join(`\n${'='.repeat(80)}\n`);
}

function licenceText(folder) {
  for (const file of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE', 'LICENSE.markdown']) {
    try {
      const font = join(folder, 'LICENSE_FONT');
      return [readFileSync(join(folder, file), 'utf8'), ...(existsSync(font) ? [readFileSync(font, 'utf8')] : [])].join('\n');
    } catch {
      // another spelling of the file name may be there
    }
  }
  return '';
}

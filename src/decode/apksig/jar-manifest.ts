/** One section of a JAR manifest or signature file. */
export interface Section {
  attributes: ReadonlyMap<string, string>;
  /** The section as digests cover it, with the blank line behind it. */
  bytes: Buffer;
}

/**
 * Sections of `MANIFEST.MF` or `*.SF`; the first is the main one. Attribute names are lower-cased, continued lines joined.
 * Source: JAR File Specification, "Manifest and signature specification".
 */
export function readSections(file: Buffer): Section[] {
  const sections: Section[] = [];
  let start = 0;
  let lines: string[] = [];
  for (let at = 0; at < file.length; ) {
    let end = at;
    while (end < file.length && file[end] !== 0x0a && file[end] !== 0x0d) end++;
    const line = file.toString('utf8', at, end);
    at = end + (file[end] === 0x0d && file[end + 1] === 0x0a ? 2 : 1);
    if (line !== '') {
      if (line.startsWith(' ') && lines.length > 0) lines[lines.length - 1] += line.slice(1);
      else lines.push(line);
      if (at < file.length) continue;
    }
    const stop = Math.min(at, file.length);
    if (lines.length > 0) sections.push({ attributes: attributesOf(lines), bytes: file.subarray(start, stop) });
    else if (sections.length === 0 && start === 0) sections.push({ attributes: new Map(), bytes: file.subarray(0, stop) });
    lines = [];
    start = stop;
  }
  return sections;
}

function attributesOf(lines: readonly string[]): Map<string, string> {
  const out = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) out.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return out;
}

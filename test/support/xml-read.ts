/** The elements of an XML text that do not fit each other, or characters that stand where none may; nothing if it is well formed. */
export function brokenXml(text: string): string[] {
  const open: string[] = [];
  const broken: string[] = [];
  const tag = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|<\?xml [^?]*\?>|([^<]+)|</g;
  for (const [whole, closes, name, attributes, isEmpty, words] of text.matchAll(tag)) {
    if (words !== undefined || attributes) {
      if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(words ?? attributes!)) broken.push(`reference: ${whole.slice(0, 60)}`);
    }
    if (whole === '<') broken.push(`tag at ${open.join('/')}`);
    if (name === undefined || isEmpty) continue;
    if (!closes) open.push(name);
    else if (open.pop() !== name) broken.push(`</${name}>`);
  }
  return [...broken, ...open.map((name) => `<${name}>`)];
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The text of every element of a name, references resolved. */
export function xmlTexts(text: string, element: string): string[] {
  return [...text.matchAll(new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`, 'g'))].map(([, inner]) =>
    inner!.replace(/&(?:(\w+)|#(\d+));/g, (_, name: string, code: string) =>
      name ? ENTITIES[name]! : String.fromCodePoint(Number(code)),
    ),
  );
}

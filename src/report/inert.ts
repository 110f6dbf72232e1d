/**
 * Characters that act instead of showing: C0 and C1 controls (with ANSI escapes), bidirectional overrides and isolates,
 * zero-width and other invisible format characters, line separators, tag characters and lone surrogates.
 */
const ACTIVE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]|\u034f|\u17b4|\u17b5|\p{Surrogate}/gu;
const SPACES = /[\t\n\v\f\r]+/g;

/**
 * Makes a text from the package safe to show on a terminal or page: line breaks and tabs become one space, every other
 * character that acts becomes its visible name (`[U+202E]`). Ordinary text comes back unchanged.
 */
export function inert(text: string): string {
  return text.replace(SPACES, ' ').replace(ACTIVE, name);
}

/** The same for a text of many lines: line breaks and tabs stay. */
export function inertLines(text: string): string {
  return text.replace(ACTIVE, (character) => (character === '\n' || character === '\t' ? character : name(character)));
}

/** Writes the same characters as `\uXXXX` in finished JSON, which leaves its value as it was. */
export function inertJson(json: string): string {
  return json.replace(ACTIVE, (character) => (character === '\n' ? character : escapeUnits(character)));
}

function name(character: string): string {
  return `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join(
    '',
  );
}

/** Acronym runs stay whole, with a plural s (`IDs`); then words by case, digits, and runs of Chinese. */
const TOKEN = /[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[\u3400-\u9fff]+/g;

/**
 * Splits an identifier or path into lower-case tokens by case, digits and separators: `getHTTPUrl2` → get, http, url, 2;
 * `/api/user/signIn` → api, user, sign, in. Words are looked for among whole tokens, never inside one: most hits of a
 * substring search are chance (`Article` holds cart, `border` order, `assign` sign).
 */
export function tokenise(identifier: string): string[] {
  return (identifier.match(TOKEN) ?? []).map((token) => token.toLowerCase());
}

/**
 * The words a token may be a form of, without itself: `points` → point, `voting` → vote, `signed` → sign.
 * Endings that make other words (`-er`: pointer, order; `-ion`: station) are not taken off.
 */
export function stems(token: string): string[] {
  if (token.length < 4) return [];
  if (token.endsWith('ing')) return longEnough([token.slice(0, -3), `${token.slice(0, -3)}e`]);
  if (token.endsWith('ed')) return longEnough([token.slice(0, -2), token.slice(0, -1)]);
  if (token.endsWith('es')) return longEnough([token.slice(0, -2), token.slice(0, -1)]);
  return token.endsWith('s') && !token.endsWith('ss') ? longEnough([token.slice(0, -1)]) : [];
}

function longEnough(words: string[]): string[] {
  return words.filter((word) => word.length >= 3);
}

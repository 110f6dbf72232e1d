/** Splits an identifier into lower-case tokens by case, digits and separators; acronym runs stay whole: `getHTTPUrl2` → get, http, url, 2. */
export function tokenise(identifier: string): string[] {
  const parts = identifier.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[\u3400-\u9fff]+/g) ?? [];
  return parts.map((part) => part.toLowerCase());
}

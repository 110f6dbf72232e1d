/** Different people from which on it is a list, not an example. */
const LEAST = 3;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const NUMBER = /(?<!\d)[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?![\dA-Za-z])/g;

/** Where a list of citizen identity numbers begins; undefined for none. Source: GB 11643-1999 (check digit by ISO 7064 mod 11-2) */
export function identityNumbers(text: string): { offset: number; count: number } | undefined {
  const found = new Map<string, number>();
  for (const match of text.matchAll(NUMBER)) if (isValid(match[0]) && !found.has(match[0])) found.set(match[0], match.index);
  return found.size >= LEAST ? { offset: Math.min(...found.values()), count: found.size } : undefined;
}

function isValid(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return CHECKS[sum % 11] === number[17];
}

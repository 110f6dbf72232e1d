/** How strongly JavaScript's operators bind, to know where a printed expression needs parentheses. */
export const BINARY: Record<string, number> = {
  '??': 2,
  '||': 2,
  '&&': 3,
  '|': 4,
  '^': 5,
  '&': 6,
  '==': 7,
  '!=': 7,
  '===': 7,
  '!==': 7,
  '<': 8,
  '>': 8,
  '<=': 8,
  '>=': 8,
  in: 8,
  instanceof: 8,
  '<<': 9,
  '>>': 9,
  '>>>': 9,
  '+': 10,
  '-': 10,
  '*': 11,
  '/': 11,
  '%': 11,
  '**': 12,
};
export const TERNARY = 1;
export const UNARY = 14;
export const PRIMARY = 16;

/**
 * The name a function has in the source. Since 12.0.4.0 the scopes around it stand before it (`#~Index>#submit`, `#~@0>@1*#`),
 * before that a hash did (`#5634#submit`); anonymous functions have an empty one.
 * Source: naming conventions for Ark bytecode functions (docs of OpenHarmony)
 */
export function sourceName(name: string): string {
  const inner = /^#[^#]*#(.*)$/s.exec(name)?.[1];
  return inner === undefined ? name : inner.replace(/\^[0-9a-f]+$/, '');
}

import { remembered } from '../remembered.js';

/** `Lcom/example/A;` → `com.example.A`. */
export const dotted = remembered((descriptor) =>
  descriptor.startsWith('L') ? descriptor.slice(1, -1).replaceAll('/', '.') : descriptor,
);

/**
 * The class a person would name for a generated one: inner classes, lambdas, view bindings and Kotlin companions belong to
 * their outer class.
 */
export const outerClass = remembered((name) => {
  const plain = name.replace(/(^|\.)-\$\$Lambda\$(\w+?)\$[\w-]+$/, '$1$2').replace(/_ViewBinding(\$.*)?$/, '');
  const dollar = plain.indexOf('$', plain.lastIndexOf('.') + 2);
  return dollar === -1 ? plain : plain.slice(0, dollar);
});

/** `com.example.Main$1` → `com.example`; empty for a class in none. */
export function packageName(className: string): string {
  return className.slice(0, Math.max(0, className.lastIndexOf('.')));
}

/** `centerTitle` → `center_title`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}

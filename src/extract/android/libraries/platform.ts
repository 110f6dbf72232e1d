import type { LibraryTable } from './table.js';

/** The platform itself, its support libraries and the language: too common to be listed. */
export const PLATFORM: LibraryTable = {
  kind: 'platform',
  lines: `
Android = android dalvik com.android sun libcore
AndroidX = androidx
Java = java javax org.w3c org.xml org.xmlpull org.json junit j$ com.sun
Kotlin = kotlin kotlinx
JetBrains annotations = org.jetbrains org.intellij
Checker Framework = org.checkerframework
Play services = com.google.android.gms com.google.android.play
Firebase = com.google.firebase
Desugaring = com.google.devtools desugar
Scala / Groovy = scala groovy
JUnit / Mockito / Hamcrest = org.junit org.mockito org.hamcrest org.objenesis com.nhaarman
`,
};

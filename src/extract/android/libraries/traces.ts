import type { Library } from './index.js';

/** Files a library leaves in a package under names that a minifier does not change. */
const TRACES: [file: RegExp, library: Library][] = [
  [
    /^okhttp3\/internal\/publicsuffix\/|^META-INF\/(okhttp|okhttp-jvm)\.kotlin_module$|^META-INF\/proguard\/okhttp3\.pro$/,
    { name: 'OkHttp', kind: 'network' },
  ],
  [/^META-INF\/okio(-jvm|-parent)?\.kotlin_module$/, { name: 'Okio', kind: 'network' }],
  [/^META-INF\/(retrofit\.kotlin_module|proguard\/retrofit2\.pro)$/, { name: 'Retrofit', kind: 'network' }],
  [/^META-INF\/(rxjava\.properties|io\/reactivex\/\S+)$/, { name: 'RxJava', kind: 'utility' }],
  [
    /^META-INF\/(kotlinx_coroutines_core\.version|kotlinx-coroutines-\w+\.kotlin_module)$/,
    { name: 'Kotlin Coroutines', kind: 'utility' },
  ],
  [/^META-INF\/com\.google\.android\.material_material\.version$/, { name: 'Material Components', kind: 'ui' }],
  [/^META-INF\/maven\/com\.alibaba\/fastjson\//, { name: 'Fastjson', kind: 'data' }],
  [/^META-INF\/(gson\.kotlin_module|proguard\/gson\.pro)$/, { name: 'Gson', kind: 'data' }],
  [/^META-INF\/moshi\.kotlin_module$/, { name: 'Moshi', kind: 'data' }],
  [/^org\/joda\/time\/tz\//, { name: 'Joda-Time', kind: 'data' }],
  [/^pinyindb\//, { name: 'pinyin4j / TinyPinyin', kind: 'data' }],
  [/^org\/bouncycastle\/|^META-INF\/versions\/\d+\/org\/bouncycastle\//, { name: 'Bouncy Castle', kind: 'data' }],
  [/^org\/apache\/poi\/|^schemaorg_apache_xmlbeans\//, { name: 'Apache POI', kind: 'data' }],
];

/** The library that left a file, by the file's name. */
export function libraryOfFile(name: string): Library | undefined {
  // The rest of a package, most of its entries, is the app's.
  if (/^(?:res|assets|lib)\//.test(name)) return undefined;
  return TRACES.find(([file]) => file.test(name))?.[1];
}

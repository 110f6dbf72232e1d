/** Folders applications are divided into; libraries have one or two of them. */
const LAYERS =
  /^(activit(y|ies)|fragments?|adapters?|presenters?|contracts?|dao|beans?|entit(y|ies)|vo|dto|pojo|biz|models?|views?|ui|https?|net|network|utils?|base|app|common|services?|widgets?|receivers?)$/i;
/** Those a library has no use for. */
const OWN = /^(activit(y|ies)|fragments?|presenters?|contracts?|dao|beans?|entit(y|ies)|vo|dto|pojo|biz)$/i;
const LAYERS_NEEDED = 4;
const OWN_NEEDED = 2;

/**
 * Packages of two segments that are divided as an application is: pages, what they show, where it is kept, who fetches it. Projects
 * started from a template keep `com.example.myapplication` for the manifest and put their code elsewhere, and no component need
 * stand there.
 *
 * @param names classes of unknown owner
 */
export function layeredPackages(names: Iterable<string>): ReadonlySet<string> {
  const layers = new Map<string, Set<string>>();
  for (const name of names) {
    const [first, second, layer, inside] = name.split('.');
    if (inside === undefined || !LAYERS.test(layer!)) continue;
    const pack = `${first}.${second}`;
    const found = layers.get(pack);
    if (found) found.add(layer!.toLowerCase());
    else layers.set(pack, new Set([layer!.toLowerCase()]));
  }
  const isApp = (found: ReadonlySet<string>): boolean =>
    found.size >= LAYERS_NEEDED && [...found].filter((layer) => OWN.test(layer)).length >= OWN_NEEDED;
  return new Set([...layers].filter(([, found]) => isApp(found)).map(([pack]) => pack));
}

import { sourceName } from '../../../decode/ark/index.js';
import type { Fact } from '../../../facts/types.js';
import { type Base, elementFacts, identifier, type Place } from '../../bytecode/element-facts.js';
import { readHeartbeats } from '../../bytecode/heartbeats.js';
import { nameOf } from '../../bytecode/naming.js';
import { requestFact, unitFacts } from '../../bytecode/unit-facts.js';
import { apiOf } from './apis.js';
import type { ArkBundle } from './bundle.js';
import { isNavigation, targetOf } from './navigation.js';
import { readTimings } from './timing.js';

/** All facts of the own code of one Ark file. */
export function arkFacts(bundle: ArkBundle): Fact[] {
  const { program, reach, path, ownership } = bundle;
  const base: Place = (unit, offset) => ({
    at: { path, offset, ...unitLabel(bundle, unit) },
    owner: 'own',
    screens: reach.screensOf(unit),
    ...(reach.isHandled(unit) && { linked: true }),
  });
  return [
    ...screenFacts(bundle, base),
    ...markupFacts(bundle, base),
    ...callFacts(bundle, base),
    ...timingFacts(bundle, base),
    ...[...program.units.keys()].filter(ownership.isOwn).flatMap((unit) => codeFacts(bundle, unit, base)),
    ...classFacts(bundle, base),
    ...ownership.sdks,
  ];
}

/** `submit[345]` of `com.example/entry/ets/pages/Index`: how evidence names a function, and `cat --method` finds it again. */
function unitLabel({ program }: ArkBundle, unit: number): { class: string; method: string } {
  return { class: program.sourceOf(unit)?.owner.name ?? '', method: `${program.nameOf(unit)}[${unit}]` };
}

function screenFacts({ screens, reach, program, calls, markup }: ArkBundle, base: Place): Fact[] {
  const isOpen = calls.some((site) => isNavigation(nameOf(program, site.callee)) && targetOf(program, site) === undefined);
  return screens.flatMap((screen): Fact[] => {
    const { id } = screen;
    const main = screen.roots[0] ?? -1;
    const place = { ...base(main, program.file.methods[main]?.code?.start ?? 0), screens: [id] };
    const title = markup.reading.texts.find(
      ({ position, offset }) => position === 'page-title' && reach.screensOf(markup.unitAt.get(offset) ?? -1).join() === id,
    )?.value;
    const reachable = reach.reachable.has(id) ? 'yes' : isOpen ? 'unknown' : 'no';
    const from = [...(reach.from.get(id) ?? [])].sort();
    return [
      { kind: 'screen', id, ...(title && { title }), reachable, from, registered: true, ...place },
      identifier(id, 'route', place),
    ];
  });
}

/** What is shown as components, and the names that it is bound to. */
function markupFacts({ markup }: ArkBundle, base: Place): Fact[] {
  const { reading, unitAt } = markup;
  const at = (offset: number): Base => base(unitAt.get(offset) ?? -1, offset);
  const facts = elementFacts(reading, at, (expression) => expression.split('(')[0]!.split('.').at(-1)!);
  const bound = new Set<string>();
  for (const { expression, offset } of reading.bindings)
    for (const name of expression.match(/[A-Za-z_$][\w$]*/g) ?? []) {
      const place = at(offset);
      const key = `${name} ${place.screens.join()}`;
      if (name.length < 3 || name === 'this' || bound.has(key)) continue;
      bound.add(key);
      facts.push(identifier(name, 'binding', place));
    }
  return facts;
}

function callFacts({ program, calls, markup, requests }: ArkBundle, base: Place): Fact[] {
  return calls.flatMap((site): Fact[] => {
    if (markup.sites.has(site)) return [];
    const place = base(site.unit, site.at);
    const api = apiOf(program, site);
    const request = requests.get(site);
    return [...(api ? [{ kind: 'api' as const, ...api, ...place }] : []), ...(request ? [requestFact(request, place)] : [])];
  });
}

function timingFacts({ program, ownership, calls, requests, sends }: ArkBundle, base: Place): Fact[] {
  const found = [...readTimings(program, ownership.isOwn, requests, sends), ...readHeartbeats(program, calls, requests, sends)];
  return found.map(({ unit, at, ...timing }): Fact => ({ kind: 'timing', ...timing, ...base(unit, at) }));
}

function codeFacts({ program, markup, requests, sends }: ArkBundle, unit: number, base: Place): Fact[] {
  const facts = unitFacts(program, program.units.get(unit)!, markup.sites, requests, sends, base);
  const name = sourceName(program.file.methods[unit]?.name ?? '');
  if (/^[A-Za-z_$][\w$]{2,}$/.test(name) && !FRAMEWORK.test(name))
    facts.push(identifier(name, 'method', base(unit, program.file.methods[unit]?.code?.start ?? 0)));
  return facts;
}

/** Methods that the compiler of ArkUI adds to every component. */
const FRAMEWORK =
  /^(func_main_0|initialRender|rerender|updateStateVars|aboutToBeDeleted|aboutToBeDeletedInternal|setInitiallyProvidedValue|purgeVariableDependenciesOnElmtId|resetStateVarsOnReuse|getEntryName|static_initializer|instance_initializer|aboutToReuse|aboutToAppear|aboutToDisappear|onPageShow|onPageHide|updateRecycleElmtId|itemCreation\d*|deepRenderFunction|observedDeepRender|itemGenFunction|forEachItemGenFunction|forEachItemIdFunc|elmtId)$/;

/** Names of the app's classes and of what their objects keep. */
function classFacts({ program, ownership }: ArkBundle, base: Place): Fact[] {
  return [...program.classes.values()]
    .filter(({ id }) => ownership.isOwn(id))
    .flatMap((info): Fact[] => {
      const place = base(info.id, program.file.methods[info.id]?.code?.start ?? 0);
      const fields = [...info.fields.keys()]
        .map((name) => name.replace(/^__/, ''))
        .filter((name) => /^[A-Za-z_$][\w$]{2,}$/.test(name) && !/_$/.test(name));
      return [
        ...(/^[A-Za-z_$][\w$]{2,}$/.test(info.name) ? [identifier(info.name, 'class', place)] : []),
        ...[...new Set(fields)].map((name) => identifier(name, 'field', place)),
      ];
    });
}

import { normaliseText } from '../../facts/normalise.js';
import type { FactStore } from '../../facts/store.js';
import type { ApiFact, ApiFamily, At, Carrier, FactKind, FactsFile } from '../../facts/types.js';
import { declaredCarrier } from './carriers.js';
import { missingIn } from './scenes.js';
import type { Declaration } from './types.js';

export interface Difference {
  what: string;
  at?: At;
  kind?: FactKind;
}

interface Both {
  file: FactsFile;
  store: FactStore;
  declaration: Declaration;
}

interface Comparison {
  id: string;
  title: string;
  /** What differs; undefined where one side says nothing. */
  compare(both: Both): Difference[] | undefined;
}

/** What can be held against the package, in the order of the declaration. */
export const COMPARISONS: readonly Comparison[] = [
  {
    id: 'name',
    title: '应用名称',
    compare: ({ file, declaration }) => different('名称', declaration.app.name, file.package.name, normaliseText),
  },
  {
    id: 'id',
    title: '包名或 AppID',
    compare: ({ file: { package: app }, declaration: { app: declared } }) => {
      if (!declared.ids || !app.id) return undefined;
      return declared.ids.includes(app.id) ? [] : [{ what: `申报 ${declared.ids.join('、')}，样品是 ${app.id}` }];
    },
  },
  {
    id: 'version',
    title: '版本',
    compare: ({ file, declaration }) => different('版本', declaration.app.versionName, file.package.versionName, (text) => text),
  },
  { id: 'carrier', title: '形态', compare: ({ file, declaration }) => carrierDifference(file.package.carrier, declaration) },
  { id: 'build', title: '正式版或测试版', compare: buildDifference },
  { id: 'filing', title: '备案编号', compare: ({ declaration }) => filingDifference(declaration) },
  { id: 'units', title: '建设主体', compare: ({ declaration: { units } }) => unitNotes(units) },
  { id: 'hosts', title: '远程页面域名', compare: hostDifference },
  { id: 'other-apps', title: '跳转的其他应用', compare: otherAppDifference },
  { id: 'fees', title: '收费', compare: feeDifference },
  { id: 'push', title: '推送对象', compare: pushDifference },
  { id: 'scenes', title: '特殊场景', compare: sceneDifference },
];

function different(
  title: string,
  declared: string | undefined,
  found: string | undefined,
  fold: (text: string) => string,
): Difference[] | undefined {
  if (!declared || !found) return undefined;
  return fold(declared) === fold(found) ? [] : [{ what: `申报的${title}是“${declared}”，样品是“${found}”` }];
}

function carrierDifference(carrier: Carrier, { app }: Declaration): Difference[] | undefined {
  if (!app.carriers || carrier === 'unknown' || carrier === 'multi') return undefined;
  const named = declaredCarrier(carrier);
  return app.carriers.includes(named) ? [] : [{ what: `申报的形态是 ${app.carriers.join('、')}，样品是 ${carrier}` }];
}

function buildDifference({ file, store, declaration }: Both): Difference[] {
  if (declaration.build.kind === 'test') return [{ what: '申报为测试版：结论只对测试版，正式版须另行送检' }];
  const debugged = store.of('limit').find((limit) => limit.reason === 'debug-build');
  if (debugged) return [{ what: `申报为正式版，样品是调试版：${debugged.detail}`, at: debugged.at }];
  const signed = file.package.signature.certificates.some(({ debug }) => debug);
  return signed ? [{ what: '申报为正式版，样品用调试证书签名' }] : [];
}

function filingDifference({ filing }: Declaration): Difference[] {
  if (filing.type === 'first' && filing.number) return [{ what: `申报为首次备案，又申报了备案编号 ${filing.number}` }];
  if ((filing.type === 'change' || filing.type === 'again') && !filing.number)
    return [{ what: '申报为变更或重新备案，没有申报备案编号' }];
  return [];
}

function unitNotes({ level, nature }: Declaration['units']): Difference[] | undefined {
  if (!level && !nature) return undefined;
  const notes: Difference[] = [];
  if (level === 'below-county') notes.push({ what: '县以下单位原则上不得开发建设政务应用程序（第二条）' });
  if (nature === 'institution-other')
    notes.push({ what: '不承担行政职能的事业单位主办的应用程序不纳入统一备案管理（第五条第二款）' });
  return notes;
}

/** Calls of a family that are not a library's. */
function callsOf(store: FactStore, family: ApiFamily): ApiFact[] {
  return store.of('api').filter((fact) => fact.family === family && fact.owner !== 'third-party');
}

function hostDifference({ store, declaration: { remoteHosts } }: Both): Difference[] | undefined {
  const shown = callsOf(store, 'web-view').flatMap(({ detail = '', at }) => {
    const host = /^https?:\/\/([^/:?#{}]+)/i.exec(detail)?.[1]?.toLowerCase();
    return host ? [{ host, at }] : [];
  });
  if (!remoteHosts && shown.length === 0) return undefined;
  const declared = (remoteHosts ?? []).map((host) => host.toLowerCase());
  const isDeclared = (host: string): boolean => declared.some((one) => host === one || host.endsWith(`.${one}`));
  return distinct(
    shown.filter(({ host }) => !isDeclared(host)).map(({ host, at }) => ({ what: `远程页面域名 ${host} 未申报`, at })),
  );
}

function otherAppDifference({ store, declaration: { otherApps } }: Both): Difference[] | undefined {
  const opened = callsOf(store, 'open-other-app');
  if (!otherApps && opened.length === 0) return undefined;
  if (!otherApps)
    return distinct(opened.map(({ name, at }) => ({ what: `代码打开其他应用（${name}），未申报跳转的应用`, at, kind: 'api' })));
  return distinct(
    otherApps.filter(({ filingNumber }) => !filingNumber).map(({ name }) => ({ what: `跳转的“${name}”未申报备案编号` })),
  );
}

function feeDifference({ store, declaration: { fees } }: Both): Difference[] | undefined {
  const paying = callsOf(store, 'pay');
  if (!fees && paying.length === 0) return undefined;
  if (!fees) return distinct(paying.map(({ name, at }) => ({ what: `代码调用支付（${name}），未申报收费`, at, kind: 'api' })));
  return fees.filter(({ kind, basis }) => kind !== 'commercial' && !basis).map(({ name }) => ({ what: `收费“${name}”未写依据` }));
}

function pushDifference({ store, declaration: { pushTargets } }: Both): Difference[] | undefined {
  const pushing = store.of('sdk').filter((fact) => fact.category === 'push' && fact.called !== false);
  if (pushing.length === 0) return pushTargets ? [] : undefined;
  if (pushTargets) return [];
  return distinct(pushing.map(({ name, at }) => ({ what: `含推送 SDK ${name}，未申报推送对象和用途`, at, kind: 'sdk' })));
}

function sceneDifference({ store, declaration: { scenes } }: Both): Difference[] | undefined {
  return scenes?.flatMap((scene) => [
    ...scene.screens
      .filter((screen) => !store.screens.has(screen))
      .map((screen) => ({ what: `特殊场景“${scene.function}”申报的页面 ${screen} 不在样品中` })),
    ...missingIn(scene).map((field) => ({ what: `特殊场景“${scene.function}”未写${field}` })),
  ]);
}

function distinct(differences: readonly Difference[]): Difference[] {
  return [...new Map(differences.map((one) => [one.what, one])).values()];
}

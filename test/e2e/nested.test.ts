import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGES, scanJson } from './command.js';

interface Item {
  rule: string;
  kind: string;
  verdict: string;
  contexts: { screen?: string; evidence: { at: { path: string } }[] }[];
}

function scan(file: string) {
  return scanJson([join(PACKAGES, file)]) as { items: Item[]; limits: unknown[]; package: { hosts: string[] } };
}

it('an app that only carries others has the findings of all it carries, with the path to each', () => {
  const { items, limits, package: app } = scan('android-container.apk');
  const item = (rule: string) => items.find((one) => one.rule === rule)!;
  const places = (rule: string) =>
    item(rule).contexts.map(({ screen, evidence }) => [screen, evidence[0]!.at.path.replace('android-container.apk!', '')]);
  expect(app.hosts).toEqual(['alipay-h5', 'html', 'mini-program', 'native', 'quickapp-engine']);
  expect(limits).toEqual([]);
  expect(item('14-2-check-in').verdict).toBe('found');
  expect(places('14-2-check-in')).toEqual([
    [
      'assets/mini/wx1234567890abcdef/main.wxapkg!pages/checkin/checkin',
      'assets/mini/wx1234567890abcdef/main.wxapkg!app-service.js',
    ],
    ['assets/offline/pages.dat!checkin.html', 'assets/offline/pages.dat!js/checkin.js'],
    ['assets/plugins/grid!cn.example.grid.checkin.CheckInActivity', 'assets/plugins/grid!classes.dex'],
    ['assets/quick/work.rpk!pages/sign', 'assets/quick/work.rpk!pages/sign/index.js'],
  ]);
  expect(item('14-2-points-ranking').verdict).toBe('found');
  expect(places('14-2-points-ranking')).toContainEqual([
    'assets/nebula/20250001_1.0.0.1.amr!www/index.html',
    'assets/nebula/20250001_1.0.0.1.amr!20250001.tar!www/js/index.js',
  ]);
  // From the subpackage that lies beside its main package.
  expect(places('14-5-commerce')).toContainEqual([
    'assets/mini/wx1234567890abcdef/main.wxapkg!packageWork/pages/mall/mall',
    'assets/mini/wx1234567890abcdef/work.wxapkg!packageWork/app-service.js',
  ]);
});

it('the same container with clean packages has no finding, and their complaint pages count as the app’s', () => {
  const { items, limits } = scan('android-container-clean.apk');
  const verdicts = (kind: string) => [...new Set(items.filter((item) => item.kind === kind).map(({ verdict }) => verdict))];
  expect(verdicts('prohibition')).toEqual(['not-found']);
  expect(items.filter(({ rule }) => rule.startsWith('18-')).map(({ verdict }) => verdict)).toEqual(Array(4).fill('present'));
  expect(limits).toEqual([]);
});

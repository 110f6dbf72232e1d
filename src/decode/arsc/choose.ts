import type { ResourceConfig } from './config.js';
import { localeScore } from './locale.js';

/** A common phone in mainland China: what is chosen for it is what its owner reads. Any newer version, any of the carriers. */
const PHONE = {
  mcc: 460,
  layoutDirection: 1,
  smallestWidth: 411,
  width: 411,
  height: 891,
  size: 2,
  long: 2,
  round: 1,
  wideGamut: 1,
  hdr: 1,
  orientation: 1,
  uiMode: 1,
  night: 1,
  density: 480,
  touchscreen: 3,
  keysHidden: 1,
  keyboard: 1,
  navHidden: 1,
  navigation: 1,
} as const;
const KEYS_SOFT = 3;
const ANY_DENSITY = 0xfffe;
const EXACT = [
  'layoutDirection',
  'long',
  'round',
  'wideGamut',
  'hdr',
  'orientation',
  'uiMode',
  'night',
  'touchscreen',
  'keyboard',
  'navHidden',
  'navigation',
] as const;

/**
 * Orders configurations by how well they suit a reader in mainland China: first what the platform would choose on a phone set to
 * simplified Chinese, in its order of criteria; then what it would not show there at all, traditional Chinese before English before
 * others. Equal ones keep the order of the table, as the platform does.
 * Source: AOSP libs/androidfw ResourceTypes.cpp, ResTable_config::match, isBetterThan, isLocaleBetterThan
 */
export function compareConfigs(a: ResourceConfig, b: ResourceConfig): number {
  const left = scores(a);
  const right = scores(b);
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return left[i]! - right[i]!;
  return 0;
}

const memo = new WeakMap<ResourceConfig, number[]>();

function scores(config: ResourceConfig): number[] {
  const known = memo.get(config);
  if (known) return known;
  const found = [misfit(config), ...preference(config)];
  memo.set(config, found);
  return found;
}

/** 0 where the platform would take it, more the further it is from that. */
function misfit(config: ResourceConfig): number {
  const locale = localeScore(config);
  if (locale === undefined) return config.language === 'zh' ? 2 : config.language === 'en' ? 3 : 4;
  if (config.mcc !== 0 && config.mcc !== PHONE.mcc) return 2;
  const fits =
    EXACT.every((key) => config[key] === 0 || config[key] === PHONE[key]) &&
    (config.keysHidden === 0 || config.keysHidden === PHONE.keysHidden || config.keysHidden === KEYS_SOFT) &&
    config.size <= PHONE.size &&
    config.smallestWidth <= PHONE.smallestWidth &&
    config.width <= PHONE.width &&
    config.height <= PHONE.height;
  return fits ? 0 : 1;
}

/** Lower is better, criterion by criterion. */
function preference(config: ResourceConfig): number[] {
  const named = (value: number): number => (value === 0 ? 1 : 0);
  return [
    named(config.mcc),
    named(config.mnc),
    localeScore(config) ?? 0,
    config.variant ? 1 : 0,
    config.numbering ? 1 : 0,
    named(config.layoutDirection),
    -config.smallestWidth,
    -(config.width + config.height),
    -(config.size || 2),
    named(config.size),
    named(config.long),
    named(config.round),
    named(config.wideGamut),
    named(config.hdr),
    named(config.orientation),
    named(config.uiMode),
    named(config.night),
    densityScore(config.density || 160),
    named(config.touchscreen),
    named(config.keysHidden),
    named(config.keyboard),
    named(config.navHidden),
    named(config.navigation),
    -(config.screenWidth + config.screenHeight),
    -config.sdk,
  ];
}

/** A picture is rather scaled down than up. */
function densityScore(density: number): number {
  if (density === ANY_DENSITY) return -1;
  return density >= PHONE.density ? density - PHONE.density : 0x10000 - density;
}

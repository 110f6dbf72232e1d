import type { ResourceConfig } from './config.js';
import { localeName } from './locale.js';

const SIZES = ['', 'small', 'normal', 'large', 'xlarge'];
const GENDERS = ['', 'neuter', 'feminine', 'masculine'];
const MODES = ['', '', 'desk', 'car', 'television', 'appliance', 'watch', 'vrheadset'];
const DENSITIES: Record<number, string> = {
  120: 'ldpi',
  160: 'mdpi',
  213: 'tvdpi',
  240: 'hdpi',
  320: 'xhdpi',
  480: 'xxhdpi',
  640: 'xxxhdpi',
  65534: 'anydpi',
  65535: 'nodpi',
};
const NO_MNC = 0xffff;

/**
 * Qualifiers of a resource folder, in their order: `zh-rCN-land-v21`; '' for the default.
 * Source: AOSP libs/androidfw ResourceTypes.cpp, ResTable_config::toString
 */
export function configName(config: ResourceConfig): string {
  const pick = (names: string[], value: number): string => (value === 0 ? '' : (names[value] ?? `${names[1] || 'x'}${value}`));
  const parts = [
    config.mcc && `mcc${config.mcc}`,
    config.mnc && `mnc${config.mnc === NO_MNC ? 0 : config.mnc}`,
    localeName(config),
    pick(GENDERS, config.gender),
    pick(['', 'ldltr', 'ldrtl'], config.layoutDirection),
    config.smallestWidth && `sw${config.smallestWidth}dp`,
    config.width && `w${config.width}dp`,
    config.height && `h${config.height}dp`,
    pick(SIZES, config.size),
    pick(['', 'notlong', 'long'], config.long),
    pick(['', 'notround', 'round'], config.round),
    pick(['', 'nowidecg', 'widecg'], config.wideGamut),
    pick(['', 'lowdr', 'highdr'], config.hdr),
    pick(['', 'port', 'land', 'square'], config.orientation),
    pick(MODES, config.uiMode),
    pick(['', 'notnight', 'night'], config.night),
    config.density && (DENSITIES[config.density] ?? `${config.density}dpi`),
    pick(['', 'notouch', 'stylus', 'finger'], config.touchscreen),
    pick(['', 'keysexposed', 'keyshidden', 'keyssoft'], config.keysHidden),
    pick(['', 'nokeys', 'qwerty', '12key'], config.keyboard),
    pick(['', 'navexposed', 'navhidden'], config.navHidden),
    pick(['', 'nonav', 'dpad', 'trackball', 'wheel'], config.navigation),
    (config.screenWidth || config.screenHeight) && `${config.screenWidth}x${config.screenHeight}`,
    config.sdk && `v${config.sdk}${config.minor ? `.${config.minor}` : ''}`,
  ];
  return parts.filter(Boolean).join('-');
}

import { unpackCode } from './locale.js';

/**
 * A resource configuration: what a device must be for a value to be meant for it. 0 and '' stand for "any"; the numbers are
 * those of `ResTable_config`.
 */
export interface ResourceConfig {
  mcc: number;
  mnc: number;
  language: string;
  region: string;
  script: string;
  variant: string;
  numbering: string;
  gender: number;
  layoutDirection: number;
  smallestWidth: number;
  width: number;
  height: number;
  size: number;
  long: number;
  round: number;
  wideGamut: number;
  hdr: number;
  orientation: number;
  uiMode: number;
  night: number;
  density: number;
  touchscreen: number;
  keysHidden: number;
  keyboard: number;
  navHidden: number;
  navigation: number;
  screenWidth: number;
  screenHeight: number;
  sdk: number;
  minor: number;
}

export const ANY_CONFIG: ResourceConfig = {
  mcc: 0,
  mnc: 0,
  language: '',
  region: '',
  script: '',
  variant: '',
  numbering: '',
  gender: 0,
  layoutDirection: 0,
  smallestWidth: 0,
  width: 0,
  height: 0,
  size: 0,
  long: 0,
  round: 0,
  wideGamut: 0,
  hdr: 0,
  orientation: 0,
  uiMode: 0,
  night: 0,
  density: 0,
  touchscreen: 0,
  keysHidden: 0,
  keyboard: 0,
  navHidden: 0,
  navigation: 0,
  screenWidth: 0,
  screenHeight: 0,
  sdk: 0,
  minor: 0,
};

/** Size of the newest form; older tool-chains write 28 to 56 bytes of it, and what they leave out is "any". */
const SIZE = 64;

/** Reads a `ResTable_config`. Source: AOSP libs/androidfw ResourceTypes.h, ResTable_config */
export function readConfig(bytes: Buffer, at: number, end: number): ResourceConfig {
  const own = Buffer.alloc(SIZE);
  bytes.copy(own, 0, at, Math.min(end, at + SIZE, at + bytes.readUInt32LE(at)));
  const text = (from: number, length: number): string => own.toString('latin1', from, from + length).replace(/\0.*$/s, '');
  const layout = own[28]!;
  const mode = own[29]!;
  const colour = own[49]!;
  return {
    mcc: own.readUInt16LE(4),
    mnc: own.readUInt16LE(6),
    language: unpackCode(own[8]!, own[9]!, 0x61),
    region: unpackCode(own[10]!, own[11]!, 0x30),
    // A script that was computed from the region says nothing new.
    script: own[52] === 0 ? text(36, 4) : '',
    variant: text(40, 8),
    numbering: text(53, 8),
    gender: own[19]! & 0x03,
    layoutDirection: (layout & 0xc0) >> 6,
    smallestWidth: own.readUInt16LE(30),
    width: own.readUInt16LE(32),
    height: own.readUInt16LE(34),
    size: layout & 0x0f,
    long: (layout & 0x30) >> 4,
    round: own[48]! & 0x03,
    wideGamut: colour & 0x03,
    hdr: (colour & 0x0c) >> 2,
    orientation: own[12]!,
    uiMode: mode & 0x0f,
    night: (mode & 0x30) >> 4,
    density: own.readUInt16LE(14),
    touchscreen: own[13]!,
    keysHidden: own[18]! & 0x03,
    keyboard: own[16]!,
    navHidden: (own[18]! & 0x0c) >> 2,
    navigation: own[17]!,
    screenWidth: own.readUInt16LE(20),
    screenHeight: own.readUInt16LE(22),
    sdk: own.readUInt16LE(24),
    minor: own.readUInt16LE(26),
  };
}

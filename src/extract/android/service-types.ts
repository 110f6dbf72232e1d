/** Source: AOSP frameworks/base attrs_manifest.xml, foregroundServiceType */
const SERVICE_TYPES: [bit: number, name: string][] = [
  [0x01, 'dataSync'],
  [0x02, 'mediaPlayback'],
  [0x04, 'phoneCall'],
  [0x08, 'location'],
  [0x10, 'connectedDevice'],
  [0x20, 'mediaProjection'],
  [0x40, 'camera'],
  [0x80, 'microphone'],
  [0x100, 'health'],
  [0x200, 'remoteMessaging'],
  [0x400, 'systemExempted'],
  [0x800, 'shortService'],
  [0x1000, 'fileManagement'],
  [0x2000, 'mediaProcessing'],
  [0x40000000, 'specialUse'],
];

/** `foregroundServiceType` is compiled to bits: `0x8` → `location`; bits without a name stay a number. */
export function serviceTypes(value: string): string {
  const bits = Number(value);
  if (!Number.isInteger(bits)) return value;
  const named = SERVICE_TYPES.filter(([bit]) => bits & bit);
  const rest = named.reduce((left, [bit]) => left & ~bit, bits);
  return [...named.map(([, name]) => name), ...(rest === 0 ? [] : [`0x${(rest >>> 0).toString(16)}`])].join('|');
}

import JSZip from 'jszip';
import { readSeals, type Seal } from '../report/seal.js';

/** `PK` */
const ZIP = 0x4b50;
/** Reports are made by us; what claims to be one may not be. */
const LARGEST_ENTRY = 50_000_000;

/**
 * The seals in a report of any format: they stand in plain ASCII in the file itself, or in an entry of one that is a ZIP.
 * A format may hold the same one more than once.
 */
export async function findSeals(bytes: Buffer): Promise<Seal[]> {
  const direct = distinct(readSeals(bytes.toString('latin1')));
  if (direct.length > 0 || bytes.length < 2 || bytes.readUInt16LE(0) !== ZIP) return direct;
  const zip = await JSZip.loadAsync(bytes).catch(() => undefined);
  for (const entry of Object.values(zip?.files ?? {})) {
    if (!/\.xml$/i.test(entry.name) || sizeOf(entry) > LARGEST_ENTRY) continue;
    const seals = distinct(readSeals(await entry.async('string')));
    if (seals.length > 0) return seals;
  }
  return [];
}

function distinct(seals: readonly Seal[]): Seal[] {
  return [...new Map(seals.map((seal) => [JSON.stringify(seal), seal])).values()];
}

/** Size an entry claims, before anything of it is inflated. */
function sizeOf(entry: unknown): number {
  return (entry as { _data?: { uncompressedSize?: number } })._data?.uncompressedSize ?? 0;
}

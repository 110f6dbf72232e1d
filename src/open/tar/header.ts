/** Tar block size: headers and padded contents. */
export const TAR_BLOCK = 512;

/**
 * Whether a tar header stands at `offset`: its checksum (sum of all bytes with the checksum field as blanks) fits.
 * Source: POSIX.1-2017 pax, ustar interchange format.
 */
export function tarChecksumFits(bytes: Buffer, offset: number): boolean {
  if (offset + TAR_BLOCK > bytes.length || bytes[offset] === 0) return false;
  const claimed = Number.parseInt(
    bytes
      .toString('latin1', offset + 148, offset + 156)
      .replace(/[\0 ]+$/, '')
      .trim(),
    8,
  );
  if (!Number.isFinite(claimed)) return false;
  let sum = 8 * 0x20;
  for (let index = 0; index < TAR_BLOCK; index++) if (index < 148 || index >= 156) sum += bytes[offset + index]!;
  return sum === claimed;
}

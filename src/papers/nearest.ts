import leven from 'leven';

/** The known name somebody most likely meant; undefined where none is near. Case and hyphens are not looked at. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_]/g, '');
  const far = Math.max(1, Math.floor(name.length * 0.4));
  const ranked = known
    .map((candidate) => ({ candidate, distance: leven(plain(name), plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= far ? best.candidate : undefined;
}

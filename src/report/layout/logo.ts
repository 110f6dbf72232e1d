import type { Logo } from '../model/index.js';

/** Points a logo may take up on the cover. */
const ROOM = { width: 120, height: 48 };

/** As large as it fits, in points, its sides as in the picture; a picture that does not say its size fills the room. */
export function logoSize({ bytes, type }: Logo): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = type === 'png' ? pngSize(view) : jpegSize(view);
  if (!size || size.width === 0 || size.height === 0) return ROOM;
  const scale = Math.min(ROOM.width / size.width, ROOM.height / size.height);
  return { width: size.width * scale, height: size.height * scale };
}

type Size = { width: number; height: number };

/** PNG (ISO/IEC 15948) 11.2.2: IHDR is the first chunk. */
function pngSize(view: DataView): Size | undefined {
  return view.byteLength < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) };
}

/** JPEG (ITU-T T.81) B.2.2: the frame header, behind any other segments. */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; at + 9 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) return undefined;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
  return undefined;
}

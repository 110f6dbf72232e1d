import { createTree, entryOfBytes } from './entry.js';
import { gunzip } from './gzip.js';
import { identifyContainer } from './identify.js';
import type { Session } from './session.js';
import { tarChecksumFits } from './tar/header.js';
import { openTar } from './tar/tar.js';
import type { Tree } from './tree.js';
import { openEncryptedWxapkg, openWxapkg } from './wxapkg/wxapkg.js';
import { openZip } from './zip/zip.js';

/** Opens bytes by their magic; undefined when they are no container. */
export function openContainer(bytes: Buffer, path: string, depth: number, session: Session): Tree | undefined {
  switch (identifyContainer(bytes)) {
    case 'zip':
      return openZip(bytes, path, depth, session);
    case 'wxapkg':
      return openWxapkg(bytes, path, depth, session);
    case 'wxapkg-encrypted':
      return openEncryptedWxapkg(bytes, path, depth, session);
    case 'tar':
      return openTar(bytes, path, depth, session);
    case 'gzip': {
      const inner = gunzip(bytes, path, session);
      return inner && tarChecksumFits(inner, 0) ? openTar(inner, path, depth, session) : undefined;
    }
    default:
      return undefined;
  }
}

/** A tree of the one file itself, for inputs that are no container but are inspected as they are (a Hermes bundle). */
export function singleFileTree(bytes: Buffer, name: string, session: Session): Tree {
  return createTree(session, { format: 'file', path: name, depth: 1, entries: [entryOfBytes(session, name, bytes)] });
}

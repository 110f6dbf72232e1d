import { createEntry, createTree } from '../entry.js';
import { decodeName, NAME_TRICKS, quoteName, safeName } from '../names.js';
import { ALL_PARTS, type Session } from '../session.js';
import type { Entry, Tree } from '../tree.js';
import { checkRecords } from './checks.js';
import { peekZipData, readZipData, type ZipSource } from './data.js';
import { type ListedRecord, readDirectory, type ZipRecord } from './directory.js';
import { findDirectory } from './end.js';
import { recoverRecords } from './recover.js';
import { findSigningBlock } from './signing-block.js';

/**
 * Lists a ZIP as Android reads it, without inflating anything. Tricks go to the session's tamper log; an archive that is cut
 * off is listed from its local headers under a limit.
 *
 * @param bytes whole archive; entries are views into it
 * @param path how a reviewer names the archive
 */
export function openZip(bytes: Buffer, path: string, depth: number, session: Session): Tree {
  const place = findDirectory(bytes, path, session);
  const records = place ? readDirectory(bytes, place, path, session) : recoverRecords(bytes, session.budget.limits.entries + 1);
  const listed = listEntries(bytes, records, path, session);
  const entries = listed.filter(({ isDirectory }) => !isDirectory).map(({ entry }) => entry);
  if (place) checkRecords(bytes, listed, path, session);
  else {
    session.addLimit({
      reason: 'unreadable',
      path,
      hides: [...ALL_PARTS],
      detail: `压缩包被截断或损坏（没有目录），只能从残余数据中找回 ${entries.length} 个文件。请重新提供完整的安装包。`,
    });
  }
  const signing = place && findSigningBlock(bytes, place.start, place.end);
  return createTree(session, { format: 'zip', path, depth, entries, signing });
}

function listEntries(bytes: Buffer, records: ZipRecord[], path: string, session: Session): ListedRecord[] {
  const granted = session.budget.takeEntries(records.length);
  if (granted < records.length) session.addBudgetLimit('entries', path);
  const listed: ListedRecord[] = [];
  const seen = new Set<string>();
  const names = records.slice(0, granted).map((record) => decodeName(record.rawName));
  // Old .NET tools write `\` throughout: an oddity only where `/` occurs too.
  const windows = !names.some((name) => name.includes('/'));
  names.forEach((raw, index) => {
    const record = records[index]!;
    const { name: safe, tricks } = safeName(raw);
    const directoryName = safe.endsWith('/') || safe === '';
    const name = directoryName ? safe.replace(/\/+$/, '') : safe;
    const entryPath = `${path}!${name}`;
    for (const trick of tricks) {
      if (trick === 'backslash-name' && windows) continue;
      session.addTamper(trick, entryPath, `条目名 ${quoteName(raw)} ${NAME_TRICKS[trick]}。`);
    }
    if (raw === '') session.addTamper('empty-name', path, '有条目没有名称。');
    const isDirectory = directoryName && (record.size === 0 || record.loose === true || name === '');
    if (directoryName && !isDirectory) session.addTamper('directory-with-data', entryPath, '名为文件夹的条目带有内容。');
    const key = isDirectory ? `${name}/` : name;
    if (seen.has(key)) {
      if (!isDirectory) session.addTamper('duplicate-name', entryPath, `条目名 ${quoteName(raw)} 出现多次，只读取第一个。`);
      return;
    }
    seen.add(key);
    listed.push({ record, isDirectory, entry: toEntry({ bytes, record, name, path: entryPath, session }) });
  });
  return listed;
}

function toEntry(source: ZipSource): Entry {
  const { record, name, path, session } = source;
  return createEntry(session, {
    name,
    path,
    size: record.size,
    compressedSize: record.compressedSize,
    load: (cap) => readZipData(source, cap),
    peek: () => peekZipData(source),
    view: record.method === 0,
  });
}

import { singleFileTree } from './containers.js';
import { type DigestedFile, digestOfList } from './digest.js';
import type { OpenedDirectory } from './directory.js';
import { InputError } from './errors.js';
import { describeMagic, identifyContainer } from './identify.js';
import { partsOfPackage, tellUnread } from './nested.js';
import { type Identity, identifyArchive, opened, within } from './opened.js';
import { identifyPackage } from './package-format.js';
import { findProjectRoot, projectTree } from './project/root.js';
import type { Session } from './session.js';
import type { Entry, Opened, Tree } from './tree.js';
import { isScrambledWxapkg } from './wxapkg/crypt.js';
import { orderParts } from './wxapkg/parts.js';
import { learnAppId, openScrambledWxapkg } from './wxapkg/wxapkg.js';
import { findDirectory } from './zip/end.js';
import { openZip } from './zip/zip.js';

export interface NamedBytes extends DigestedFile {
  /** Base name, as shown. */
  name: string;
}

/** Opens one file. */
export function openBytes(input: NamedBytes, session: Session): Opened {
  const { name, bytes, sha256, sm3 } = input;
  const identity: Identity = { file: name, size: bytes.length, sha256, sm3 };
  switch (identifyContainer(bytes)) {
    case 'hermes':
      return opened(identity, 'hermes', [singleFileTree(bytes, name, session)], session);
    case 'wxapkg':
    case 'wxapkg-encrypted': {
      const tree = session.openContainer(bytes, name, 1, session);
      return opened(identity, 'wxapkg', orderParts(tree ? [tree] : [], session), session);
    }
    case undefined:
      return openUnknown(input, identity, session);
    default: {
      const tree = session.openContainer(bytes, name, 1, session);
      if (!tree && session.limits.length === 0)
        throw new InputError('no-app', `${name} 是 gzip 压缩的单个文件，不是应用。请用 zip 或 tar.gz 打包项目。`);
      return openArchive(identity, tree, session);
    }
  }
}

/** Opens several packages of one WeChat app together. */
export function openWxapkgs(inputs: NamedBytes[], session: Session): Opened {
  const trees = openParts(
    inputs.map(({ name, bytes }) => ({ path: name, bytes: () => bytes })),
    session,
  );
  const ordered = orderParts(trees, session);
  const size = inputs.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const digest = digestOfList(inputs.map(({ name, sha256 }) => ({ sha256, path: name })));
  return opened({ file: ordered[0]!.path, size, ...digest }, 'wxapkg', ordered, session);
}

/** Opens a folder: a project, or the packages of one WeChat app. */
export function openFolder({ tree, size, digest }: OpenedDirectory, name: string, session: Session): Opened {
  const identity: Identity = { file: name, size, ...digest };
  const root = findProjectRoot(tree, session);
  if (root) return opened(identity, 'project', [projectTree(tree, root, session)], session);
  const format = identifyPackage(tree);
  if (format && !['apks', 'rpks', 'amr', 'harmony-app'].includes(format))
    return opened(identity, format, [tree], session, 'project');
  const parts = packagesIn(tree);
  if (parts.length > 0) {
    const others = tree.entries.filter((entry) => PACKAGE.test(entry.name) && identifyContainer(entry.peek()) === 'zip');
    tellUnread(
      tree.path,
      others.map(({ path }) => path),
      session,
    );
    const trees = openParts(
      parts.map((entry) => ({ path: entry.path, bytes: () => entry.read() })),
      session,
    );
    return opened(identity, 'wxapkg', orderParts(trees, session), session);
  }
  const pages = pagesIn(identity, tree, session);
  if (pages) return pages;
  throw nothingIn(tree, identity.file);
}

/** wxapkg files of a folder: of the nearest subfolder that has any, the highest version first. */
function packagesIn(tree: Tree): Entry[] {
  const folders = new Map<string, Entry[]>();
  for (const entry of tree.entries) {
    const folder = entry.name.slice(0, Math.max(0, entry.name.lastIndexOf('/')));
    if (folder.split('/').length > 3 || !identifyContainer(entry.peek())?.startsWith('wxapkg')) continue;
    const packages = folders.get(folder);
    if (packages) packages.push(entry);
    else folders.set(folder, [entry]);
  }
  const depth = (folder: string) => (folder === '' ? 0 : folder.split('/').length);
  const order = [...folders.keys()].sort((a, b) => depth(a) - depth(b) || b.localeCompare(a, 'en', { numeric: true }));
  return folders.get(order[0] ?? '') ?? [];
}

function openParts(parts: { path: string; bytes: () => Buffer }[], session: Session): Tree[] {
  const pending = parts.map((part) => ({ ...part, content: part.bytes() }));
  const kind = (bytes: Buffer) => identifyContainer(bytes);
  const stranger = pending.find(({ content }) => !kind(content)?.startsWith('wxapkg') && !isScrambledWxapkg(content));
  if (stranger) {
    const message = `${stranger.path} 不是 wxapkg 包（${describeMagic(stranger.content)}）。只有同一小程序的主包和分包可以一起给出。`;
    throw new InputError('no-app', message);
  }
  learnAppId(
    pending.map(({ content }) => content),
    session,
  );
  const open = ({ path, content }: { path: string; content: Buffer }) =>
    session.openContainer(content, path, 1, session) ?? openScrambledWxapkg(path, 1, session);
  return pending.map(open);
}

function openUnknown(input: NamedBytes, identity: Identity, session: Session): Opened {
  const { name, bytes } = input;
  if (isScrambledWxapkg(bytes)) return opened(identity, 'wxapkg', [openScrambledWxapkg(name, 1, session)], session);
  if (findDirectory(bytes, name, session)) {
    const tree = openZip(bytes, name, 1, session);
    const format = identifyPackage(tree);
    if (format) return within(tree, opened(identity, format, partsOfPackage(format, tree, session), session));
  }
  const advice = /RAR|7z|xz|bzip2|zstd/.test(describeMagic(bytes))
    ? '请改用 zip 或 tar.gz 打包后再检查。'
    : '请提供 APK、wxapkg、rpk 等安装包，或项目文件夹。';
  throw new InputError('no-app', `${name} 不是应用安装包：内容是${describeMagic(bytes)}。${advice}`);
}

function openArchive(identity: Identity, tree: Tree | undefined, session: Session): Opened {
  if (!tree) return opened(identity, 'unknown', [], session);
  const found = identifyArchive(identity, tree, session);
  if (found) return found;
  const pages = pagesIn(identity, tree, session);
  if (pages) return pages;
  if (session.limits.length > 0) return opened(identity, 'unknown', [tree], session);
  if (tree.entries.length === 0) throw new InputError('empty', `${identity.file} 是空的压缩包，没有可检查的内容。`);
  throw nothingIn(tree, identity.file);
}

/** Opens web pages that no configuration tells of; pages beside something else that is an app are not what was meant. */
function pagesIn(identity: Identity, tree: Tree, session: Session): Opened | undefined {
  const root = findProjectRoot(tree, session, true);
  const isOther = (name: string): boolean => PACKAGE.test(name) || ANDROID_SOURCE.test(name);
  if (!root || (root.web === 'pages' && tree.entries.some(({ name }) => isOther(name)))) return undefined;
  return opened(identity, 'project', [projectTree(tree, root, session)], session, 'project');
}

const PACKAGE = /\.(apk|aab|rpks?|hap|ipa|wgt|amr|zip)$/i;
const ANDROID_SOURCE = /(^|\/)AndroidManifest\.xml$/;

/** Source projects that are built before there is an app to read, by a file that only they have, and what to hand in instead. */
const BUILT_FIRST: [file: RegExp, what: string, instead: string][] = [
  [ANDROID_SOURCE, ' Android 源代码工程或代码库', '编译出的 APK'],
  [/(^|\/)(build-profile|oh-package)\.json5$/, '鸿蒙源代码工程', '编译出的 hap 或 app'],
  [/(^|\/)pubspec\.yaml$/, ' Flutter 源代码工程', '编译出的 APK'],
  [/(^|\/)(\.angular-cli|angular|ionic\.config)\.json$/, ' Angular、Ionic 源代码工程', '构建出的网页文件夹（www、dist）或 APK'],
  [/(^|\/)project\.pbxproj$/, ' iOS 源代码工程', '编译出的 ipa'],
];

function nothingIn(tree: Tree, name: string): InputError {
  if (tree.entries.length === 0) return new InputError('empty', `${name} 里没有文件。`);
  const where = tree.format === 'directory' ? '文件夹' : '压缩包';
  const packages = tree.format === 'directory' ? tree.entries.filter(({ name: file }) => PACKAGE.test(file)) : [];
  if (packages.length > 0) {
    return new InputError(
      'no-app',
      `${name} 里没有应用源代码。如要检查其中的安装包，请直接指定文件，例如 ${packages[0]!.name}；要逐个检查整个文件夹，用 jianfu batch。`,
    );
  }
  const source = BUILT_FIRST.find(([pattern]) => tree.entries.some(({ name: file }) => pattern.test(file)));
  if (source) return new InputError('no-app', `${name} 是${source[1]}，不是应用安装包。请提供${source[2]}。`);
  return new InputError(
    'no-app',
    `${name} 里没有找到应用：${where}中既没有 app.json、pages.json、app.config、app.ux 等应用配置，也不是安装包。请指定应用所在的${where}。`,
  );
}

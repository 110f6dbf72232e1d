import type { Fact, LimitFact, Part } from '../../facts/types.js';
import type { Classes } from './classes.js';
import type { Manifest } from './manifest.js';
import type { Resources } from './resources.js';

/** Oddities behind which part of the file is unread; the others only tell of a trick that was seen through. */
const LOSSY = new Set([
  'axml-attribute-count',
  'axml-attribute-overlap',
  'axml-chunk-size',
  'axml-masked-element',
  'axml-node-header',
  'axml-string-count',
  'axml-string-id',
  'axml-unbalanced',
  'axml-unclosed',
  'arsc-chunk-size',
  'arsc-junk-chunk',
  'arsc-magic',
  'arsc-type-header',
  'string-pool-header',
  'string-pool-shifted',
]);
/** References that lead nowhere, beyond which the table is not the one the app was built with. */
const MISSING = 5;
const MISSING_SHARE = 0.05;
const ACTIVITY = /^android\.app\.(Activity|ListActivity|TabActivity|ActivityGroup|NativeActivity)$/;

/** An oddity as it stands in the facts. */
interface Odd {
  trick: string;
  path: string;
}

/**
 * What damage in the manifest, the resource table or layouts may hide. A package can be made so that readers stop early where
 * the platform does not: what was not seen is then no proof of absence.
 */
export function damageLimits(
  tampering: readonly Fact[],
  manifest: Manifest | undefined,
  manifestPath: string,
  resources: Resources,
  classes: Classes,
): Fact[] {
  const odd = tampering.flatMap((fact): Odd[] =>
    fact.kind === 'tamper' && LOSSY.has(fact.trick) ? [{ trick: fact.trick, path: fact.at.path }] : [],
  );
  return [
    ...manifestDamage(odd, manifest, manifestPath, classes),
    ...tableDamage(odd, resources, manifestPath),
    ...layoutDamage(odd, resources, manifestPath),
  ];
}

function manifestDamage(odd: readonly Odd[], manifest: Manifest | undefined, path: string, classes: Classes): Fact[] {
  if (!manifest) return [];
  if (odd.some((one) => one.path === path))
    return [
      damaged(['config', 'screens'], path, `${path} 的结构已损坏，其中的组件、权限可能未全部读出；请提交未经改动的安装包。`),
    ];
  const declared = manifest.components.some(({ type }) => type === 'activity');
  const undeclared = declared ? undefined : classes.own.find(({ name }) => isActivity(name, classes));
  if (!undeclared) return [];
  const detail = `${path} 没有声明任何页面，代码中却有页面类 ${undeclared.name}，清单可能未能正确读出；请提交未经改动的安装包。`;
  return [damaged(['config', 'screens'], path, detail)];
}

function isActivity(name: string, classes: Classes): boolean {
  return classes.ancestors(name).some((parent) => ACTIVITY.test(parent));
}

function tableDamage(odd: readonly Odd[], { references }: Resources, base: string): Fact[] {
  const table = odd.find(({ path }) => /resources\.(arsc|pb)$/.test(path));
  if (table)
    return [
      damaged(
        ['texts', 'screens', 'resources'],
        table.path,
        `${table.path} 的结构已损坏，资源中的文字、布局可能未全部读出；请提交未经改动的安装包。`,
      ),
    ];
  const { asked, missing } = references;
  if (missing.size < MISSING || missing.size < asked.size * MISSING_SHARE) return [];
  const detail = `清单和布局引用的 ${asked.size} 个资源中有 ${missing.size} 个不在资源表里，相应的文字和页面未检查；请提交完整、未经改动的安装包。`;
  return [damaged(['texts', 'screens', 'resources'], base, detail, missing.size / asked.size)];
}

function layoutDamage(odd: readonly Odd[], { files }: Resources, base: string): Fact[] {
  const paths = new Set(odd.filter(({ path }) => /(^|[!/])res\//.test(path)).map(({ path }) => path));
  const count = paths.size + files.failed;
  if (count === 0) return [];
  const detail = `${files.total} 个布局、菜单等资源文件中有 ${count} 个已损坏或不可读，其中的文字和页面结构未全部检查；请提交未经改动的安装包。`;
  return [damaged(['texts', 'screens'], [...paths][0] ?? base, detail, count / Math.max(1, files.total))];
}

function damaged(hides: Part[], path: string, detail: string, share?: number): LimitFact {
  const rounded = share === undefined ? {} : { share: Math.min(1, Math.round(share * 100) / 100) };
  return { kind: 'limit', reason: 'parse-failed', hides, detail, ...rounded, at: { path }, owner: 'unknown', screens: [] };
}

import type { ContextResult, DeclaredScene, Item } from '../../result.js';
import type { Declaration, SpecialScene } from './types.js';

/** What a declared scene must say for a reviewer to judge it (docs/papers.md), in the words of the form. */
export function missingIn(scene: SpecialScene): string[] {
  const { basis } = scene;
  const needed: [string, unknown][] = [
    ['文号', basis.number],
    ['条款', basis.clause],
    ['制定机关', basis.issuer],
    ['附件', basis.attachments?.length],
    ['适用人员与岗位', scene.posts],
    ['启用条件', scene.enabledWhen],
    ['关闭方式', scene.disabledBy],
    ['数据保存期限', scene.retention],
    ['批准人', scene.approver],
    ['批准日期', scene.approvedOn],
    ...(scene.ground === 'other' ? [['事由说明', scene.explanation] as [string, unknown]] : []),
  ];
  return needed.filter(([, value]) => !value).map(([name]) => name);
}

/** Marks the findings a declared scene speaks of. They stay as they are: whether the exemption holds is for a person to say. */
export function declareScenes(item: Item, declaration: Declaration | undefined): Item {
  const scenes = (declaration?.scenes ?? []).filter(({ rules }) => rules.includes(item.rule));
  if (scenes.length === 0) return item;
  return {
    ...item,
    contexts: item.contexts.map((context): ContextResult => {
      const scene = scenes.find(({ screens }) => screens.includes(context.screen));
      return scene ? { ...context, declared: describe(scene) } : context;
    }),
  };
}

function describe(scene: SpecialScene): DeclaredScene {
  const { document, number, clause } = scene.basis;
  return {
    function: scene.function,
    ground: scene.ground,
    basis: [`《${document.replace(/^《|》$/g, '')}》`, number && `（${number}）`, clause].filter(Boolean).join(''),
    missing: missingIn(scene),
  };
}

import type { Node } from '@babel/types';
import { keyName } from '../../../decode/javascript/names.js';
import { children } from '../../../decode/javascript/walk.js';
import { subjectOfMessage, subjectOfName } from '../../subjects.js';
import type { Application } from '../application.js';
import { fold } from '../fold.js';
import type { ScriptModule } from '../model.js';
import type { Gate } from './gate.js';

const HAN = /[\u3400-\u9fff]/;

/** Declared form rules: `{images: [{required: true, message: '请上传图片'}]}`, `{type: 'image', must: true, title: '现场照片'}`. */
export function readRules(app: Application, module: ScriptModule): Gate[] {
  const gates: Gate[] = [];
  const seen = new Set<Node>();
  for (const key of ['required', 'must', 'isMust', 'isRequired', 'mustUpload', 'mandatory']) {
    for (const value of module.members.get(key) ?? []) {
      if (seen.has(value) || !isTrue(value)) continue;
      seen.add(value);
      const gate = ruleAround(app, module, value);
      if (gate) gates.push(gate);
    }
  }
  return gates;
}

function isTrue(node: Node): boolean {
  return (
    (node.type === 'BooleanLiteral' && node.value) ||
    (node.type === 'NumericLiteral' && node.value === 1) ||
    (node.type === 'UnaryExpression' &&
      node.operator === '!' &&
      node.argument.type === 'NumericLiteral' &&
      node.argument.value === 0)
  );
}

function ruleAround(app: Application, module: ScriptModule, value: Node): Gate | undefined {
  const path = pathTo(module.root, value);
  const object = [...path].reverse().find((node) => node.type === 'ObjectExpression');
  if (object?.type !== 'ObjectExpression') return undefined;
  const unit =
    module.units.filter((inner) => inner.start <= (object.start ?? 0) && inner.end >= (object.end ?? 0)).at(-1) ?? module.top;
  const text = (key: string): string | undefined => {
    const member = object.properties.find((item) => item.type === 'ObjectProperty' && keyName(item) === key);
    return member?.type === 'ObjectProperty' ? fold(app, member.value, unit) : undefined;
  };
  const message =
    text('message') ?? text('errorMessage') ?? text('msg') ?? text('title') ?? text('label') ?? text('mark') ?? text('name');
  // `props: { videoData: { required: true } }`: what a component is handed, by its code.
  if (path.some((node) => node.type === 'ObjectProperty' && keyName(node) === 'props')) return undefined;
  const type = text('type');
  const field = path
    .filter((node) => node.type === 'ObjectProperty')
    .map((node) => keyName(node))
    .reverse()
    .find((name) => name && !/^(required|rules|must\w*|isMust|isRequired|mandatory|rule|fields)$/.test(name));
  const subject =
    (type && /^(image|img|photo|pic|video|file|upload|location|map)\w*$/i.test(type) ? subjectOfName(type) : undefined) ??
    (message && HAN.test(message) ? subjectOfMessage(message) : undefined) ??
    (field ? subjectOfName(field) : undefined);
  if (!subject || subject === 'text' || subject === 'phone' || subject === 'other') return undefined;
  return { subject, shape: 'required-rule', message, guards: field, node: object, unit };
}

/** The nodes from the root down to one that spans the same place. */
function pathTo(root: Node, target: Node): Node[] {
  const path: Node[] = [];
  let node: Node | undefined = root;
  while (node && node !== target) {
    path.push(node);
    node = children(node).find((child) => (child.start ?? 0) <= (target.start ?? 0) && (child.end ?? 0) >= (target.end ?? 0));
  }
  return path;
}

import type { Node } from '@babel/types';
import { parseScript } from '../../../decode/javascript/parse.js';
import { excerpt } from '../../../facts/excerpt.js';
import type { At, Owner } from '../../../facts/types.js';
import { subjectOfMessage, subjectOfName } from '../../subjects.js';
import { PLATFORM_ELEMENTS } from '../apis/platform-apis.js';
import type { Application } from '../application/application.js';
import type { ScreenSpec, ScreenTemplate } from '../application/screens.js';
import { disabledTests } from '../gates/index.js';
import type { ScriptModule } from '../module/model.js';
import { bundledName } from '../module/nodes.js';
import { unitAt } from '../module/units.js';
import { boundTexts } from '../texts/bound-texts.js';
import { countedRows } from '../texts/row-places.js';
import { type Emitter, identifier, place } from './emitter.js';

/** Names in an expression that say how something looks: attributes of JSX, `top={<View className='top'/>}`, `classNames('a', { b })`. */
const OF_LOOKS = /\s[A-Za-z][\w:-]*=(?=["'{])|\b(?:class[nN]ames|clsx)(?=\()/g;
const HAN = /[\u3400-\u9fff]/;

/** What a template shows on a screen: texts, names, platform elements, fields and buttons that are put to sleep. */
export function emitTemplate(emitter: Emitter, app: Application, screen: ScreenSpec, template: ScreenTemplate): void {
  const { reading, path, text, module } = template;
  const base = { owner: 'own' as Owner, screens: [screen.id] };
  const at = (offset: number): At => {
    const name = template.name ?? (module && standsIn(module, text, offset) ? bundledName(module) : undefined);
    return { ...place(emitter, path, text, offset), ...(name && { module: name }) };
  };
  const texts = [
    ...reading.texts.map((item) => ({ ...item, length: item.value.length })),
    ...boundTexts(app, template).map((item) => ({ ...item, length: item.raw.length })),
  ];
  for (const { value, position, action, target, offset, length } of texts) {
    emitter.facts.push({
      kind: 'text',
      value,
      position,
      ...(action && { action }),
      ...(target && { target }),
      at: at(offset),
      excerpt: excerpt(text, offset, length),
      linked: action === 'handler' || undefined,
      ...base,
    });
  }
  for (const handler of reading.handlers) {
    const name = /[A-Za-z_$][\w$]*/.exec(handler.expression.replace(/^\(?\s*[\w,\s]*\)?\s*=>\s*/, ''))?.[0];
    if (name) emitter.facts.push(identifier(name, 'handler', at(handler.offset), 'own', [screen.id]));
  }
  for (const binding of reading.bindings) {
    const expression = binding.expression.replace(OF_LOOKS, ' ');
    for (const name of new Set(expression.match(/[A-Za-z_$][\w$]{2,}/g) ?? []))
      emitter.facts.push(identifier(name, 'binding', at(binding.offset), 'own', [screen.id]));
  }
  for (const element of reading.platform) {
    const openType = /^open-type=(.+)$/.exec(element.name)?.[1];
    const family = openType
      ? openType === 'feedback'
        ? 'feedback'
        : openType === 'share'
          ? 'share'
          : undefined
      : PLATFORM_ELEMENTS[element.name.replace(/[<>]/g, '')];
    if (family)
      emitter.facts.push({
        kind: 'api',
        name: element.name,
        family,
        at: at(element.offset),
        excerpt: excerpt(text, element.offset, 40),
        ...base,
      });
  }
  const counted = countedRows(module, reading.shown.members).map(({ key, members }) => {
    const shown = reading.bindings.find(({ expression }) => new RegExp(`\\.${key}\\b`).test(expression));
    return { members, offset: shown?.offset ?? 0 };
  });
  for (const { members, offset } of [...reading.numbered, ...counted])
    for (const name of members) emitter.facts.push(identifier(name, 'numbered', at(offset), 'own', [screen.id]));
  emitInputs(emitter, template, screen, at);
  for (const item of reading.disabled) {
    const expression = module && parseScript(`(${item.expression.replace(/^\{\{|\}\}$/g, '')})`)?.file.program.body[0];
    if (expression?.type !== 'ExpressionStatement' || !module) continue;
    // Of JSX in the function it stands in; other templates know what a component's `setup` has, or stand outside of all.
    const setup = module.unitsByName.get('setup')?.[0] ?? module.top;
    const unit = module.text === text ? unitAt(module, { start: item.offset, end: item.offset } as Node) : setup;
    for (const test of disabledTests(app, expression.expression, unit)) {
      emitter.facts.push({
        kind: 'gate',
        subject: test.subject,
        shape: 'disabled',
        message: item.text,
        guards: item.handler ?? 'button',
        at: at(item.offset),
        excerpt: excerpt(text, item.offset, item.expression.length),
        ...base,
      });
    }
  }
}

/** A component's template may stand in another module than what a page has for its script. */
function standsIn({ text, top }: ScriptModule, written: string, offset: number): boolean {
  return text === written && top.start <= offset && offset < top.end;
}

function emitInputs(emitter: Emitter, { reading, text }: ScreenTemplate, screen: ScreenSpec, at: (offset: number) => At): void {
  const base = { owner: 'own' as Owner, screens: [screen.id] };
  const inputs = reading.inputs;
  if (inputs.length === 0) return;
  const first = at(inputs[0]!.offset);
  emitter.facts.push({ kind: 'number', name: 'inputs', value: inputs.length, at: first, ...base });
  const required = inputs.filter((input) => input.required);
  if (required.length > 0)
    emitter.facts.push({ kind: 'number', name: 'required-inputs', value: required.length, at: at(required[0]!.offset), ...base });
  const uploads = inputs.filter((input) => input.type === 'upload');
  if (uploads.length > 0) {
    emitter.facts.push({ kind: 'number', name: 'attachment-inputs', value: uploads.length, at: at(uploads[0]!.offset), ...base });
    emitter.facts.push({
      kind: 'api',
      name: `<${uploads[0]!.type}>`,
      family: 'media-pick',
      at: at(uploads[0]!.offset),
      excerpt: excerpt(text, uploads[0]!.offset, 40),
      ...base,
    });
  }
  for (const input of required) {
    const subject =
      input.type === 'upload'
        ? 'photo'
        : ((input.label && HAN.test(input.label) ? subjectOfMessage(input.label) : undefined) ??
          (input.model ? subjectOfName(input.model) : undefined));
    if (subject && subject !== 'text' && subject !== 'phone')
      emitter.facts.push({
        kind: 'gate',
        subject,
        shape: 'required-rule',
        message: input.label,
        guards: input.model ?? input.name,
        at: at(input.offset),
        excerpt: excerpt(text, input.offset, 40),
        ...base,
      });
  }
}

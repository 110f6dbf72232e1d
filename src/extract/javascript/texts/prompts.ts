import type { Node } from '@babel/types';
import { keyName } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import { foldObject } from '../constants/fold.js';
import { booleanOf } from '../gates/values.js';
import type { Call } from '../module/model.js';

/**
 * A dialog of the platform in which a person writes: `wx.showModal({ title, editable: true })`, `my.prompt({ title })`.
 * Source: WeChat wx.showModal (editable, library 2.17.1), Alipay my.prompt, DingTalk dd.prompt
 */
export function takesText(app: Application, { callee, node, unit }: Call): boolean {
  if (/^(my|dd)\.prompt$/.test(callee)) return true;
  const [first] = node.arguments;
  const options = first && /(^|\.)showModal$/.test(callee) ? foldObject(app, first as Node, unit) : undefined;
  return (options?.node.properties ?? []).some(
    (item) => item.type === 'ObjectProperty' && keyName(item) === 'editable' && booleanOf(item.value) === true,
  );
}

import type { MarkupElement } from '../../decode/template/markup.js';

/** A button that a person cannot press, or does not see, while an expression is true. */
export interface WithheldButton {
  expression: string;
  offset: number;
  element: string;
  text?: string;
  handler?: string;
}

const DISABLED = /^(:|v-bind:)?disabled?$/;
const SHOWN_IF = /^((wx|a|s|tt|qq|ks):if|v-(if|show)|s-if|if|show)$/;
const SUBMITS = /提交|打卡|签到|签退|上报|完成|发布/;
/** What is done to the pictures themselves needs some, and demands none. */
const OF_PICTURES = /照|图|拍|上传|识别|预览/;
/** Longest words of a button; more is a sentence. */
const MAX_WORDS = 8;

/** `disabled="{{!photos.length}}"`; a button to submit by that is there only where something is, `v-if="photos.length"`. */
export function withheldButton(element: MarkupElement, text: string, handler: string | undefined): WithheldButton | undefined {
  const button = { element: element.name, text: text || undefined, handler };
  const disabled = element.attributes.find(
    ({ name, value }) => DISABLED.test(name) && (name !== 'disabled' || value.includes('{{')),
  );
  if (disabled && /button|btn|submit|view/i.test(element.name))
    return { ...button, expression: disabled.value, offset: disabled.offset };
  const shown = element.attributes.find(({ name }) => SHOWN_IF.test(name));
  if (!shown || !handler || !SUBMITS.test(text) || OF_PICTURES.test(text) || text.length > MAX_WORDS) return undefined;
  return { ...button, expression: `!(${shown.value.replace(/^\{\{|\}\}$/g, '')})`, offset: shown.offset };
}

import type { MarkupElement } from '../../decode/template/markup.js';
import type { MarkupInput } from './reading.js';

/** Form fields of the platforms and of the component libraries in common use, by element name. */
const TYPES: [RegExp, MarkupInput['type']][] = [
  [
    /^(input|Input)$|^(van-field|uni-easyinput|u-input|u--input|t-input|el-input|nut-input|van-search|wd-input|tm-input|tui-input|i-input|l-input|AtInput|up-input|van-stepper|uni-number-box|u-number-box|fui-input)$/,
    'text',
  ],
  [
    /^(textarea|Textarea)$|^(u-textarea|u--textarea|t-textarea|nut-textarea|l-textarea|AtTextarea|wd-textarea|up-textarea|fui-textarea|editor)$/,
    'textarea',
  ],
  [
    /^(.*-)?(uploader|upload|file-picker|image-picker|upload-img|upload-image|img-upload|image-upload|AtImagePicker|fui-upload)$/i,
    'upload',
  ],
  [/^(.*-)?(datetime-picker|date-picker|uni-datetime-picker|calendar-picker)$/i, 'date'],
  [/^(picker|Picker)$|^(.*-)?(data-picker|data-select|data-checkbox|select|cascader|combox)$/i, 'picker'],
  [/^(.*-)?switch$/i, 'switch'],
  [/^(radio-group|RadioGroup)$|^(.*-)?radio-group$/i, 'radio'],
  [/^(checkbox-group|CheckboxGroup)$|^(.*-)?checkbox-group$/i, 'checkbox'],
  [/^(.*-)?rate$/i, 'other'],
];

export const INPUTS = new Set(['input', 'textarea', 'Input', 'Textarea']);

/** Reads an element as a form field; undefined for others. */
export function inputOf(
  element: MarkupElement,
  attributes: Record<string, string>,
): Pick<MarkupInput, 'type' | 'name' | 'label' | 'model'> | undefined {
  const type = ownType(element, attributes) ?? TYPES.find(([pattern]) => pattern.test(element.name))?.[1];
  if (!type) return undefined;
  if (type === 'text' && /^(button|submit|hidden|search|reset|image)$/.test(attributes.type ?? '')) return undefined;
  const model =
    attributes['v-model'] ??
    (attributes['model:value'] ?? attributes.value)?.replace(/^\{\{|\}\}$/g, '') ??
    attributes[':value'] ??
    attributes.name;
  return { type, name: attributes.name, label: attributes.label ?? attributes.title, model: model?.trim() };
}

/** `<input type="file">` and its like, as web pages write them. */
function ownType({ name }: MarkupElement, { type }: Record<string, string>): MarkupInput['type'] | undefined {
  if (name !== 'input' || !type) return undefined;
  if (type === 'file') return 'upload';
  if (type === 'radio' || type === 'checkbox') return type;
  return /^(date|time|month|datetime-local)$/.test(type) ? 'date' : undefined;
}

/** Marked as compulsory: a `required` attribute, or a red asterisk before the field. */
export function isRequired(element: MarkupElement, label: string | undefined): boolean {
  const flag = element.attributes.find((attribute) => /^(:|v-bind:)?(required|is-?required|must)$/i.test(attribute.name));
  if (flag) return !/false/.test(flag.value);
  return label !== undefined && /^\s*[*＊]|[*＊]\s*$/.test(label);
}

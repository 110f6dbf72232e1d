import { decodeLooseJson, isRecord, type Json } from '../../decode/javascript/literal.js';
import type { Entry, Tree } from '../../open/tree.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { textOf } from '../miniprogram/entry-texts.js';
import type { Sources } from '../miniprogram/source-set.js';

/** Texts by language, those a Chinese reader sees first. */
export type Words = { [key: string]: Json }[];

const HAN = /[\u3400-\u9fff]/;
const LANGUAGE = /^i18n\/(zh[\w-]*|defaults)\.json$/;
const TRANSLATE = /(^|\.)\$tc?$/;
/** A bound text that is nothing but a look-up; the text it finds stands beside it. */
const LOOK_UP = /^\{(?:this\.)?\$tc?\(/;

/**
 * The language files a Chinese reader is shown, best first.
 * Source: multi-language support, https://doc.quickapp.cn/framework/multi-language.html
 */
export function readWords(tree: Tree): Words {
  const rank = ({ name }: Entry): number => ['i18n/zh-CN.json', 'i18n/zh.json'].indexOf(name) + 1 || (/zh/.test(name) ? 3 : 4);
  const files = tree.entries.filter(({ name }) => LANGUAGE.test(name));
  return [...files]
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const value = decodeLooseJson(textOf(entry));
      return isRecord(value) ? [value] : [];
    });
}

/** The text of a key such as `message.sign.title` or `message.items[0]`. */
export function wordOf(words: Words, key: string): string | undefined {
  const path = key.split(/[.[\]]+/).filter(Boolean);
  for (const table of words) {
    const value = path.reduce<Json | undefined>((at, part) => memberOf(at, part), table);
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function memberOf(value: Json | undefined, part: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(part)];
  return isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}

/** `${message.app.name}` in the manifest stands for a text of the language files. */
export function translated(words: Words, text: string | undefined): string | undefined {
  const key = text && /^\$\{([\w.]+)\}$/.exec(text)?.[1];
  return (key && wordOf(words, key)) || text || undefined;
}

/** Puts the texts where templates and scripts look them up with `$t('key')`; evidence stays at the look-up. */
export function translateSources(sources: Sources, words: Words): void {
  if (words.length === 0) return;
  for (const { reading } of [...sources.templates.values()].flat()) {
    for (const item of reading.texts) item.value = wordOf(words, item.value) ?? item.value;
    reading.texts = reading.texts.filter(({ value }) => !LOOK_UP.test(value));
  }
  for (const module of sources.modules) translateScript(module, words);
}

function translateScript(module: ScriptModule, words: Words): void {
  for (const { callee, node, unit, ancestors } of module.calls) {
    const key = TRANSLATE.test(callee) ? node.arguments[0] : undefined;
    const word = key?.type === 'StringLiteral' ? wordOf(words, key.value) : undefined;
    if (key?.type !== 'StringLiteral' || word === undefined) continue;
    key.value = word;
    if (HAN.test(word)) module.literals.push({ node: key, unit, ancestors: [...ancestors, node] });
  }
}

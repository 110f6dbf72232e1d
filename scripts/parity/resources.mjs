import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readers } from './readers.mjs';
import { output } from './tool.mjs';

const { configName, decodeArsc, openBuffer, QUANTITIES } = readers;
const STRING = 3;
const REFERENCES = new Map([
  [1, '@'],
  [7, '@'],
  [2, '?'],
  [8, '?'],
]);

/** Every resource in every configuration, and what a phone set to simplified Chinese shows of each string. */
export const resources = {
  name: 'aapt2 resources',
  isInstalled: () => output('aapt2', ['version']) !== undefined,
  compare(file) {
    const table = tableOf(file);
    if (!table) return '没有资源表可比';
    const { stdout, stderr } = output('aapt2', ['dump', 'resources', file]);
    const theirs = parseDump(stdout);
    if (theirs.size === 0) return `读不了（${(stderr.trim().split('\n')[0] || '没有资源').slice(0, 100)}）`;
    const ours = new Map(table.types().flatMap((type) => table.idsOfType(type).map((id) => [id, describe(table, id)])));
    return [
      { what: '资源编号与名称', ours: differing(ours, theirs, ({ name }) => name), theirs: [] },
      { what: '各资源的配置', ours: differing(ours, theirs, ({ values }) => [...values.keys()].sort().join()), theirs: [] },
      { what: '各配置的文字', ours: differing(ours, theirs, textsOf), theirs: [] },
      { what: '中文文字', ours: differing(ours, theirs, shown, ({ values, first }) => values.get(first)), theirs: [] },
    ];
  },
};

function tableOf(file) {
  const entry = openBuffer(basename(file), readFileSync(file)).trees[0]?.entries.find(({ name }) => name === 'resources.arsc');
  return entry && decodeArsc(entry.read());
}

/** Up to five strings that we show otherwise than another reader does; both as far as only locales tell them apart. */
export function chineseTexts(file, theirs) {
  const table = tableOf(file);
  if (!table) return undefined;
  const out = [];
  for (const id of table.idsOfType('string')) {
    const entries = table.entries(id);
    const text = entries[0]?.value?.text;
    const other = theirs[id.toString(16).padStart(8, '0')];
    const plain = entries.every(({ config }) => /^([a-z]{2,3}(-r[A-Z]{2})?)?$/.test(configName(config)));
    if (plain && text !== undefined && other !== undefined && text !== other)
      out.push(`0x${id.toString(16)}: ${text} / ${other}`);
  }
  return out.slice(0, 5);
}

/** Up to five ids that are not alike, and how. */
function differing(ours, theirs, theirOf, ourOf = theirOf) {
  const out = [];
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
    const [mine, other] = [ours.get(id), theirs.get(id)];
    const [left, right] = [mine && ourOf(mine), other && theirOf(other)];
    if (left !== right) out.push(`0x${id.toString(16)} ${mine?.name}: ${left} / ${right}`.slice(0, 300));
    if (out.length === 5) break;
  }
  return out;
}

function textsOf({ values }) {
  return [...values]
    .map(([config, text]) => `${config}=${text}`)
    .sort()
    .join('\n');
}

/** aapt2 does not choose; what it lists is chosen from by locale alone. Undefined where other qualifiers have a say. */
function shown({ name, values }) {
  const configs = [...values.keys()];
  if (!name.startsWith('string/') || configs.some((config) => !LOCALE.test(config))) return undefined;
  const best = ['zh-rCN', 'b+zh+Hans+CN', 'zh', 'b+zh+Hans', 'zh-rSG', ''].find((config) => values.has(config));
  return best === undefined ? undefined : values.get(best);
}

const LOCALE = /^([a-z]{2,3}(-r([A-Z]{2}|\d{3}))?|b\+[\w+]+)?$/;

/** Our reading in the words of the dump. */
function describe(table, id) {
  const { type, key } = table.name(id);
  const entries = table.entries(id);
  const name = `${type}/${key}`;
  const values = new Map(entries.map((entry) => [configName(entry.config), valueText(table, type, entry)]));
  const plain = type === 'string' && entries.every(({ config }) => LOCALE.test(configName(config)));
  const first =
    plain && /^(zh-r(CN|SG)|zh|b\+zh\+Hans.*|)$/.test(configName(entries[0].config)) ? configName(entries[0].config) : undefined;
  return { name, values, first };
}

function valueText(table, type, { value, items }) {
  // aapt 1 writes ids as empty texts, aapt2 prints none of them.
  if (type === 'id') return '';
  if (value) return one(table, value);
  if (type === 'array') return arrayText(items.map((item) => one(table, item.value)));
  if (type === 'plurals')
    return items
      .map((item) => `${QUANTITIES.get(item.name)}=${one(table, item.value)}`)
      .sort()
      .join('\u0001');
  return '';
}

/** Items are not escaped and stand several to a line: compared as they are printed; lists of numbers are not. */
function arrayText(items) {
  return items.length > 0 && items.every((item) => item !== '') ? spaced(items.join(', ')) : '';
}

function spaced(text) {
  return text.replace(/,\s+/g, ', ');
}

function one(table, value) {
  if (value.type === STRING) {
    const spans = (value.spans ?? []).map(({ tag, first, last }) => ` ${tag}:${first},${last}`);
    return `"${value.text}"${spans.join('')}`;
  }
  const sign = REFERENCES.get(value.type);
  const target = sign && table.name(value.data);
  return target ? `${sign}${target.type}/${target.key}` : '';
}

/** `aapt2 dump resources`: id → name, and configuration → text. Values that are no text or reference stand as ''. */
function parseDump(text) {
  const found = new Map();
  let resource;
  let config;
  let lines = [];
  const close = () => {
    if (resource && config !== undefined) resource.values.set(config, readValue(lines));
    config = undefined;
    lines = [];
  };
  for (const line of unglued(text).split('\n')) {
    // A name may end in a space: editors let it through.
    const [, id, name] = /^ {4}resource (0x[0-9a-f]{8}) (.*?)(?: PUBLIC| _\w+)?$/.exec(line) ?? [];
    const [, qualifiers, rest] = /^ {6}\(([^() ]*)\) (.*)$/.exec(line) ?? [];
    if (id) {
      close();
      resource = { name, values: new Map() };
      found.set(Number(id), resource);
    } else if (qualifiers !== undefined) {
      close();
      // MNC 00 is written as 0xffff; aapt2 prints the number.
      config = qualifiers.replace('mnc65535', 'mnc0');
      lines = [rest];
    } else if (/^( {2}type|Package)\b/.test(line)) {
      close();
      resource = undefined;
    } else lines.push(line);
  }
  close();
  return found;
}

const INDENTS = { resource: 4, type: 2, '(': 6 };

/** aapt2 forgets to end the line of an empty array; what follows loses its indent. */
function unglued(text) {
  return text.replace(/^ {8}\[(?=(resource|type|\())/gm, (_, next) => `        []\n${' '.repeat(INDENTS[next])}`);
}

function readValue([head = '', ...rest]) {
  // Every line of a text of several lines is indented.
  const indent = /^\((array|plurals)\)/.test(head) ? /^ {8}/ : /^ {6}/;
  const more = rest.map((line) => line.replace(indent, ''));
  if (head.startsWith('(file) ')) return `"${/^\(file\) (\S+)/.exec(head)[1]}"`;
  if (head.startsWith('(array)')) return itemsOf(more.join('\n').trim());
  if (head.startsWith('(plurals)')) return pluralsOf(more.join('\n')).join('\u0001');
  if (/^\((style|attr|styleable|id)\)/.test(head)) return '';
  const whole = [head, ...more].join('\n').replace(/\n$/, '');
  const string = /^(?:\((?:raw|styled) string\) )?("[\s\S]*)$/.exec(whole)?.[1];
  if (string !== undefined) return string;
  return /^[@?]\w+\/\S+$/.test(whole) ? whole : /^[@?]\+?\S*\//.test(whole) ? whole : '';
}

function itemsOf(text) {
  const body = spaced(/^\[([\s\S]*)\]$/.exec(text)?.[1] ?? '');
  const mixed = !body.includes('"') && /, (?![@?])/.test(body);
  return /^["@?]/.test(body) && !mixed ? body : '';
}

function pluralsOf(text) {
  return text
    .split(/\n(?=(?:zero|one|two|few|many|other)=)/)
    .filter((line) => line.includes('='))
    .map((line) => line.trim())
    .sort();
}

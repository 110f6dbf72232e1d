import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './options.mjs';

/** Words of each made-up lexicon that stand in the package, in one rule of four; the others hold words that may be nowhere. */
const PRESENT = 4;

/**
 * Rules as rich as the built-in prohibitions, whose files they repeat under other names, with words of their own: some drawn from
 * the facts, the rest put together from characters the package uses, so that looking for them is no easier than in earnest.
 */
export function writeRules(folder, number, { facts }) {
  const random = generator(20261129);
  const texts = [
    ...new Set(facts.flatMap((fact) => (fact.kind === 'text' ? (fact.value.match(/\p{Script=Han}{2,6}/gu) ?? []) : []))),
  ];
  const characters = [...new Set(texts.join('') || '网格签到上报积分排名')];
  const word = () => Array.from({ length: 2 + random(3) }, () => characters[random(characters.length)]).join('');
  const source = join(ROOT, 'rules', 'zw-2026');
  const models = readdirSync(source).filter((name) => name.startsWith('14-'));
  cpSync(join(ROOT, 'rules', 'lexicon'), join(folder, 'lexicon'), { recursive: true });
  mkdirSync(join(folder, 'many'), { recursive: true });
  writeFileSync(join(folder, 'many', 'pack.yaml'), 'id: many\nversion: 1.0.0\ntitle: 造出的规则\nengine: 1\n');
  for (let i = 0; i < number; i++) {
    const model = models[i % models.length];
    const id = `${model}-${i}`;
    cpSync(join(source, model), join(folder, 'many', id), { recursive: true });
    const file = join(folder, 'many', id, 'rule.yaml');
    const rule = readFileSync(file, 'utf8');
    const lexicon = /^lexicon: (\S+)$/m.exec(rule)[1];
    writeFileSync(file, rule.replace(/^id: .*$/m, `id: ${id}`).replace(/^lexicon: .*$/m, `lexicon: ${id}`));
    const present =
      i % 4 === 0 && texts.length > 0 ? Array.from({ length: PRESENT }, () => texts[random(texts.length)].slice(0, 4)) : [];
    writeFileSync(join(folder, 'lexicon', `${id}.yaml`), lexiconLike(lexicon, id, word, present));
  }
}

/** The roles of a built-in lexicon, each as long as there, with other words; names in code get the rule's number. */
function lexiconLike(name, id, word, present) {
  const text = readFileSync(join(ROOT, 'rules', 'lexicon', `${name}.yaml`), 'utf8').replace(/#.*$/gm, '');
  const roles = [...text.matchAll(/^(\w+):\s*\[([^\]]*)\]/gm)];
  return roles
    .map(([, role, words]) => {
      const made = words
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
        .map((one) => (/[^ -~]/.test(one) ? word() : `${one}${id.replace(/\D+/g, '')}`));
      return `${role}: [${[...new Set([...(role === 'core' ? present : []), ...made])].join(', ')}]\n`;
    })
    .join('');
}

/** Same numbers on every run. */
function generator(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

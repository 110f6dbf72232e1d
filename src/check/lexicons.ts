import { isObject } from './grammar.js';
import { below, type RuleFiles, refuse } from './rule-files.js';
import { createVocabulary, joinVocabularies, type Lexicon, type Vocabulary } from './vocabulary.js';

/** One vocabulary for each folder and what it builds on, so that packs that share words also share what was found of them. */
const vocabularies = new WeakMap<RuleFiles, Map<string, Vocabulary>>();

/**
 * The words in `lexicon/*.yaml` of a folder, together with those of the folders it builds on.
 * @throws RuleError on a file that is no list of words by role, or a lexicon that takes the name of another
 */
export function readVocabulary(folder: string, base: readonly string[], files: RuleFiles): Vocabulary {
  const known = vocabularies.get(files) ?? new Map<string, Vocabulary>();
  vocabularies.set(files, known);
  // Read again for each pack, since its digest covers them.
  const own = wordsIn(folder, files);
  for (const other of base)
    for (const name of own.keys())
      if (files.has(below(other, 'lexicon', `${name}.yaml`)))
        refuse(below(folder, 'lexicon', `${name}.yaml`), `词表 ${name} 已有，在 ${below(other, 'lexicon')}；请换一个文件名`);
  const first = base.map((other) => vocabularyOf(other, known, () => wordsIn(other, files)));
  return joinVocabularies(own.size > 0 || first.length === 0 ? [...first, vocabularyOf(folder, known, () => own)] : first);
}

function vocabularyOf(folder: string, known: Map<string, Vocabulary>, words: () => Map<string, Lexicon>): Vocabulary {
  const vocabulary = known.get(folder) ?? createVocabulary(words());
  known.set(folder, vocabulary);
  return vocabulary;
}

function wordsIn(folder: string, files: RuleFiles): Map<string, Lexicon> {
  const lexicons = below(folder, 'lexicon');
  return new Map(
    files.lexicons(lexicons).map((name) => {
      const file = below(lexicons, name);
      const content = files.yaml(file);
      if (!isObject(content)) return refuse(file, '应是“角色: [词]”');
      for (const [role, words] of Object.entries(content))
        if (!Array.isArray(words) || words.some((word) => typeof word !== 'string' || word.length === 0))
          refuse(file, '应是词的列表', role);
      return [name.replace(/\.yaml$/, ''), content as Lexicon];
    }),
  );
}

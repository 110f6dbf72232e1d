import { sealOf } from '../seal.js';
import { evidenceRows, isClue, loosePapers, screenName } from '../view.js';
import { type Draft, evidenceInText, fields, heading, note, paragraph } from './draft.js';
import { evidenceEntry } from './evidence.js';
import type { Block, Inline, Rich } from './types.js';

const MOST_ENTRIES = 1200;

/** Evidence that is not in the text, clues, what the unit and reviewers handed in, rules with digests, terms. */
export function annexBlocks(draft: Draft): Block[] {
  const { words, prefix } = draft;
  const { annexes, terms } = words.report;
  return [
    heading(2, '', annexes.evidence, `${prefix}annex-evidence`),
    ...furtherEvidence(draft),
    heading(2, '', annexes.clues, `${prefix}annex-clues`),
    note(annexes.tiers),
    ...clues(draft),
    heading(2, '', annexes.declaration, `${prefix}annex-declaration`),
    ...papers(draft),
    heading(2, '', annexes.rules, `${prefix}annex-rules`),
    ...rules(draft),
    heading(2, '', annexes.terms, `${prefix}annex-terms`),
    fields(terms.map(([term, meaning]) => [term, meaning])),
  ];
}

function furtherEvidence(draft: Draft): Block[] {
  const { document, words, evidence, prefix } = draft;
  let left = MOST_ENTRIES;
  const blocks = document.items.flatMap((item) =>
    item.contexts
      .filter((context) => !isClue(context))
      .flatMap((context): Block[] => {
        const inText = new Set(evidenceInText(draft, context).map(({ number }) => number));
        const rest = (evidence.get(context) ?? []).filter(({ number }) => !inText.has(number)).slice(0, left);
        left -= rest.length;
        if (rest.length === 0) return [];
        return [
          paragraph({ text: `${item.title}${words.mark.colon}${screenName(context, words)}`, bold: true }),
          { kind: 'evidence', entries: rest.map((row) => evidenceEntry(row, prefix, words)) },
        ];
      }),
  );
  return blocks.length === 0 ? [paragraph(words.report.annexes.none)] : blocks;
}

const MOST_PER_CLUE = 3;
const MOST_CLUES = 120;

/** One row per screen that only holds clues, with the strongest of what was seen. */
function clues({ document, words }: Draft): Block[] {
  const rows = document.items.flatMap((item) =>
    item.contexts.filter(isClue).map((context): Rich[] => {
      const seen = evidenceRows(context);
      const some = seen.slice(0, MOST_PER_CLUE).map(({ what }) => what);
      const left = seen.length - some.length;
      return [item.title, screenName(context, words), `${some.join(words.mark.semicolon)}${left > 0 ? ` +${left}` : ''}`];
    }),
  );
  if (rows.length === 0) return [paragraph(words.report.annexes.none)];
  return [
    {
      kind: 'table',
      columns: [
        { title: words.label.item, width: 0.26 },
        { title: words.label.screen, width: 0.34 },
        { title: words.label.clue, width: 0.4 },
      ],
      rows: rows.slice(0, MOST_CLUES),
    },
    ...(rows.length > MOST_CLUES ? [note(words.say.more(rows.length - MOST_CLUES, 'rows'))] : []),
  ];
}

function papers({ document, words }: Draft): Block[] {
  const loose = loosePapers(document, words);
  const declared = document.declaration ? leaves(document.declaration, '') : [];
  if (declared.length === 0 && loose.length === 0) return [paragraph(words.report.undeclared)];
  return [...(declared.length > 0 ? [fields(declared)] : []), ...loose.map((line) => paragraph(line))];
}

/** The declaration as it stands, a row per value: `scenes.1.function`. */
function leaves(value: unknown, path: string): [string, Rich][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = Array.isArray(value) ? String(Number(key) + 1) : key;
    return leaves(inner, path ? `${path}.${name}` : name);
  });
}

function rules({ document, words }: Draft): Block[] {
  const digests = Object.entries(sealOf(document)).map(([name, digest]): [string, Inline] => [
    name,
    { text: digest, code: true },
  ]);
  return [
    {
      kind: 'table',
      columns: [
        { title: words.report.items.rule, width: 0.34 },
        { title: words.label.clause, width: 0.26 },
        { title: words.label.item, width: 0.4 },
      ],
      rows: document.items.map(({ rule, clause, title }) => [{ text: rule, code: true }, clause, title]),
    },
    fields(digests),
  ];
}

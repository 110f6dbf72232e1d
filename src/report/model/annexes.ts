import { readSeals } from '../seal.js';
import { evidenceRows, isClue, loosePapers, screenName } from '../view.js';
import { type Draft, evidenceInText, fields, heading, label, note, paragraph } from './draft.js';
import { evidenceEntry } from './evidence.js';
import { isWhole } from './items.js';
import { carrying, isFinding } from './screens.js';
import type { Block, Inline, Rich } from './types.js';

/** More of the same tells a reviewer nothing new; all of it is in the JSON result. */
const MOST_ENTRIES = 300;

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
  let omitted = 0;
  const blocks = document.items.flatMap((item) =>
    carrying(item).flatMap((context, i): Block[] => {
      if (!isFinding(context)) return [];
      const inText = new Set(evidenceInText(draft, context, isWhole(i)).map(({ number }) => number));
      const rest = (evidence.get(context) ?? []).filter(({ number }) => !inText.has(number));
      const some = rest.slice(0, left);
      left -= some.length;
      omitted += rest.length - some.length;
      if (some.length === 0) return [];
      return [
        label(`${item.title}${words.mark.colon}${screenName(context, words)}`),
        { kind: 'evidence', entries: some.map((row) => evidenceEntry(row, prefix, words)) },
      ];
    }),
  );
  if (blocks.length === 0) return [paragraph(words.report.annexes.none)];
  return [...blocks, ...(omitted > 0 ? [note(words.say.more(omitted, 'evidence'))] : [])];
}

const MOST_PER_CLUE = 3;
const MOST_CLUES = 120;

/** One row per screen that only holds clues, with the strongest of what was seen. */
function clues({ document, words }: Draft): Block[] {
  const rows = document.items.flatMap((item) =>
    item.contexts.filter(isClue).map((context): Rich[] => {
      const seen = evidenceRows(context, words);
      const some = seen.slice(0, MOST_PER_CLUE).map(({ line }) => line);
      const left = seen.length - some.length;
      return [item.title, screenName(context, words), `${some.join(words.mark.semicolon)}${left > 0 ? ` +${left}` : ''}`];
    }),
  );
  if (rows.length === 0) return [paragraph(words.report.annexes.none)];
  return [
    {
      kind: 'table',
      long: true,
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

function rules({ document, words, seal }: Draft): Block[] {
  const digests = Object.entries(readSeals(seal)[0] ?? {}).map(([name, digest]): [string, Inline] => [
    name,
    { text: digest, code: true },
  ]);
  return [
    {
      kind: 'table',
      long: true,
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

import type { ContextResult, ElementResult, Item, ItemKind } from '../../result.js';
import { schematic } from '../drawing/schematic.js';
import { isClue, paperLines, screenName, verdictNote } from '../view.js';
import { type Draft, evidenceInText, fields, heading, items, label, note, numberOf, paragraph } from './draft.js';
import { evidenceEntry } from './evidence.js';
import { carrying, isFinding } from './screens.js';
import { type Block, BREAK, type Inline } from './types.js';

/** Screens of one item that are explained in full. */
const MOST_SCREENS = 600;
/** Sketches of one item: more of the same kind tell nothing new. */
const MOST_SKETCHES = 12;
/** Screens of one item with all their parts; those behind have the evidence, and what to change only in the table of part 11. */
const MOST_WHOLE = 20;

/** Whether an item has a section of its own; the others stand in one table. */
export function isExplained(item: Item): boolean {
  return ['found', 'suspected', 'absent', 'note'].includes(item.verdict) || item.contexts.some((context) => !isClue(context));
}

/** The items of one kind: each that says something, then the others in a table. */
export function itemBlocks(draft: Draft, kind: ItemKind, above: string): Block[] {
  const { document, words } = draft;
  const some = document.items.filter((item) => item.kind === kind);
  const explained = some.filter(isExplained);
  const others = some.filter((item) => !isExplained(item));
  const { noProhibitions, noDuties, noNotes } = words.report.items;
  const none = { prohibition: noProhibitions, duty: noDuties, note: noNotes }[kind];
  return [
    ...(some.length === 0 ? [paragraph(none)] : []),
    ...explained.map((item, i) => itemSection(item, numberOf(draft, 2, i + 1, above), draft)),
    ...(others.length > 0 ? [othersTable(others, explained.length > 0, draft)] : []),
  ];
}

function itemSection(item: Item, number: string, draft: Draft): Block {
  const { words, prefix } = draft;
  const screens = carrying(item);
  const answers = paperLines({ reviews: item.reviews }, words);
  return {
    kind: 'item',
    rule: item.rule,
    verdict: item.verdict,
    blocks: [
      { ...heading(2, number, item.title, `${prefix}${item.rule}`), verdict: item.verdict },
      itemFields(item, draft),
      ...screens.slice(0, MOST_SCREENS).flatMap((context, i) => screenBlocks(context, item, i, number, draft)),
      ...(screens.length > MOST_SCREENS ? [note(words.report.say.moreScreens(screens.length - MOST_SCREENS))] : []),
      ...items(answers, () => '·'),
      ...(item.verdict === 'absent' ? [...adviceBlocks(item, draft), unitRoom(draft)] : []),
    ],
  };
}

function itemFields(item: Item, { words }: Draft): Block {
  const { label: names, report } = words;
  return fields([
    [report.items.clause, [item.clause, { text: `　${item.rule}`, code: true, dim: true }]],
    [names.verdict, [{ text: words.verdict[item.verdict], verdict: item.verdict, bold: true }, verdictNote(item, words)]],
    [names.reason, item.reason],
    [names.elements, item.kind === 'note' ? undefined : elementLine(item.elements, words)],
  ]);
}

function elementLine(elements: readonly ElementResult[], { status, mark }: Draft['words']): Inline[] {
  return elements.flatMap(({ title, status: state }, i): Inline[] => [
    ...(i > 0 ? [mark.semicolon] : []),
    `${title} `,
    { text: status[state], bold: state === 'evidenced', dim: state === 'not-evidenced' },
  ]);
}

/** One screen: how it is reached, its elements, its sketch, the evidence, what to change and room for the unit's answer. */
function screenBlocks(context: ContextResult, item: Item, i: number, above: string, draft: Draft): Block[] {
  const { words, prefix } = draft;
  const { report } = words;
  const id = `${prefix}${item.rule}-${i + 1}`;
  const whole = isWhole(i);
  const rows = evidenceInText(draft, context, whole);
  const left = (draft.evidence.get(context)?.length ?? 0) - rows.length;
  const sketch = isFinding(context) && i < MOST_SKETCHES ? schematic(context, words) : undefined;
  const evidence: Block = { kind: 'evidence', entries: rows.map((row) => evidenceEntry(row, prefix, words)) };
  return [
    {
      kind: 'group',
      blocks: [
        { ...heading(3, numberOf(draft, 3, i + 1, above), screenName(context, words), id), verdict: context.verdict },
        ...(whole ? [screenFields(context, item, words)] : [screenNote(context, item, words)]),
        ...(sketch ? [{ kind: 'drawing', drawing: sketch, caption: report.drawing.shown } as const] : []),
        ...(whole ? [] : [evidence]),
      ],
    },
    ...(whole ? [evidence] : []),
    ...(left > 0 ? [note(isFinding(context) ? report.say.evidenceElsewhere(left) : words.say.more(left, 'evidence'))] : []),
    ...items(paperLines(context, words), () => '·'),
    ...(isFinding(context) && whole ? [...adviceBlocks(item, draft, context), unitRoom(draft)] : []),
  ];
}

function screenFields(context: ContextResult, item: Item, words: Draft['words']): Block {
  const { label: names, report, reachable, verdict } = words;
  const partial = JSON.stringify(context.elements) !== JSON.stringify(item.elements);
  return fields([
    [
      names.verdict,
      context.verdict === item.verdict ? undefined : { text: verdict[context.verdict], verdict: context.verdict, bold: true },
    ],
    [report.items.reachability, context.screen === 'package' ? undefined : reachable[context.reachable]],
    [names.elements, partial ? elementLine(context.elements, words) : undefined],
  ]);
}

/** The same in a line, where there are many screens. */
function screenNote(context: ContextResult, item: Item, words: Draft['words']): Block {
  const { reachable, verdict, mark } = words;
  const partial = JSON.stringify(context.elements) !== JSON.stringify(item.elements);
  return note([
    { text: verdict[context.verdict], verdict: context.verdict, bold: true },
    ...(context.screen === 'package' ? [] : [`${mark.comma}${reachable[context.reachable]}`]),
    ...(partial ? [mark.semicolon, ...elementLine(context.elements, words)] : []),
  ]);
}

function adviceBlocks(item: Item, { remedies, words, prefix }: Draft, context?: ContextResult): Block[] {
  const where = context && screenName(context, words);
  const remedy = remedies.find((one) => one.item === item && (where === undefined || one.where === where));
  if (!remedy) return [];
  return [
    {
      kind: 'group',
      blocks: [
        label(words.report.items.remedy),
        ...items(
          remedy.actions.map(({ text, evidence }) =>
            evidence ? [text, { text: `（${evidence}）`, dim: true, to: prefix + evidence }] : text,
          ),
        ),
      ],
    },
  ];
}

/** Whether the screen at this place of an item's list is told with all its parts. */
export function isWhole(i: number): boolean {
  return i < MOST_WHOLE;
}

function unitRoom({ words }: Draft): Block {
  return { kind: 'room', title: words.report.items.unitSays, lines: 2 };
}

/** Items that need no section, those of one verdict for one reason in one row. */
function othersTable(others: readonly Item[], isRest: boolean, { words }: Draft): Block {
  const { label: names, report } = words;
  const groups = new Map<string, Item[]>();
  for (const item of others) {
    const key = `${item.verdict} ${item.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const rows = [...groups.values()];
  return {
    kind: 'table',
    ...(isRest && { caption: report.items.others }),
    columns: [
      { title: names.item, width: 0.44 },
      { title: names.verdict, width: 0.14 },
      { title: report.items.remark, width: 0.42 },
    ],
    rows: rows.map((group) => [
      group.flatMap(({ title, clause }, i): Inline[] => [...(i > 0 ? [BREAK] : []), title, BREAK, { text: clause, dim: true }]),
      [{ text: words.verdict[group[0]!.verdict], verdict: group[0]!.verdict }, verdictNote(group[0]!, words)],
      group[0]!.reason,
    ]),
    verdicts: rows.map(([first]) => first!.verdict),
  };
}

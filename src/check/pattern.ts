/** Longest pattern a rule may hold. */
const LONGEST = 200;
/** Most ways in which a pattern may try to match from one place; the work over a text is at most this many times its length. */
const MOST_WAYS = 10_000;

/** A part of a pattern: in how many ways it may try to match from one place, and whether a count stands in it. */
interface Part {
  ways: number;
  counted: boolean;
}

interface Reader {
  pattern: string;
  at: number;
}

/**
 * What is wrong with a rule's pattern, naming the part; undefined where it is fit. A pattern runs on what an attacker wrote, so
 * only those get in whose matching takes time linear in the text: every count has an upper bound, none stands inside another,
 * the ways to go back and try again are few, and nothing looks around or back.
 */
export function mistakeInPattern(pattern: string): string | undefined {
  if (pattern.length > LONGEST) return `正则超过 ${LONGEST} 个字符，请拆成几个条件`;
  try {
    new RegExp(pattern, 'u');
    readAlternatives({ pattern, at: 0 });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function readAlternatives(reader: Reader): Part {
  const whole: Part = { ways: 0, counted: false };
  for (;;) {
    const { ways, counted } = readSequence(reader);
    whole.ways += ways;
    whole.counted ||= counted;
    if (reader.pattern[reader.at] !== '|') return whole;
    reader.at++;
  }
}

function readSequence(reader: Reader): Part {
  const whole: Part = { ways: 1, counted: false };
  const start = reader.at;
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at]!)) {
    const { ways, counted } = readCounted(reader);
    whole.ways *= ways;
    whole.counted ||= counted;
    if (whole.ways > MOST_WAYS)
      throw new Error(
        `“${reader.pattern.slice(start, reader.at)}”有 ${whole.ways} 种走法，超过 ${MOST_WAYS}；请减小次数的上限或可选的分支`,
      );
  }
  return whole;
}

/** An atom with the count behind it. */
function readCounted(reader: Reader): Part {
  const start = reader.at;
  const atom = readAtom(reader);
  const count = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(reader.pattern.slice(reader.at));
  if (!count) return atom;
  reader.at += count[0].length;
  const part = reader.pattern.slice(start, reader.at);
  const [least, most] = boundsOf(count);
  if (most === Number.POSITIVE_INFINITY) throw new Error(`“${part}”的次数没有上限，请写成 {0,8} 这样`);
  if (atom.counted) throw new Error(`“${part}”括号里外都有次数，请只留一处`);
  let ways = 0;
  for (let times = least; times <= most && ways <= MOST_WAYS; times++) ways += atom.ways ** times;
  return { ways, counted: true };
}

function boundsOf([count, least, comma, most]: RegExpExecArray): [number, number] {
  if (least === undefined) return count.startsWith('?') ? [0, 1] : [0, Number.POSITIVE_INFINITY];
  return [Number(least), comma ? (most ? Number(most) : Number.POSITIVE_INFINITY) : Number(least)];
}

function readAtom(reader: Reader): Part {
  const rest = reader.pattern.slice(reader.at);
  if (rest.startsWith('(')) return readGroup(reader, rest);
  if (/^\\(?:[1-9]|k<)/.test(rest)) throw new Error(`“${rest.slice(0, 2)}”是反向引用，不得使用`);
  const atom = /^(?:\\(?:[pPu]\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|.)|\[(?:\\.|[^\]\\])*\]|.)/su.exec(rest);
  reader.at += atom?.[0].length ?? 1;
  return { ways: 1, counted: false };
}

function readGroup(reader: Reader, rest: string): Part {
  const special = /^\(\?(?!:)[^)]{0,20}/.exec(rest);
  if (special) throw new Error(`“${special[0]}”是环视或命名组，不得使用；分组写成 (?:…)`);
  reader.at += rest.startsWith('(?:') ? 3 : 1;
  const group = readAlternatives(reader);
  reader.at++;
  return group;
}

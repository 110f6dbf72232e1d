import type { Position } from './address.js';

/** Lines shown before and after a position; characters where a line is too long to be shown whole. */
const LINES = 8;
const CHARACTERS = 600;
const LONG_LINE = 300;

/** The text around a position, the place itself marked: by line number, or inside a long line by a break before it. */
export function excerptAt(text: string, position: Position): string {
  if ('offset' in position) return around(text, Math.min(position.offset, text.length), 0, text.length);
  const starts = lineStarts(text);
  const index = Math.min(position.line, starts.length) - 1;
  const start = starts[index] ?? 0;
  const end = (starts[index + 1] ?? text.length + 1) - 1;
  if (end - start > LONG_LINE && position.column !== undefined)
    return around(text, Math.min(start + position.column - 1, end), start, end);
  const first = Math.max(0, index - LINES);
  const last = Math.min(starts.length - 1, index + LINES);
  const digits = String(last + 1).length;
  const lines: string[] = [];
  for (let i = first; i <= last; i++) {
    const line = text.slice(starts[i], (starts[i + 1] ?? text.length + 1) - 1);
    const shown = line.length > CHARACTERS ? `${line.slice(0, CHARACTERS)} …` : line;
    lines.push(`${i === index ? '▶' : ' '} ${String(i + 1).padStart(digits)} │ ${shown}`);
  }
  return `${lines.join('\n')}\n`;
}

function around(text: string, at: number, start: number, end: number): string {
  const from = Math.max(start, at - CHARACTERS);
  const to = Math.min(end, at + CHARACTERS);
  return `${from > start ? '… ' : ''}${text.slice(from, at)}\n▶ ${text.slice(at, to)}${to < end ? ' …' : ''}\n`;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

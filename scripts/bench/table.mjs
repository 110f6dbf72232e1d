/** Columns aligned for a terminal, where a Chinese character is two cells wide; the first to the left, numbers to the right. */
export function table(head, rows) {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => width(row[column]))));
  const lines = cells.map((row) =>
    row
      .map((text, column) => {
        const gap = ' '.repeat(widths[column] - width(text));
        return column === 0 ? text + gap : gap + text;
      })
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, '-'.repeat(widths.reduce((sum, one) => sum + one + 2, -2)));
  return lines.join('\n');
}

function width(text) {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\u9fff\uff00-\uff60\u2014]/u.test(character) ? 2 : 1), 0);
}

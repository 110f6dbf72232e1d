// Draws what `jianfu scan` prints as docs/scan.svg, the picture in the README. Every character has its own place, so that
// columns hold whatever font the reader has.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ARGS = ['scan', 'fixtures/packages/android-grid.apk'];
const LINES = 68;
const CELL = { width: 8, height: 19 };
const PADDING = 16;
const BAR = 32;
const COLOURS = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff' };
const ESCAPE = '\u001b';
const WIDE = /[\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6]/u;

const { stdout } = spawnSync(process.execPath, [join(root, 'dist/bin/jianfu.js'), ...ARGS, '--color', '--no-config'], {
  cwd: root,
  encoding: 'utf8',
});
const lines = [`$ jianfu ${ARGS.join(' ')}`, '', ...stdout.split('\n').slice(0, LINES), '…'];
const columns = 84;
const size = { width: columns * CELL.width + PADDING * 2, height: lines.length * CELL.height + PADDING * 2 + BAR };
const rows = lines.flatMap((line, i) => spans(line).map((span) => draw(span, BAR + PADDING + (i + 0.75) * CELL.height)));

mkdirSync(join(root, 'docs'), { recursive: true });
writeFileSync(
  join(root, 'docs/scan.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="jianfu scan 的终端输出">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<circle cx="20" cy="18" r="6" fill="#ff5f56"/><circle cx="40" cy="18" r="6" fill="#ffbd2e"/><circle cx="60" cy="18" r="6" fill="#27c93f"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Microsoft YaHei', monospace" font-size="13.3" fill="#c9d1d9">
${rows.join('\n')}
</g>
</svg>
`,
);

/** Runs of one style: characters with their columns. */
function spans(line) {
  const out = [];
  let style = {};
  let column = 0;
  for (const part of line.split(new RegExp(`(${ESCAPE}\\[\\d+m)`))) {
    const code = part.startsWith(ESCAPE) ? part.slice(2, -1) : undefined;
    if (code) style = styled(style, Number(code));
    else {
      const characters = [];
      for (const character of part) {
        if (column < columns && character.trim()) characters.push({ character, column });
        column += WIDE.test(character) ? 2 : 1;
      }
      if (characters.length > 0) out.push({ style, characters });
    }
  }
  return out;
}

function styled(style, code) {
  if (code === 0) return {};
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 39) return { ...style, colour: undefined };
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  return COLOURS[code] ? { ...style, colour: COLOURS[code] } : style;
}

function draw({ style, characters }, y) {
  const attributes = [
    `x="${characters.map(({ column }) => PADDING + column * CELL.width).join(' ')}"`,
    `y="${y.toFixed(1)}"`,
    ...(style.colour ? [`fill="${style.colour}"`] : []),
    ...(style.bold ? ['font-weight="bold"'] : []),
    ...(style.dim ? ['opacity="0.6"'] : []),
  ];
  const text = characters.map(({ character }) => character.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)).join('');
  return `<text ${attributes.join(' ')}>${text}</text>`;
}

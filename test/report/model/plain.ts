import type { Drawing } from '../../../src/report/drawing/shapes.js';
import { type Block, type Report, type Rich, spansOf } from '../../../src/report/model/index.js';

/** A report as plain lines, for golden files: everything it says, and how it is built. */
export function plainReport(report: Report): string {
  const { number, watermark, header, blocks } = report;
  return `${[`# ${report.title} ${number}`, `head: ${header.start} | ${header.end}`, `watermark: ${watermark ?? '-'}`, ...blocks.flatMap((block) => lines(block, ''))].join('\n')}\n`;
}

function lines(block: Block, indent: string): string[] {
  switch (block.kind) {
    case 'heading':
      return ['', `${indent}${'#'.repeat(block.level)} ${block.number}${block.text} {${block.id}}`];
    case 'paragraph':
      return [`${indent}${block.mark ? `${block.mark} ` : ''}${text(block.text)}`];
    case 'fields':
      return block.fields.map(({ name, value }) => `${indent}${name}: ${text(value)}`);
    case 'table':
      return [
        `${indent}| ${block.columns.map(({ title }) => title).join(' | ')}`,
        ...block.rows.map((row) => `${indent}| ${row.map(text).join(' | ')}`),
      ];
    case 'evidence':
      return block.entries.flatMap((entry) => [
        `${indent}${entry.number} ${entry.elements} / ${entry.kind}: ${entry.what}`,
        `${indent}   ${entry.place}`,
        ...(entry.excerpt ? [`${indent}   > ${text(entry.excerpt)}`] : []),
      ]);
    case 'drawing':
      return [`${indent}[${block.caption}] ${block.drawing.alt}`, ...drawn(block.drawing).map((line) => `${indent}   ${line}`)];
    case 'group':
    case 'item':
      return [`${indent}(${block.kind}`, ...block.blocks.flatMap((inner) => lines(inner, `${indent}  `)), `${indent})`];
    case 'cover':
      return [
        `${indent}COVER ${block.title}`,
        ...block.fields.map(({ name, value }) => `${indent}  ${name}: ${value}`),
        `${indent}  ${block.markNote}`,
      ];
    case 'room':
      return [`${indent}[${block.title}: ${block.lines}]`];
    case 'signatures':
      return [`${indent}SIGN ${block.roles.join(' ')} ${block.name} ${block.date} ${block.seal}`];
    case 'contents':
      return [`${indent}CONTENTS ${block.title}`];
    case 'seal':
    case 'end':
      return [`${indent}${block.text}`];
    case 'page-break':
      return ['---'];
  }
}

function drawn({ shapes }: Drawing): string[] {
  return shapes.flatMap((shape) => (shape.kind === 'text' ? [`${shape.tone} ${shape.text}`] : []));
}

function text(rich: Rich): string {
  return spansOf(rich)
    .map((span) => (span.marked ? `[${span.text}]` : span.text))
    .join('')
    .replaceAll('\n', ' ⏎ ');
}

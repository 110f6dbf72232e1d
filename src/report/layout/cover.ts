import type { Cover } from '../model/index.js';
import { breakLines } from './lines.js';
import { logoSize } from './logo.js';
import type { Mark } from './page.js';
import { lineMarks, rule, type Setting, type Strip } from './strip.js';
import { RULE, type TextStyle } from './style.js';

/** The first page: mark, number, title, sample, who is asked to fill in what, and the body that signs. */
export function coverStrip(cover: Cover, setting: Setting): Strip {
  const { style, width, height } = setting;
  const subject: TextStyle = { ...style.title, size: style.title.size * 0.75, pitch: style.title.pitch * 0.8, font: 'song' };
  const lead: TextStyle = { ...style.furniture, size: 12, pitch: 18 };
  const top = centred(cover.title, 130, style.title, setting);
  const name = centred(cover.subject, top.bottom + 16, subject, setting, 4);
  const rows = fieldRows(cover.fields, Math.max(name.bottom + 50, 270), lead, setting);
  return {
    height,
    newPage: true,
    marks: [
      ...(cover.logo ? [{ kind: 'image', x: 0, y: 0, ...logoSize(cover.logo), image: cover.logo } as const] : []),
      ...top.marks,
      ...name.marks,
      ...rows,
      ...centred(cover.organisation, height - 74, lead, setting, 2).marks,
      rule(0, height - 26, width, height - 26, RULE),
      ...centred(cover.markNote, height - 22, style.note, setting, 2).marks,
    ],
  };
}

function centred(
  text: string,
  y: number,
  face: TextStyle,
  { fonts, width }: Setting,
  most = 3,
): { marks: Mark[]; bottom: number } {
  const lines = breakLines(text, face, width, fonts).slice(0, most);
  return {
    marks: lines.flatMap((line, i) => lineMarks(line, (width - line.width) / 2, y + i * face.pitch, face)),
    bottom: y + lines.length * face.pitch,
  };
}

/** Names and values over a line each, in the middle of the page. */
function fieldRows(fields: Cover['fields'], y: number, face: TextStyle, { fonts, width, height }: Setting): Mark[] {
  const names = fields.map(({ name }) => breakLines(name, face, width * 0.4, fonts)[0]!);
  const lead = Math.max(...names.map((line) => line.width)) + 14;
  const left = width * 0.08;
  const right = width * 0.92;
  const step = Math.min(30, (height - 100 - y) / fields.length);
  return fields.flatMap(({ value }, i) => {
    const top = y + i * step;
    const [line] = breakLines(value, face, right - left - lead, fonts);
    return [
      ...lineMarks(names[i]!, left, top, face),
      ...lineMarks(line!, left + lead + 4, top, face),
      rule(left + lead, top + face.pitch + 1, right, top + face.pitch + 1, RULE),
    ];
  });
}

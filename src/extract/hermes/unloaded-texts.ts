import type { Program } from './program.js';

const HAN = /[\u3400-\u9fff]/;
const MAX_TEXT = 200;

/** Chinese texts of the table that no function loads: in tables that are read by position, or in code that was not read. */
export function unloadedTexts(program: Program): { value: string; at: number }[] {
  const loaded = new Set<string>();
  for (const unit of program.units.values()) for (const { text } of unit.texts) loaded.add(text);
  const { strings } = program.file;
  const out: { value: string; at: number }[] = [];
  for (let id = 0; id < program.file.counts.strings; id++) {
    if (!strings.isWide(id) || strings.isIdentifier(id)) continue;
    const text = strings.text(id);
    if (text !== undefined && HAN.test(text) && !loaded.has(text))
      out.push({ value: text.slice(0, MAX_TEXT), at: strings.offset(id) ?? 0 });
  }
  return out;
}

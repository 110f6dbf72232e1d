/**
 * Pictures without a format: HTML writes them as SVG, PDF and OFD as vectors, DOCX as a picture of either. One unit is one
 * point at full size; the origin is the upper left corner.
 */

/** Colours by meaning; each writer has its own values. */
export type Tone = 'ink' | 'dim' | 'line' | 'tint' | 'paper' | 'red' | 'amber' | 'violet' | 'green' | 'olive' | 'blue' | 'grey';

export type Point = readonly [x: number, y: number];

export type Shape =
  | {
      kind: 'rect';
      x: number;
      y: number;
      width: number;
      height: number;
      fill?: Tone;
      stroke?: Tone;
      weight?: number;
      dashed?: boolean;
    }
  | { kind: 'line'; points: readonly Point[]; stroke: Tone; weight?: number; dashed?: boolean; arrow?: boolean }
  | TextShape;

export interface TextShape {
  kind: 'text';
  x: number;
  /** Of the baseline. */
  y: number;
  size: number;
  text: string;
  tone: Tone;
  bold?: boolean;
  /** Which part of the text `x` names; its start unless given. */
  align?: 'middle' | 'end';
  /** What the text may take up; a writer that measures exactly cuts what is longer. */
  room: number;
}

export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
  /** In words, for those who do not see it. */
  alt: string;
}

/** Pages as they are printed: everything has its place, in points from the upper left corner. What PDF and OFD write. */
import type { Logo } from '../model/index.js';
import type { FontName } from './fonts.js';

export interface TextMark {
  kind: 'text';
  x: number;
  /** Of the baseline. */
  y: number;
  text: string;
  font: FontName;
  size: number;
  /** `#1c2127` */
  colour: string;
  width: number;
}

export type Mark =
  | TextMark
  | {
      kind: 'rect';
      x: number;
      y: number;
      width: number;
      height: number;
      fill?: string;
      stroke?: string;
      weight: number;
      dashed: boolean;
    }
  | {
      kind: 'line';
      points: (readonly [number, number])[];
      stroke: string;
      weight: number;
      dashed: boolean;
      closed?: boolean;
      fill?: string;
    }
  | { kind: 'image'; x: number; y: number; width: number; height: number; image: Logo }
  /** An area that leads to a place. */
  | { kind: 'link'; x: number; y: number; width: number; height: number; to: string };

export interface LaidPage {
  marks: Mark[];
  /** Set aslant across the page, behind what stands on it. */
  watermark?: { text: string; size: number; width: number };
}

/** A bookmark. */
export interface OutlineEntry {
  level: number;
  title: string;
  id: string;
}

export interface Place {
  /** 0-based. */
  page: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  pages: LaidPage[];
  outline: OutlineEntry[];
  places: Map<string, Place>;
}

/** Points per millimetre. */
export const MM = 72 / 25.4;

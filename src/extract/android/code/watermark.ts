import type { Body, Call } from './body.js';
import type { CallGraph } from './call-graph.js';
import type { Program } from './program.js';

const DRAWS = /^draw(Text|TextRun|TextOnPath|PosText)$/;
const SAVES =
  /^(compress|insertImage|saveBitmap\w*|saveImage\w*|save(Pic|Picture|Photo|File|ToFile|ToGallery|ToAlbum)\w*|bitmapToFile|bitmap2File|upload\w*)$/;
const CALLERS = 3;
const STEPS = 2;

/**
 * Words drawn on a picture that is then saved or sent: a canvas made on a bitmap. A view draws its own words on the canvas it
 * is handed, and a marker of a map or a code to scan is drawn but not kept.
 */
export function isWatermark(
  call: Call,
  body: Body,
  program: Program,
  graph: CallGraph,
  callersOf: (key: string) => readonly Body[],
): boolean {
  if (call.callee.owner !== 'Landroid/graphics/Canvas;' || !DRAWS.test(call.callee.name)) return false;
  const around = [body, ...callersOf(body.key)];
  if (!around.some(paintsBitmap)) return false;
  return withCallers(body, callersOf).some((one) => keeps(one, program, graph));
}

/** Makes a canvas on a bitmap, or hands a canvas to a bitmap. */
function paintsBitmap({ calls }: Body): boolean {
  return calls.some(
    ({ callee }) =>
      callee.owner === 'Landroid/graphics/Canvas;' &&
      (callee.name === 'setBitmap' || (callee.name === '<init>' && callee.params[0] === 'Landroid/graphics/Bitmap;')),
  );
}

function keeps(body: Body, program: Program, graph: CallGraph): boolean {
  return [...graph.reachable([body.key], STEPS).keys()].some((key) =>
    program.body(key)?.calls.some(({ callee }) => SAVES.test(callee.name)),
  );
}

/** A method and those that call it, directly or through others. */
function withCallers(body: Body, callersOf: (key: string) => readonly Body[]): Body[] {
  const found = new Set([body]);
  let edge = [body];
  for (let step = 0; step < CALLERS && found.size < 64; step++) {
    edge = edge.flatMap((one) => callersOf(one.key)).filter((one) => !found.has(one));
    for (const one of edge) found.add(one);
  }
  return [...found];
}

import type { Body, Call } from './body.js';
import type { CallGraph } from './call-graph.js';
import type { Program } from './program.js';

const ENCODERS: ReadonlySet<string> = new Set([
  'Landroid/util/Base64;',
  'Ljava/util/Base64$Encoder;',
  'Lorg/apache/commons/codec/binary/Base64;',
]);
const READS =
  /^(Landroid\/graphics\/Bitmap;->compress|Ljava\/io\/FileInputStream;-><init>|Ljava\/nio\/file\/Files;->readAllBytes|Lkotlin\/io\/FilesKt\w*;->readBytes)$/;

/** Makes a text of a picture or file, to be sent among the words of a request: the bytes are read or compressed just before. */
export function isPictureText({ callee }: Call, body: Body, program: Program, graph: CallGraph): boolean {
  if (!ENCODERS.has(callee.owner) || !/^encode\w*$/.test(callee.name)) return false;
  return [...graph.reachable([body.key], 1).keys()].some((key) =>
    program.body(key)?.calls.some((call) => READS.test(`${call.callee.owner}->${call.callee.name}`)),
  );
}

// Loaded before the command by `--import`: once android-grid.apk is open, something that extraction uses breaks, once.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { openSync } = fs;
const { readUInt32LE } = Buffer.prototype;

fs.openSync = (path, ...rest) => {
  if (String(path).endsWith('android-grid.apk')) breakReads(2000);
  return openSync(path, ...rest);
};
syncBuiltinESMExports();

/** The reading of numbers fails at a place that lies in the middle of the package's structures. */
function breakReads(count) {
  let left = count;
  Buffer.prototype.readUInt32LE = function (...args) {
    left -= 1;
    if (left > 0) return readUInt32LE.apply(this, args);
    Buffer.prototype.readUInt32LE = readUInt32LE;
    throw new TypeError('broken');
  };
}

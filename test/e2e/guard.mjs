// Loaded before the command by `--import`: ends it with code 99 when it writes a file, starts a process or opens a connection.
import child from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

function refuse(what) {
  process.stderr.write(`guard: ${what}\n`);
  process.exit(99);
}

function forbid(object, names, module) {
  for (const name of names) if (typeof object[name] === 'function') object[name] = () => refuse(`${module}.${name}`);
}

const WRITERS =
  'writeFile appendFile mkdir mkdtemp rename rm rmdir unlink truncate copyFile cp link symlink chmod utimes createWriteStream'.split(
    ' ',
  );
forbid(fs, [...WRITERS, ...WRITERS.map((name) => `${name}Sync`)], 'fs');
forbid(fs.promises, WRITERS, 'fs.promises');
for (const [object, name] of [
  [fs, 'open'],
  [fs, 'openSync'],
  [fs.promises, 'open'],
]) {
  const open = object[name];
  object[name] = (path, flags, ...rest) =>
    flags === undefined || /^(r|rs)$/.test(flags) || flags === fs.constants.O_RDONLY
      ? open.call(object, path, flags, ...rest)
      : refuse(`open ${flags}`);
}
net.Socket.prototype.connect = () => refuse('net connect');
net.Server.prototype.listen = () => refuse('net listen');
forbid(dgram, ['createSocket'], 'dgram');
forbid(dns, ['lookup', 'resolve', 'resolve4', 'resolve6'], 'dns');
forbid(dns.promises, ['lookup', 'resolve', 'resolve4', 'resolve6'], 'dns.promises');
forbid(globalThis, ['fetch', 'WebSocket'], 'globalThis');
forbid(child, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'], 'child_process');
syncBuiltinESMExports();

// npm run parity -- FILE|FOLDER...: what jianfu says of an APK against what the platform's own tools say.
// Tools that are not installed are named and left out. Exit 1 where something differs.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aapt2 } from './aapt2.mjs';
import { androguard } from './androguard.mjs';
import { apksigner } from './apksigner.mjs';
import { dexdump } from './dexdump.mjs';
import { resources } from './resources.mjs';

/** Each: name, isInstalled(), compare(file, ours) → rows {what, ours, theirs}, or a sentence where the tool gives up. */
const TOOLS = [aapt2, resources, apksigner, androguard, dexdump];
const COMMAND = join(dirname(fileURLToPath(import.meta.url)), '../../dist/bin/jianfu.js');

const files = process.argv.slice(2).flatMap(apksIn);
if (files.length === 0) {
  console.error('用法：npm run parity -- <APK 文件或文件夹>...（先 npm run build）');
  process.exit(2);
}
const installed = TOOLS.filter((tool) => tool.isInstalled());
for (const tool of TOOLS) if (!installed.includes(tool)) console.log(`${tool.name}：未安装，略过`);

const total = { equal: 0, different: 0, refused: 0 };
for (const file of files) compareFile(file);
console.log(`\n${files.length} 个文件：一致 ${total.equal} 项，不同 ${total.different} 项，工具自身读不了 ${total.refused} 次`);
process.exitCode = total.different > 0 ? 1 : 0;

function apksIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.apk'))
    .sort()
    .map((name) => join(path, name));
}

function compareFile(file) {
  const ours = factsOf(file);
  if (!ours) {
    console.log(`${basename(file)}：jianfu 没有找到应用`);
    return;
  }
  for (const tool of installed) {
    const rows = tool.compare(file, ours);
    if (typeof rows === 'string') {
      total.refused++;
      console.log(`${basename(file)} ${tool.name}：${rows}`);
      continue;
    }
    for (const { what, ours: mine, theirs } of rows) {
      const same = JSON.stringify(mine) === JSON.stringify(theirs);
      total[same ? 'equal' : 'different']++;
      if (!same)
        console.log(
          `${basename(file)} ${tool.name} ${what}\n  jianfu ${JSON.stringify(mine)}\n  ${tool.name} ${JSON.stringify(theirs)}`,
        );
    }
  }
}

function factsOf(file) {
  try {
    const options = { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] };
    const found = JSON.parse(execFileSync(process.execPath, [COMMAND, 'extract', file], options));
    // Of apps inside the app the other tools know nothing.
    return { ...found, facts: found.facts.filter(({ at }) => at.path.split('!').length <= 2) };
  } catch {
    return undefined;
  }
}

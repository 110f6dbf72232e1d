// npm run bench: scans against `unzip -tq` (packages), parsing alone (projects) and other tools, measured in one and the same run.
import { options, USAGE } from './options.mjs';
import { measurePackages } from './packages.mjs';
import { measurePeers } from './peers.mjs';
import { measureProjects } from './projects.mjs';
import { printReport } from './report.mjs';

try {
  const chosen = options(process.argv.slice(2));
  if (chosen.help) process.stdout.write(USAGE);
  else {
    const tell = (text) => process.stderr.write(`${text}\n`);
    const packages = measurePackages(chosen, tell);
    const projects = await measureProjects(chosen, tell);
    const peers = measurePeers(chosen, tell);
    const report = { node: process.version, runs: chosen.runs, packages, projects, peers };
    process.stdout.write(chosen.json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
  }
} catch (error) {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 2;
}

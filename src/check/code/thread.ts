import { createRequire } from 'node:module';
import type { Fact } from '../../facts/types.js';

/** What a thread is asked: the rules of a module without their code, or the evidence of one of them. */
export type Task = { url: string } & (
  | { rule?: undefined }
  | { rule: string; facts: readonly Fact[]; screens: readonly string[] }
);

/** Places of facts by element, for the facts outside all screens first and then for each screen asked about. */
export type Places = Record<string, number[]>[];

/** Most memory of a rule's thread, beside which the scan has to fit. */
const MEMORY_MB = 512;

/**
 * Runs the code of a rule in a thread of its own and waits for the answer: it sees facts only, nothing of it reaches standard output,
 * and it is ended when its time is over.
 * @throws Error saying why there is no answer
 */
export function askThread(task: Task, budgetMs: number): unknown {
  // Loaded only where there are code rules.
  const threads = createRequire(import.meta.url)('node:worker_threads') as typeof import('node:worker_threads');
  const signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { port1, port2 } = new threads.MessageChannel();
  const worker = new threads.Worker(THREAD, {
    eval: true,
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    workerData: { ...task, port: port2, signal },
    transferList: [port2],
  });
  worker.on('error', () => undefined);
  worker.unref();
  const waited = Atomics.wait(signal, 0, 0, budgetMs);
  const answer = threads.receiveMessageOnPort(port1)?.message as { error?: string; value?: unknown } | undefined;
  port1.close();
  void worker.terminate();
  if (waited === 'timed-out' || !answer) throw new Error(`超过 ${budgetMs / 1000} 秒没有答复`);
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.value;
}

/** Classic script, since a thread made from text is one. It holds no word of the rule but what the module exports. */
const THREAD = `'use strict';
const { url, rule: wanted, facts, screens, port, signal } = require('node:worker_threads').workerData;
let isDone = false;
const answer = (message) => {
  if (isDone) return;
  isDone = true;
  port.postMessage(message);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
};
const fail = (error) => answer({ error: String(error && error.message !== undefined ? error.message : error).slice(0, 300) });
process.on('exit', () => fail('规则没有答复就结束了'));
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const described = (rule) => JSON.parse(JSON.stringify({ ...rule, match: undefined }));
const rulesOf = (module) => [...new Set(Object.values(module).flat())].filter((value) => value && typeof value.match === 'function');

async function evidence(rule) {
  for (const fact of facts) Object.freeze(fact);
  const places = new Map(facts.map((fact, place) => [fact, place]));
  const views = new Map([[undefined, []], ...screens.map((id) => [id, []])]);
  for (const fact of facts) for (const id of fact.screens.length === 0 ? [undefined] : fact.screens) views.get(id)?.push(fact);
  const screenFacts = new Map(facts.filter(({ kind }) => kind === 'screen').map((fact) => [fact.id, fact]));
  const found = [];
  for (const [id, view] of views) found.push(placed(rule, await rule.match({ screen: screenFacts.get(id), facts: view, package: facts }), places));
  return found;
}

function placed(rule, answer, places) {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) throw new Error('match 应返回“要件: 事实的列表”');
  return Object.fromEntries(Object.entries(answer).filter(([, list]) => list !== undefined).map(([element, list]) => {
    if (!Object.hasOwn(rule.elements, element)) throw new Error('match 返回了没有声明的要件“' + element + '”');
    if (!Array.isArray(list) || !list.every((fact) => places.has(fact))) throw new Error('match 给要件“' + element + '”的不是所给事实的列表');
    return [element, list.map((fact) => places.get(fact))];
  }));
}

import(url).then(async (module) => {
  const rules = rulesOf(module);
  if (wanted === undefined) return answer({ value: rules.map(described) });
  const rule = rules.find(({ id }) => id === wanted);
  if (!rule) throw new Error('模块中没有规则 ' + wanted);
  answer({ value: await evidence(rule) });
}).catch(fail);
`;

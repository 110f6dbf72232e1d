import type { Invocation, Notification } from 'sarif';
import type { ResultDocument } from '../../result.js';
import { isPartial } from '../findings.js';
import { inert } from '../inert.js';
import { limitGroups } from '../limits.js';
import { loosePapers } from '../view.js';
import type { InputFailure } from '../writer.js';
import { locationOf } from './location.js';
import type { SarifWords } from './words.js';

/** Not successful where something unread left an item undetermined; what that was, and what is odd about the package, as notifications. */
export function invocationOf(document: ResultDocument, words: SarifWords): Invocation {
  return {
    executionSuccessful: !isPartial(document),
    toolExecutionNotifications: [
      ...limitNotifications(document, words),
      ...ruleNotifications(document),
      ...tamperNotifications(document),
    ],
    toolConfigurationNotifications: loosePapers(document, words).map((line) => ({
      level: 'warning',
      message: { text: inert(line) },
    })),
  };
}

/** An input there is no document of. */
export function failedInvocation({ input, message, code }: InputFailure): Invocation {
  const notification: Notification = {
    level: 'error',
    descriptor: { id: FAILURES[code] ?? 'input-not-inspected' },
    message: { text: inert(`${input}：${message}`) },
  };
  return { executionSuccessful: false, exitCode: code, toolExecutionNotifications: [notification] };
}

/** By exit code (design §6). */
const FAILURES: Record<number, string> = { 2: 'input-unreadable', 4: 'nothing-to-inspect', 70: 'internal-error' };

/** Rules that came to no verdict for a reason that is no limit: they failed on their own account. */
function ruleNotifications({ items, limits }: ResultDocument): Notification[] {
  const known = new Set(limits.map(({ detail }) => detail));
  return items
    .filter(({ verdict, reason }) => verdict === 'undetermined' && !known.has(reason))
    .map(({ rule, title, reason }) => ({
      level: 'error',
      descriptor: { id: 'rule-undetermined' },
      associatedRule: { id: rule },
      message: { text: inert(`${title}：${reason}`) },
    }));
}

function limitNotifications(document: ResultDocument, words: SarifWords): Notification[] {
  return limitGroups(document).map(({ reason, detail, affects }) => ({
    level: affects.length > 0 ? 'error' : 'note',
    descriptor: { id: `limit-${reason}` },
    message: { text: inert(`${words.limit[reason]}：${detail}`) },
    locations: document.limits
      .filter((limit) => limit.reason === reason && limit.detail === detail)
      .slice(0, 1)
      .map(({ at }) => locationOf(at)),
    properties: { affects: affects.map(({ rule }) => rule) },
  }));
}

function tamperNotifications({ tampering }: ResultDocument): Notification[] {
  return tampering.slice(0, 100).map(({ trick, detail, at }) => ({
    level: 'warning',
    descriptor: { id: `tamper-${trick}` },
    message: { text: inert(detail) },
    locations: [locationOf(at)],
  }));
}

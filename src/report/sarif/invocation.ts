import type { Invocation, Notification } from 'sarif';
import type { ResultDocument } from '../../result.js';
import { isPartial } from '../findings.js';
import { inert } from '../inert.js';
import { limitGroups } from '../limits.js';
import { loosePapers } from '../view.js';
import { locationOf } from './location.js';
import type { SarifWords } from './words.js';

/** Not successful where something unread left an item undetermined; what that was, and what is odd about the package, as notifications. */
export function invocationOf(document: ResultDocument, words: SarifWords): Invocation {
  return {
    executionSuccessful: !isPartial(document),
    toolExecutionNotifications: [...limitNotifications(document, words), ...tamperNotifications(document)],
    toolConfigurationNotifications: loosePapers(document, words).map((line) => ({
      level: 'warning',
      message: { text: inert(line) },
    })),
  };
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

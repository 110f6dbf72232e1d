import type { ResultDocument } from '../result.js';

/** Order of an object's keys; arrays are passed through to their elements. Keys not named follow, sorted. */
interface Shape {
  keys: string[];
  inside?: Record<string, Shape>;
}

const at: Shape = { keys: ['path', 'line', 'column', 'offset', 'class', 'method'] };
const elements: Shape = { keys: ['id', 'title', 'status'] };
const evidence: Shape = {
  keys: ['element', 'kind', 'tier', 'at', 'what', 'name', 'excerpt', 'owner', 'linked', 'position', 'subject', 'gate', 'timing'],
  inside: { at, gate: { keys: ['shape', 'message', 'guards'] }, timing: { keys: ['pair', 'reaches', 'target'] } },
};
const reviews: Shape = { keys: ['rule', 'fingerprint', 'about', 'answer', 'by', 'on', 'reason', 'state'] };
const suppression: Shape = { keys: ['rule', 'fingerprint', 'reason', 'basis', 'approver', 'expires', 'state'] };
const contexts: Shape = {
  keys: ['screen', 'title', 'reachable', 'verdict', 'elements', 'evidence', 'fingerprint', 'declared', 'suppression', 'reviews'],
  inside: {
    elements,
    evidence,
    shows: { keys: ['position', 'text', 'marked'] },
    declared: { keys: ['function', 'ground', 'basis', 'missing'] },
    suppression,
    reviews,
  },
};
const certificates: Shape = {
  keys: ['sha256', 'sm3', 'md5', 'subject', 'issuer', 'notBefore', 'notAfter', 'debug'],
};

const DOCUMENT: Shape = {
  keys: [
    'schemaVersion',
    'tool',
    'package',
    'coverage',
    'limits',
    'tampering',
    'items',
    'inventory',
    'declaration',
    'suppressions',
    'reviews',
    'seal',
    'run',
  ],
  inside: {
    tool: { keys: ['name', 'version', 'packs'], inside: { packs: { keys: ['id', 'version', 'digest'] } } },
    package: {
      keys: [
        'carrier',
        'form',
        'id',
        'name',
        'versionName',
        'versionCode',
        'minSdk',
        'targetSdk',
        'file',
        'format',
        'size',
        'sha256',
        'sm3',
        'signature',
        'hosts',
      ],
      inside: {
        signature: {
          keys: ['schemes', 'certificates', 'checks', 'lineage'],
          inside: { certificates, lineage: certificates, checks: { keys: ['scheme', 'status', 'reason'] } },
        },
      },
    },
    coverage: {
      keys: ['entries', 'scripts', 'templates', 'dex', 'screens', 'texts', 'requests', 'bytesInflated'],
      inside: {
        scripts: { keys: ['total', 'parsed', 'failed', 'thirdParty'] },
        templates: { keys: ['total', 'parsed', 'failed'] },
        dex: { keys: ['files', 'classes', 'ownClasses', 'methodsRead'] },
        screens: { keys: ['total', 'reachable'] },
      },
    },
    limits: { keys: ['reason', 'hides', 'detail', 'at', 'share'], inside: { at } },
    tampering: { keys: ['trick', 'detail', 'at'], inside: { at } },
    items: {
      keys: [
        'rule',
        'clause',
        'title',
        'kind',
        'verdict',
        'reason',
        'partly',
        'elements',
        'contexts',
        'advice',
        'aim',
        'questions',
        'unsuppressed',
        'reviews',
      ],
      inside: { elements, contexts, reviews },
    },
    suppressions: suppression,
    reviews,
    inventory: {
      keys: ['screens', 'permissions', 'sdks', 'endpoints', 'endpointGroups'],
      inside: {
        screens: { keys: ['id', 'title', 'reachable', 'from', 'grassroots'] },
        permissions: { keys: ['name', 'usedBy', 'uses'], inside: { usedBy: { keys: ['what', 'at'], inside: { at } } } },
        sdks: { keys: ['name', 'category', 'version', 'called'] },
        endpoints: { keys: ['method', 'path', 'via'] },
        endpointGroups: { keys: ['group', 'endpoints', 'screens'] },
      },
    },
    run: {
      keys: ['startedAt', 'durationMs', 'host', 'timings'],
      inside: { host: { keys: ['node', 'platform'] }, timings: { keys: [] } },
    },
  },
};

/** A copy of the document with its keys in the order of design §5, however it was put together. */
export function ordered(document: ResultDocument): ResultDocument {
  return sortKeys(document, DOCUMENT) as ResultDocument;
}

function sortKeys(value: unknown, shape: Shape | undefined): unknown {
  if (!shape || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => sortKeys(element, shape));
  const known = shape.keys.filter((key) => Object.hasOwn(value, key));
  const rest = Object.keys(value)
    .filter((key) => !shape.keys.includes(key))
    .sort();
  return Object.fromEntries(
    [...known, ...rest].map((key) => [key, sortKeys((value as Record<string, unknown>)[key], shape.inside?.[key])]),
  );
}

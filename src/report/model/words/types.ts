/** What the report says beyond the words all formats share (`src/messages`). */
import type { Verdict } from '../../../result.js';

export interface ReportWords {
  title: string;
  number: string;
  parts: Record<
    | 'statement'
    | 'contents'
    | 'sample'
    | 'basis'
    | 'environment'
    | 'rule'
    | 'coverage'
    | 'summary'
    | 'prohibitions'
    | 'duties'
    | 'notes'
    | 'inventory'
    | 'remediation'
    | 'limits'
    | 'signatures'
    | 'annexes',
    string
  >;
  cover: Record<'unit' | 'client' | 'type' | 'organisation' | 'date' | 'markNote' | 'defaultClass' | 'classification', string>;
  statement: string[];
  undeclared: string;
  empty: string;
  sample: Record<
    'format' | 'certificate' | 'subject' | 'validity' | 'until' | 'debug' | 'lineage' | 'entered' | 'declaredName' | 'seal',
    string
  >;
  schemeStatus: Record<'verified' | 'failed' | 'not-checked', string>;
  basis: Record<'law' | 'lawText' | 'scope' | 'scopeText' | 'excluded' | 'excludedText' | 'digest', string>;
  environment: Record<'tool' | 'host' | 'began' | 'duration' | 'offline' | 'offlineText' | 'repeat', string>;
  rule: Record<'intro' | 'tiers' | 'gates' | 'declared', string>;
  meaning: Record<Verdict, string>;
  coverage: Record<'figure' | 'value' | 'read' | 'chart' | 'noLimits' | 'hiddenShare', string>;
  summary: Record<'overview' | 'problems' | 'review' | 'unreviewed' | 'map' | 'mapNote', string>;
  items: Record<
    | 'reachability'
    | 'remedy'
    | 'unitSays'
    | 'schematic'
    | 'others'
    | 'remark'
    | 'noProhibitions'
    | 'noDuties'
    | 'noNotes'
    | 'clause'
    | 'rule'
    | 'place'
    | 'seeAnnex',
    string
  >;
  inventory: Record<
    'intro' | 'screen' | 'screenId' | 'entry' | 'from' | 'launcher' | 'method' | 'via' | 'category' | 'called',
    string
  >;
  called: Record<'true' | 'false' | 'unknown', string>;
  remediation: Record<'number' | 'clauseItem' | 'problem' | 'remedy' | 'result' | 'intro' | 'none' | 'deadline', string>;
  limits: Record<'standing' | 'invisible' | 'questions' | 'noQuestions' | 'question' | 'about' | 'answer', string>;
  sign: { roles: string[]; name: string; date: string; seal: string };
  annexes: Record<'evidence' | 'clues' | 'declaration' | 'rules' | 'terms' | 'none' | 'tiers', string>;
  terms: [string, string][];
  end: string;
  watermark: string;
  pageWords: [string, string, string];
  listTitle: string;
  drawing: {
    entry: string;
    finding: string;
    more: (count: number) => string;
    shown: string;
    untitled: string;
    mapAlt: (screens: number, findings: number) => string;
    schematicAlt: (screen: string, marked: number) => string;
    barAlt: string;
    overviewAlt: (text: string) => string;
  };
  say: {
    /** From an ISO time in UTC. */
    date: (iso: string) => string;
    count: (title: string, count: number) => string;
    evidenceElsewhere: (count: number) => string;
    answers: (answer: '成立' | '不成立' | '需补充', count: number) => string;
    moreScreens: (count: number) => string;
    cut: (length: number) => string;
    missingGlyphs: (characters: string) => string;
    repeat: (file: string) => string;
    mismatch: (field: string, declared: string, read: string) => string;
  };
}

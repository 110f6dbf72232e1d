/**
 * What the applicant says of the app in `declaration.yaml`: no package can show it. `schema/declaration.schema.json` is the
 * form a file must have; what is left out is printed as 未申报 and never guessed.
 */
export interface Declaration {
  /** Version of the form. */
  schemaVersion: 1;
  app: {
    name: string;
    /** Ids it is published under: Android package, AppID, quick-app package. */
    ids?: string[];
    versionName?: string;
    /** All forms the app is published in, whether handed in or not. */
    carriers?: DeclaredCarrier[];
  };
  units: {
    /** 主办单位 */
    host: string;
    /** 使用单位 */
    using?: string[];
    creditCode?: string;
    nature?: 'administrative' | 'mass-organisation' | 'institution-administrative' | 'institution-other' | 'other-state-organ';
    level?: 'national' | 'provincial' | 'municipal' | 'county' | 'below-county';
  };
  filing: {
    type: 'first' | 'change' | 'again' | 'self-check';
    /** 政务应用程序备案编号 */
    number?: string;
    icpNumber?: string;
  };
  audience: 'internal' | 'business' | 'public' | 'mixed';
  /** 面向基层 */
  grassroots?: boolean;
  build: {
    kind: 'release' | 'test';
    /** Where this very file can be had. */
    distribution?: string[];
  };
  scenes?: SpecialScene[];
  /** Provisions that require a photo, a place or a track to be handed in. */
  necessities?: Necessity[];
  fees?: Fee[];
  /** Apps and mini-programs the app leads to. */
  otherApps?: { name: string; id?: string; filingNumber?: string }[];
  /** Hosts whose pages the app shows. */
  remoteHosts?: string[];
  pushTargets?: { to: string; purpose: string }[];
  contact?: { name?: string; phone?: string };
}

export type DeclaredCarrier = 'android' | 'ios' | 'harmony' | 'wechat' | 'alipay' | 'quickapp' | 'html5' | 'other';

/** A document that says so. */
export interface Basis {
  document: string;
  number?: string;
  clause?: string;
  issuer?: string;
  attachments?: string[];
}

/** A function declared to fall under 安保、应急等特殊场景规定. It never removes a finding. */
export interface SpecialScene {
  function: string;
  /** Rules whose findings it speaks of. */
  rules: string[];
  /** Screens it stands on, as the report names them. */
  screens: string[];
  ground: 'security' | 'emergency' | 'central-or-provincial' | 'other';
  explanation?: string;
  basis: Basis;
  posts?: string;
  enabledWhen?: string;
  disabledBy?: string;
  retention?: string;
  approver?: string;
  approvedOn?: string;
}

export interface Necessity {
  function: string;
  screens: string[];
  basis: Basis;
  content: ('photo' | 'video' | 'location' | 'track')[];
}

export interface Fee {
  name: string;
  kind: 'non-tax' | 'social-insurance' | 'party-dues' | 'utility' | 'tax' | 'other-statutory' | 'commercial';
  screens?: string[];
  basis?: Basis;
}

/** What is known of a package as a whole: its carrier, its names, its signature. */

export type Carrier =
  | 'android'
  | 'wechat'
  | 'alipay'
  | 'baidu'
  | 'bytedance'
  | 'qq'
  | 'dingtalk'
  | 'kuaishou'
  | 'jd'
  | 'quickapp'
  | 'multi'
  | 'harmony'
  | 'ios'
  | 'html5'
  | 'unknown';

export interface Certificate {
  sha256: string;
  sm3?: string;
  md5?: string;
  subject: string;
  issuer?: string;
  notBefore?: string;
  notAfter?: string;
  debug?: boolean;
}

export interface PackageSignature {
  schemes: string[];
  /** Of the signers, those of the newest scheme first. */
  certificates: Certificate[];
  /** What verification says of each scheme. */
  checks?: { scheme: string; status: 'verified' | 'failed' | 'not-checked'; reason?: string }[];
  /** Certificates a proof of key rotation leads through, oldest first. */
  lineage?: Certificate[];
}

/** The sample under inspection, as read from it. */
export interface PackageInfo {
  carrier: Carrier;
  form: 'package' | 'project';
  /** Package name, app id or quick-app package. */
  id?: string;
  name?: string;
  versionName?: string;
  versionCode?: string;
  minSdk?: string;
  targetSdk?: string;
  /** Base name of the input, never its folder. */
  file: string;
  /** Container format: `apk`, `wxapkg`, `rpk`, `directory`, `zip` … */
  format: string;
  size: number;
  /** Of the file; for a folder over the sorted list of `sha256  path` lines of its files. */
  sha256: string;
  sm3: string;
  signature: PackageSignature;
  /** What really runs the app: `native`, `uni-app`, `taro`, `flutter`, `hermes`, `web-view` … */
  hosts: string[];
}

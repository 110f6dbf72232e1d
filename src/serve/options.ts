import type { Inspection } from '../batch/inspect.js';
import type { ReportSettings } from '../report/model/settings.js';
import type { Role } from './accounts.js';
import type { KeepLimits } from './upkeep.js';

export interface ServeOptions extends KeepLimits {
  /** Folder of the store, the same as `--out` of a batch. */
  store: string;
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** PEM: it speaks TLS itself. */
  tls?: { cert: Buffer; key: Buffer };
  /** How browsers see it, where a proxy stands in between: `https://jianfu.example.cn`. */
  origin?: string;
  /** Addresses and networks of proxies whose word about address, protocol and user counts. */
  trustedProxies: string[];
  /** Header in which they name the user; then there is no logging in here. */
  trustHeader?: string;
  /** Of a user the proxy names and the file of accounts does not. */
  trustRole: Role;
  accounts: string;
  /** Folder from which packages can be picked. */
  folder?: string;
  /** Bytes of one upload. */
  maxUpload: number;
  jobs: number;
  inspection: Inspection;
  settings?: ReportSettings;
  /** Of the rules, for the filter. */
  titles: ReadonlyMap<string, string>;
  /** What goes wrong inside, for standard error. */
  onError: (error: unknown) => void;
}

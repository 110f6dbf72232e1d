/** An oddity that a normal tool-chain does not produce; extraction turns it into a `tamper` fact. */
export interface Oddity {
  /** Stable kebab-case name. */
  trick: string;
  detail: string;
  /** Byte offset in the decoded file. */
  offset?: number;
}

/** Libraries of one kind: `name = package prefixes`, one a line. */
export interface LibraryTable {
  kind: string;
  lines: string;
}

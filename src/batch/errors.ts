/** The folder of a batch cannot be used: another batch has it, or it cannot be written. For the person at the keyboard to mend. */
export class FolderError extends Error {}

/** `not-found`: nothing at that path; `empty`: no bytes; `no-app`: readable, but no app in it; `unreadable`: the system refuses to give the bytes. */
export type InputErrorCode = 'not-found' | 'empty' | 'no-app' | 'unreadable';

/** The input as a whole cannot be inspected. `message` is a Chinese sentence that says what to hand in instead. */
export class InputError extends Error {
  readonly code: InputErrorCode;

  constructor(code: InputErrorCode, message: string) {
    super(message);
    this.name = 'InputError';
    this.code = code;
  }
}

/** Real output went over the allowance of one read. Never leaves this stage: the entry turns it into a budget limit. */
export class TooLarge extends Error {}

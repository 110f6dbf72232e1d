declare const JIANFU_VERSION: string | undefined;

/** The package's version: set when the bundle is built, `0.0.0-dev` when sources run directly. */
export const version: string = typeof JIANFU_VERSION === 'string' ? JIANFU_VERSION : '0.0.0-dev';

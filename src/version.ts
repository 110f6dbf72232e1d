declare const JIANFU_VERSION: string | undefined;
declare const JIANFU_BUILD: string | undefined;

/** The package's version: set when the bundle is built, `0.0.0-dev` when sources run directly. */
export const version: string = typeof JIANFU_VERSION === 'string' ? JIANFU_VERSION : '0.0.0-dev';

/** Digest of the built program and its tables: two builds of one version are told apart by it. */
export const build: string = typeof JIANFU_BUILD === 'string' ? JIANFU_BUILD : 'dev';

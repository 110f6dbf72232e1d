/** Names of a configuration that say how packages are read. */
export const EXTRACT_KEYS = ['appid', 'progress', 'cache', 'cacheDir', 'cacheSize'] as const;

/** Names of a configuration that say which rules there are, for commands whose output it does not govern. */
export const RULE_KEYS = ['rules', 'packs', 'codeRules', 'codeRuleSeconds'] as const;

/** Names of a configuration that say which rules there are, for commands whose output it does not govern. */
export const RULE_KEYS = ['rules', 'packs', 'codeRules', 'codeRuleSeconds'] as const;

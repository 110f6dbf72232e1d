/** The layers of docs/architecture.md: imports run one way. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
});
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    only('facts-see-nothing', '^src/facts/', '^src/(facts)/'),
    only('decode-sees-no-stage', '^src/decode/', '^src/decode/'),
    only('open-sees-no-stage', '^src/open/', '^src/(open|facts)/|^src/clock\\.ts$'),
    only('cache-sees-facts-and-results', '^src/cache/', '^src/(cache|facts)/|^src/result\\.ts$|^src/version\\.ts$'),
    only('extract-sees-decode-facts-and-the-tree-type', '^src/extract/', '^src/(extract|decode|facts)/|^src/open/tree\\.ts$'),
    only('view-sees-decode-and-the-tree-type', '^src/view/', '^src/(view|decode)/|^src/open/tree\\.ts$'),
    only('check-sees-facts-only', '^src/check/', '^src/(check|facts)/|^src/result\\.ts$'),
    only('report-sees-the-result-only', '^src/report/', '^src/report/|^src/result\\.ts$|^src/messages/|^src/facts/types\\.ts$'),
    only('integrity-sees-seals-only', '^src/integrity/', '^src/integrity/|^src/report/seal\\.ts$'),
    only('diff-sees-results-only', '^src/diff/', '^src/diff/|^src/result\\.ts$|^src/messages/|^src/report/(inert|view)\\.ts$'),
    only(
      'papers-see-the-check-and-the-result',
      '^src/papers/',
      '^src/(papers|check)/|^src/facts/types\\.ts$|^src/(result|package-root)\\.ts$',
    ),
    only('serve-sees-no-reading', '^src/serve/', '^src/(serve|papers|batch|check|report|messages)/|^src/result\\.ts$'),
    { name: 'nobody-imports-cli', severity: 'error', from: { path: '^src/', pathNot: '^src/cli/' }, to: { path: '^src/cli/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};

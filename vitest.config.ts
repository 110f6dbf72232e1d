import { defineConfig } from 'vitest/config';
import { Skipped } from './test/support/skipped.js';

const limits = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    reporters: ['default', new Skipped()],
    projects: [
      { test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'], ...limits } },
      { test: { name: 'command', include: ['test/e2e/**/*.test.ts'], globalSetup: 'test/e2e/build.ts', ...limits } },
    ],
  },
});

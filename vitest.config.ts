import { defineConfig } from 'vitest/config';

const limits = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'], ...limits } },
      { test: { name: 'command', include: ['test/e2e/**/*.test.ts'], globalSetup: 'test/e2e/build.ts', ...limits } },
    ],
  },
});

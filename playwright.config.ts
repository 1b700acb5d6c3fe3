import { defineConfig } from '@playwright/test'

// The real program in its real window. A test waits for the screen two thirds of its time: three at once, each with a
// display of its own, keep two cores busy.
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results',
  globalSetup: 'test/support/displays.ts',
  workers: 3,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
})

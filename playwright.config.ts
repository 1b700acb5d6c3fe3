import { defineConfig } from '@playwright/test'

// The real program in its real window. A test waits for the screen more than half of its time: two at once, each with a
// display of its own, take little more than half as long as one after the other.
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results',
  globalSetup: 'test/support/displays.ts',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
})

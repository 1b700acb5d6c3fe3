import { defineConfig } from '@playwright/test'

/** Files that take a minute each: begun first, or one of them is left running alone at the end. */
const LONG = ['screens', 'pelvic-assessment-screens', 'pelvic-file-screens', 'pelvic-report', 'pregnancy-course', 'pelvic-chain', 'prenatal-screens', 'fertility-screens', 'women-screens', 'maternal-screens', 'risk-screens', 'child-states', 'child-screens', 'replacement', 'year'].map(name => `**/${name}.test.ts`)

// The real program in its real window. A test waits for the screen two thirds of its time: three at once, each with a
// display of its own, keep two cores busy.
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: 'test/support/displays.ts',
  projects: [{ name: 'long', testMatch: LONG }, { name: 'window', testMatch: '**/*.test.ts', testIgnore: LONG }],
  workers: 3,
  retries: 0,
  forbidOnly: true,
  // Only a program that hangs comes to this end: a slow machine is no fault, and what is waited for has its own limit.
  timeout: 600_000,
  expect: { timeout: 15_000 },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
})

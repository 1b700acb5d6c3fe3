import { defineConfig } from 'vitest/config'

/** One project per folder of tests, so that `--project core` is all somebody needs to type. */
const project = (name: string, more: Record<string, unknown> = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], ...more },
})

// Vitest runs on the Node inside Electron (scripts/run.mjs), on the same V8, crypto and native module as the product.
export default defineConfig({
  test: {
    pool: 'forks',
    // Files share what they load: loading it anew for each was a fifth of the time.
    isolate: false,
    // By default one core is left for a developer; the build machine has two and nothing else to do.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
    setupFiles: ['test/support/property-seed.ts', 'test/support/quick-passwords.cjs'],
    projects: [
      project('domain'),
      project('core', { globalSetup: ['test/support/postgres.ts'] }),
      project('print'),
      project('export'),
      project('renderer'),
      project('shell'),
    ],
  },
})

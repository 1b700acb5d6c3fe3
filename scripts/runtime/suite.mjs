import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gather, run } from './child.mjs'
import { notice, say } from './say.mjs'

// A test run that hangs must fail, not hold a build machine for its whole allowance.
const LONGEST_RUN_MS = 20 * 60_000

/** Every folder with a tsconfig of its own; a new layer is found without being listed here. */
function typedFolders(root) {
  return JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).references.map((entry) => entry.path)
}

/** One line of the account: what ran, how much of it passed. */
const step = (name, passed, failed, skipped = 0) => ({ name, passed, failed, skipped })

/** A program that says yes or no counts as one; its output is shown when it says no. */
async function yesOrNo({ name, args }, command, environment) {
  const { code, said } = await gather(command, args, { env: environment })
  if (code !== 0) process.stderr.write(said)
  return step(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1)
}

/** Layers, types and lint, as many at a time as the machine has cores; the account is in the order of the list. */
async function layersTypesLint(root, runtime, environment) {
  // What the last run knew is kept beside the packages: only what changed since is looked at again.
  const typesOf = (folder, project) => ({
    name: `types ${folder}`, args: ['node_modules/typescript/bin/tsc', '-p', project, '--incremental', '--tsBuildInfoFile', `node_modules/.cache/types/${folder.replaceAll(/\W+/g, '-')}.tsbuildinfo`],
  })
  const checks = [
    { name: 'layers', args: ['scripts/check-layers.ts'] }, ...typedFolders(root).map((folder) => typesOf(folder, folder)), typesOf('.', 'tsconfig.root.json'),
    { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'] },
  ]
  say('检查分层、类型和代码规范…', 'Checking layers, types and style…')
  const steps = []
  // From the end of the list: the largest project is the last, and whoever starts it last waits for it alone.
  const waiting = checks.map((check, at) => ({ check, at }))
  const next = async () => { for (let one = waiting.pop(); one; one = waiting.pop()) steps[one.at] = await yesOrNo(one.check, runtime.program, environment) }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, next))
  return steps
}

async function unitTests(runtime, environment, args) {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-vitest-'))
  const report = join(folder, 'report.json')
  try {
    // Programs that are started and killed again and again need not compile the same modules each time.
    const env = { ...environment, NODE_COMPILE_CACHE: join(process.cwd(), 'node_modules/.cache/programs') }
    const code = await run(runtime.program, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
      { env, timeoutMs: LONGEST_RUN_MS })
    if (!existsSync(report)) return step('vitest', 0, 1)
    const account = JSON.parse(readFileSync(report, 'utf8'))
    // An error outside any test (a set-up that failed, an unhandled rejection) fails the run without failing a test.
    const brokenFiles = account.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
    const failed = account.numFailedTests + brokenFiles
    const nothingRan = account.numTotalTests === 0
    return step('vitest', account.numPassedTests, failed || code !== 0 || nothingRan ? Math.max(failed, 1) : 0, account.numPendingTests + account.numTodoTests)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function windowTests(runtime, environment, args) {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-playwright-'))
  const report = join(folder, 'report.json')
  try {
    const code = await run(runtime.program, ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...args],
      { env: { ...environment, PLAYWRIGHT_JSON_OUTPUT_NAME: report }, timeoutMs: LONGEST_RUN_MS })
    if (!existsSync(report)) return step('playwright', 0, 1)
    const { stats, errors } = JSON.parse(readFileSync(report, 'utf8'))
    // A test that passed only on a second try is a failure here: retries are off, and nobody may switch them on silently.
    const failed = stats.unexpected + stats.flaky + errors.length
    return step('playwright', stats.expected, failed || code !== 0 || stats.expected === 0 ? Math.max(failed, 1) : 0, stats.skipped)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function close(steps, startedMs) {
  const width = Math.max(...steps.map((one) => one.name.length))
  process.stdout.write('\n')
  for (const one of steps) {
    process.stdout.write(`${one.failed ? '✗' : '✓'} ${one.name.padEnd(width)}  ${one.passed} passed, ${one.failed} failed${one.skipped ? `, ${one.skipped} skipped` : ''}\n`)
  }
  const sum = (key) => steps.reduce((total, one) => total + one[key], 0)
  process.stdout.write(`${Math.round((Date.now() - startedMs) / 1000)} s\n${sum('passed')} passed, ${sum('failed')} failed\n`)
  return sum('failed') === 0 ? 0 : 1
}

/** Everything: layers, types, lint, unit, store on both engines, print, export, then the real program in its window. */
export async function runTest(root, runtime, environment, args) {
  const startedMs = Date.now()
  const only = args.filter((arg) => !arg.startsWith('-'))
  const strict = { ...environment, FUYOU_POSTGRES: 'required' }
  const steps = only.length > 0 ? [] : await layersTypesLint(root, runtime, environment)
  const wantsWindow = only.length === 0 || only.some((path) => path.includes('e2e'))
  const wantsUnits = only.length === 0 || only.some((path) => !path.includes('e2e'))
  if (wantsUnits) {
    say('单元、数据库、打印与导出测试…', 'Unit, store, print and export tests…')
    steps.push(await unitTests(runtime, strict, args))
  }
  if (wantsWindow) {
    say('真实窗口测试…', 'Tests in the real window…')
    steps.push(await windowTests(runtime, strict, args))
  }
  return close(steps, startedMs)
}

/** The quick look before every commit: layers, types, lint and every unit test that is not `*.slow.test.ts`. */
export async function runCheck(root, runtime, environment) {
  const startedMs = Date.now()
  notice('存储测试在这里只用 SQLite,两种数据库和窗口测试由 npm test 运行。', 'The store tests run on SQLite only here; npm test runs both engines and the windows.')
  const steps = await layersTypesLint(root, runtime, environment)
  say('单元测试…', 'Unit tests…')
  steps.push(await unitTests(runtime, { ...environment, FUYOU_POSTGRES: 'off' },
    ['--project', 'domain', '--project', 'renderer', '--project', 'core', '--exclude', '**/*.slow.test.ts']))
  return close(steps, startedMs)
}

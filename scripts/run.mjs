// The one bootstrap behind every npm script. Plain JavaScript without dependencies, for Node 18 and newer:
// it runs before anything is installed. Everything written in TypeScript runs on the Node inside Electron.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './runtime/child.mjs'
import { ensureBuild } from './runtime/build.mjs'
import { ensureDependencies } from './runtime/dependencies.mjs'
import { hasDisplay, startVirtualDisplay } from './runtime/display.mjs'
import { ensureElectron } from './runtime/electron.mjs'
import { Stop, notice, reportStop, say } from './runtime/say.mjs'
import { runCheck, runTest } from './runtime/suite.mjs'
import { electronSwitches, ensureSystem, findPostgres, noticeNoSandbox } from './runtime/system.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What each target needs from the machine; `display` is a virtual one unless the target shows windows to a person. */
const TARGETS = {
  start: { build: true },
  demo: { build: true, display: true, openssl: true },
  test: { build: true, display: true, openssl: true, postgres: true, printer: true },
  check: {},
  bench: { build: true, display: true },
  rule: {},
  dist: { build: true },
  build: {},
  exec: {},
}

const USAGE = `用法 usage: node scripts/run.mjs TARGET [ARGUMENTS]
  start            打开程序 opens the program
  demo             无界面演示主要工作 the main job, headless
  test | check     全部测试 | 一分钟内的检查 everything | under a minute
  bench [NAME…]    性能测试 benchmarks
  rule NAME        对 CSV 运行临床规则 a clinical rule over a CSV file
  build | dist     构建 | 打包 build | package
  exec [--display] FILE.ts …   在 Electron 的 Node 中运行脚本 any script on Electron's Node`

async function main() {
  const [target = '', ...rest] = process.argv.slice(2)
  const needs = Object.hasOwn(TARGETS, target) ? { ...TARGETS[target] } : undefined
  if (!needs) throw new Stop(`没有这个命令:${target || '(空)'}`, 'There is no such target.', USAGE)
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 18) throw new Stop(`需要 Node.js 18 或更新版本,当前为 ${process.version}。`, 'Node.js 18 or newer is needed.')
  if (target === 'exec' && rest[0] === '--display') {
    needs.display = true
    rest.shift()
  }

  let job = target
  if (job === 'start' && !hasDisplay()) {
    notice('没有可用的显示器,改为运行无界面演示(npm run demo)。', 'There is no display: running the headless demo instead.')
    job = 'demo'
    Object.assign(needs, TARGETS.demo)
  }

  process.chdir(root)
  ensureDependencies(root)
  const runtime = await ensureElectron(root)
  ensureSystem(runtime, needs)

  const switches = electronSwitches({ isVirtualDisplay: Boolean(needs.display) && process.platform === 'linux' })
  const environment = {
    ...process.env,
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    FUYOU_ELECTRON: runtime.program,
    FUYOU_ELECTRON_KIND: runtime.kind,
    FUYOU_ELECTRON_SWITCHES: switches.join(' '),
  }
  delete environment.ELECTRON_RUN_AS_NODE
  if (findPostgres()) environment.FUYOU_POSTGRES_BIN = findPostgres()
  const asNode = { ...environment, ELECTRON_RUN_AS_NODE: '1' }

  if (needs.display && process.platform === 'linux') {
    const display = await startVirtualDisplay()
    for (const one of [environment, asNode]) {
      one.DISPLAY = display
      delete one.WAYLAND_DISPLAY
      delete one.XAUTHORITY
    }
  }
  if (needs.build) ensureBuild(root, asNode)
  const script = (path, args = rest) => {
    if (!existsSync(join(root, path))) throw new Stop(`找不到脚本:${path}`, 'There is no such script.')
    return run(runtime.program, [path, ...args], { env: asNode })
  }

  switch (job) {
    case 'start':
      noticeNoSandbox(switches)
      return run(runtime.program, [...switches, root, ...rest], { env: environment })
    case 'demo':
      noticeNoSandbox(switches)
      say('正在真实程序中运行演示…', 'Running the demo in the real program…')
      return runDemo(runtime, switches, rest, environment)
    case 'test': return runTest(root, runtime, asNode, rest)
    case 'check': return runCheck(root, runtime, asNode)
    case 'bench': return script('scripts/bench/bench.ts')
    case 'rule': return script('scripts/rule.ts')
    case 'dist': return script('scripts/dist.ts')
    case 'build':
      ensureBuild(root, asNode, { force: true })
      return 0
    default: {
      const [path, ...args] = rest
      if (!path) throw new Stop('请给出要运行的脚本。', 'Name the script to run.', USAGE)
      return script(path, args)
    }
  }
}

/** The demo begins with an empty data folder of its own and leaves nothing behind but its results. */
async function runDemo(runtime, switches, args, environment) {
  const data = mkdtempSync(join(tmpdir(), 'fuyou-demo-'))
  try {
    const own = args.some((arg) => arg === '--data' || arg.startsWith('--data=')) ? [] : ['--data', data]
    // The working folder stays the caller's, so that `--out DIR` means what was typed.
    return await run(runtime.program, [...switches, root, '--demo', ...own, ...args], { env: environment, cwd: process.env.INIT_CWD ?? root, isQuiet: true })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

main().then((code) => process.exit(code), (error) => process.exit(reportStop(error)))

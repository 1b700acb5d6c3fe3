import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from './child.mjs'
import { Stop, say } from './say.mjs'

/** How to call npm: the one that runs us when there is one, so that both are the same version. */
export function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.(c|m)?js$/.test(cli)) return { command: process.execPath, prefix: [cli], shell: false }
  return { command: 'npm', prefix: [], shell: process.platform === 'win32' }
}

/** True when npm's own words say that the network, not the package, was the trouble. */
export const isNetworkTrouble = (text) =>
  /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|CERT_|network/i.test(text)

const fits = (list, value) => !list || (list.some((entry) => !entry.startsWith('!')) ? list.includes(value) : !list.includes(`!${value}`))

/** Names of packages of the lock file that are missing or of another version; empty when everything is there. */
function packagesNotThere(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const wrong = []
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '' || entry.link || entry.optional || entry.devOptional) continue
    if (!fits(entry.os, process.platform) || !fits(entry.cpu, process.arch)) continue
    const manifest = join(root, path, 'package.json')
    if (!existsSync(manifest)) { wrong.push(path); continue }
    try {
      if (JSON.parse(readFileSync(manifest, 'utf8')).version !== entry.version) wrong.push(path)
    } catch {
      wrong.push(path) // a manifest cut in half by an interrupted installation counts as missing
    }
  }
  return wrong
}

/** Makes node_modules match package-lock.json; does nothing when it already does. */
export function ensureDependencies(root) {
  const stampPath = join(root, 'node_modules', '.fuyou-installed')
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  const installing = join(root, '.runtime', 'installing')
  const interrupted = existsSync(installing)
  // The stamp alone is not proof: somebody may have deleted a folder since. The look costs some 20 ms.
  const stamped = existsSync(stampPath) && readFileSync(stampPath, 'utf8') === hash
  const complete = !interrupted && existsSync(join(root, 'node_modules', '.package-lock.json'))
  const wrong = complete ? packagesNotThere(root) : []
  if (complete && wrong.length === 0) {
    if (!stamped) writeFileSync(stampPath, hash)
    return
  }

  if (interrupted) say('上次依赖安装没有完成,重新安装…', 'The last installation was interrupted, installing again…')
  else if (!existsSync(join(root, 'node_modules'))) say('正在安装依赖(首次约一分钟)…', 'Installing dependencies (about a minute the first time)…')
  else say(`依赖与锁文件不一致(${wrong.length || '?'} 个),重新安装…`, 'Dependencies do not match the lock file, installing again…')

  mkdirSync(join(root, '.runtime'), { recursive: true })
  writeFileSync(installing, '')
  const npm = npmCommand()
  // No install scripts: the only one we need is Electron's download, and electron.mjs does that with a time limit.
  // loglevel=error hides EBADENGINE: our programs run on Electron's Node, not on the one that runs npm.
  const answer = capture(npm.command, [...npm.prefix, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, shell: npm.shell })
  if (answer.code !== 0) {
    const output = `${answer.stdout}\n${answer.stderr}`.trim()
    const tail = output.split('\n').slice(-12).join('\n')
    if (answer.missing) throw new Stop('找不到 npm。', 'npm was not found. Install Node.js 18 or newer together with npm.')
    if (isNetworkTrouble(output)) throw new Stop('无法连接 npm 仓库,请检查网络或 npm 的 registry 设置。', 'The npm registry cannot be reached: check the network or npm\'s registry setting.', tail)
    throw new Stop('依赖安装失败。', 'Installing the dependencies failed.', tail)
  }
  const missing = packagesNotThere(root)
  if (missing.length > 0) throw new Stop('依赖安装不完整。', 'The installation is incomplete.', missing.slice(0, 10).join('\n'))
  writeFileSync(stampPath, hash)
  rmSync(installing, { force: true })
}

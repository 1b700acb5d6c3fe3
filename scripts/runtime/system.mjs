import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { capture } from './child.mjs'
import { Stop, notice, say } from './say.mjs'

/** What an Electron program is linked against, by the name of its Debian package. */
const LIBRARY_PACKAGES = ['libnss3', 'libatk1.0-0', 'libatk-bridge2.0-0', 'libcups2', 'libdrm2', 'libgbm1', 'libgtk-3-0', 'libasound2', 'libxss1', 'libxtst6']

/** Where a Chinese font for screens and tests may lie; fontconfig itself may not be installed yet. */
const CHINESE_FONT_FOLDERS = ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/truetype/noto', '/usr/share/fonts/noto-cjk', '/usr/share/fonts/google-noto-cjk', '/usr/share/fonts/truetype/wqy']

/** What the virtual printer of the tests is made of (test/support/virtual-printer.ts). */
const PRINTER_PARTS = ['/usr/sbin/cupsd', '/usr/sbin/lpadmin', '/usr/lib/cups/filter/pdftopdf', '/usr/bin/gs', '/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd']

const hasCommand = (name) => (process.env.PATH ?? '').split(delimiter).concat('/usr/sbin', '/sbin').some((folder) => folder && existsSync(join(folder, name)))

const hasChineseFont = () =>
  CHINESE_FONT_FOLDERS.some((folder) => existsSync(folder) && readdirSync(folder).some((name) => /cjk|wqy/i.test(name)))
  || capture('fc-list', [':lang=zh-cn']).stdout.trim() !== ''

/** The folder with PostgreSQL's programs, newest version first; undefined when there is none. */
export function findPostgres() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folder = versions.map((version) => join(debian, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')))
  return folder ?? (process.env.PATH ?? '').split(delimiter).find((bin) => bin && existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')))
}

function missingLibraries(program) {
  return capture('ldd', [program]).stdout.split('\n').filter((line) => line.includes('not found')).map((line) => line.trim().split(' ')[0])
}

function isDebianLike() {
  if (!existsSync('/etc/os-release')) return false
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8')) && hasCommand('apt-get')
}

const isRoot = () => process.getuid?.() === 0

/**
 * Makes sure the machine has what a target needs: shared libraries always; `display` Xvfb and a Chinese font,
 * `postgres` the second database engine, `openssl` the independent check of a package. `printer` is a print system the
 * tests start for themselves; where it cannot be installed, they say that they were skipped.
 */
export function ensureSystem(runtime, needs) {
  if (process.platform !== 'linux') return
  const libraries = missingLibraries(runtime.program)
  const packages = new Set()
  if (libraries.length > 0) for (const name of LIBRARY_PACKAGES) packages.add(name)
  if (needs.display && !hasCommand('Xvfb')) packages.add('xvfb').add('xauth')
  if (needs.display && !hasChineseFont()) packages.add('fonts-noto-cjk')
  if (needs.postgres && !findPostgres()) packages.add('postgresql')
  // The package is checked with public tools only (scripts/verify-package.sh).
  if (needs.openssl) for (const tool of ['openssl', 'unzip']) if (!hasCommand(tool)) packages.add(tool)
  if (needs.printer && PRINTER_PARTS.some((path) => !existsSync(path))) {
    if (isDebianLike() && isRoot()) packages.add('cups').add('printer-driver-cups-pdf')
    else notice('本机没有 CUPS,虚拟打印机测试将跳过(apt-get install cups printer-driver-cups-pdf)。', 'No CUPS here: the tests on a virtual printer will be skipped.')
  }
  if (packages.size === 0) return

  const list = [...packages]
  if (!isDebianLike()) {
    throw new Stop(`本机缺少运行所需的组件${libraries.length ? `(${libraries.join(' ')})` : ''}。请用系统的包管理器安装与下列 Debian 软件包相当的组件:${list.join(' ')}`,
      'Needed parts are missing: install what your system calls these Debian packages.')
  }
  if (!isRoot()) {
    throw new Stop(`缺少系统组件,请运行:sudo apt-get install -y ${list.join(' ')}`, 'System packages are missing: run the command above, then try again.')
  }
  say(`正在安装系统组件:${list.join(' ')} …`, 'Installing system packages…')
  installDebian(list)
  const still = missingLibraries(runtime.program)
  if (still.length > 0) throw new Stop(`安装后仍缺少共享库:${still.join(' ')}`, 'Shared libraries are still missing after the installation.')
}

function installDebian(packages) {
  apt(['update', '-qq'], '无法更新 Debian 软件源列表,请检查网络。', 'Debian\'s package lists could not be updated: check the network.')
  // Debian 13 and Ubuntu 24.04 renamed libraries to …t64; their old names are ambiguous or gone.
  const known = new Set(capture('apt-cache', ['pkgnames']).stdout.split('\n'))
  const names = packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name))
  const install = (list) => apt(['install', '-y', '-qq', '--no-install-recommends', ...list], '安装系统组件失败。', 'Installing system packages failed.')
  const others = names.filter((name) => name !== 'postgresql')
  if (others.length > 0) withoutServices(() => install(others))
  if (names.includes('postgresql')) withoutDebianCluster(() => install(['postgresql']))
}

/** CUPS would start its own server when it is installed; the tests start theirs and want no other. */
function withoutServices(install) {
  const path = '/usr/sbin/policy-rc.d'
  if (existsSync(path)) return install() // a container's own rule, usually the same
  writeFileSync(path, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return install()
  } finally {
    rmSync(path, { force: true })
  }
}

/** Debian's package makes and starts a database server of its own; the tests start theirs and want no other. */
function withoutDebianCluster(install) {
  const folder = '/etc/postgresql-common/createcluster.d'
  const path = join(folder, 'fuyou-desk.conf')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, 'create_main_cluster = false\n')
  try {
    install()
  } finally {
    rmSync(path, { force: true })
  }
}

function apt(args, chinese, english) {
  const answer = capture('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  if (answer.code !== 0) throw new Stop(chinese, english, `${answer.stdout}\n${answer.stderr}`.trim().split('\n').slice(-8).join('\n'))
}

/** Switches a Chromium needs on this machine: no sandbox where the system gives none, no GPU on a virtual display. */
export function electronSwitches({ isVirtualDisplay }) {
  const switches = []
  if (process.platform === 'linux') {
    const noUserNamespaces = isRoot()
      || readSetting('/proc/sys/kernel/unprivileged_userns_clone') === '0'
      || readSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1'
    if (noUserNamespaces) switches.push('--no-sandbox')
    if (!existsSync('/dev/shm')) switches.push('--disable-dev-shm-usage')
  }
  if (isVirtualDisplay) switches.push('--disable-gpu')
  return switches
}

const readSetting = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '')

/** Says once that Chromium's sandbox is off; users of a packed program never see this. */
export function noticeNoSandbox(switches) {
  if (switches.includes('--no-sandbox')) {
    notice('本机不提供 Chromium 沙箱(root 用户或内核限制),仅在开发和测试中关闭沙箱运行。', 'Chromium\'s sandbox is not available here (root, or a kernel setting): running without it, for development and test only.')
  }
}

// Packs the program. `--dir` makes the unpacked program from the runtime at hand; installers need Electron's own release.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Arch, Platform, build } from 'electron-builder'
import { packing } from '../electron-builder.config.ts'
import { writeNotices } from './notices.ts'

// The packer writes archives, and the runtime it runs on would take them for folders.
;(process as { noAsar?: boolean }).noAsar = true

const root = dirname(import.meta.dirname)
const args = process.argv.slice(2)
const has = (name: string): boolean => args.includes(`--${name}`)
const kind = process.env.FUYOU_ELECTRON_KIND
const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH

function stop(chinese: string, english: string): never {
  process.stderr.write(`✗ ${chinese}\n  ${english}\n`)
  process.exit(1)
}

if (!kind || !dist) stop('请用 npm run dist 打包。', 'Start it with npm run dist.')
const isDir = has('dir')
const isSubstitute = kind === 'substitute'
const platform = has('win') ? 'win32' : 'linux'
const arch = has('arm64') ? 'arm64' : 'x64'
if (isSubstitute && (!isDir || platform !== 'linux' || arch !== 'x64')) {
  stop('当前只有替代运行时,不能制作安装包;请在能下载 Electron 官方运行时的机器上打包,或用 --dir 制作仅供测试的目录。',
    'Only the substitute runtime is here and installers are made from Electron\'s own release alone: pack where it can be downloaded, or use --dir for a test folder.')
}

// The runtime at hand fits only the machine it runs on; for any other the packer fetches the official one itself.
const fitsHere = process.platform === platform && process.arch === arch
const official = (JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')) as { version: string }).version
const electronVersion = fitsHere ? readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') : official

try {
  writeNotices(root)
} catch (error) {
  stop('第三方声明未通过。', (error as Error).message)
}

const targetPlatform = platform === 'win32' ? Platform.WINDOWS : Platform.LINUX
const made = await build({
  projectDir: root,
  targets: isDir ? targetPlatform.createTarget('dir', arch === 'arm64' ? Arch.arm64 : Arch.x64) : targetPlatform.createTarget(null, ...(has('arm64') || has('x64') || platform === 'win32' ? [arch === 'arm64' ? Arch.arm64 : Arch.x64] : [Arch.x64, Arch.arm64])),
  config: packing({ platform, electronVersion, isSubstitute, ...(fitsHere && isDir ? { electronDist: dist } : {}) }),
  publish: 'never',
})
const unpacked = `${platform === 'win32' ? 'win' : 'linux'}${arch === 'arm64' ? '-arm64' : ''}-unpacked`
process.stdout.write(`${(isDir ? [join(root, 'dist', unpacked)] : made).join('\n')}\n`)

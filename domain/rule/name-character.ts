import { STANDARD_CHARACTERS, VARIANT_GROUPS } from './name-character-data.ts'

// Sets of 8,105 entries are made once, on first use: the log-in screen does not need them.
let standardSet: ReadonlySet<string> | undefined
let variantMap: ReadonlyMap<string, readonly string[]> | undefined

/** The dot between the parts of a minority or foreign name, U+00B7. */
export const NAME_SEPARATOR = '·'
// What input methods, web pages and old systems put where · is meant.
const LOOK_ALIKE_DOTS = /[・•‧∙⋅●．.｡･ꞏ᛫]/gu
const SPECIAL_DOTS = /[・•‧∙⋅●．｡･ꞏ᛫]/u

/** True for the 8,105 characters of the 《通用规范汉字表》; counts code points, 196 of them lie beyond U+FFFF. */
export function isStandardCharacter(character: string): boolean {
  standardSet ??= new Set(STANDARD_CHARACTERS)
  return standardSet.has(character)
}

/** The standard forms of a traditional or variant character, the usual one first; empty if none is known. */
export function standardFormsOf(character: string): readonly string[] {
  variantMap ??= new Map(VARIANT_GROUPS.split(' ').map(group => {
    const [variant = '', ...forms] = group
    return [variant, forms]
  }))
  const known = variantMap.get(character)
  if (known) return known
  // Compatibility ideographs and radical signs look like the character but are other code points.
  const unified = character.normalize('NFKC')
  return unified !== character && isStandardCharacter(unified) ? [unified] : []
}

/** True for a Chinese character, standard or not. */
export const isHan = (character: string): boolean => /^\p{Script=Han}$/u.test(character)

/** The characters of a text as people count them: code points, not UTF-16 units. */
export const charactersOf = (text: string): string[] => [...text]

/** How many Chinese characters a name has; separators do not count. */
export const hanCount = (name: string): number => charactersOf(name).filter(isHan).length

/** A name with every look-alike dot turned into `·`; a plain full stop only between Chinese characters. */
export function normaliseSeparators(name: string): string {
  return name.replace(LOOK_ALIKE_DOTS, (dot, at: number) => {
    if (SPECIAL_DOTS.test(dot)) return NAME_SEPARATOR
    const before = charactersOf(name.slice(0, at)).at(-1)
    const after = charactersOf(name.slice(at + 1))[0]
    return before && after && isHan(before) && isHan(after) ? NAME_SEPARATOR : dot
  })
}

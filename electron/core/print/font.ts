import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openSync } from 'fontkit'
import { ptToMm } from '../../../domain/print/mm.ts'

/** What the composer needs to know of one font file. */
export type PrintFont = {
  /** Characters of the text that the font's own character map lacks, each once, in order. */
  missingGlyphs(text: string): string[]
  /** Width of one line of text, as the sum of advance widths: kerning is switched off in the composed page. */
  widthMm(text: string, pt: number): number
  /** Distance from the middle of the em square down to the baseline, in multiples of the type size. */
  readonly middleToBaseline: number
  /** From the baseline to the lower edge of the em square, in multiples of the type size. */
  readonly descent: number
}
export type PrintFonts = { readonly regular: PrintFont; readonly bold: PrintFont }

/** The two files that are shipped; the same names are used in the page's @font-face rules. */
export const FONT_FILES = { regular: 'NotoSerifSC_400Regular.ttf', bold: 'NotoSerifSC_700Bold.ttf' } as const

/**
 * Where a font file lies in the folder the shell lends: flat when packed, one folder per weight in the npm package
 * used during development.
 */
export function fontFilePath(folder: string, weight: keyof typeof FONT_FILES): string {
  const name = FONT_FILES[weight]
  const flat = join(folder, name)
  if (existsSync(flat)) return flat
  const perWeight = join(folder, name.slice(name.indexOf('_') + 1, -'.ttf'.length), name)
  if (existsSync(perWeight)) return perWeight
  throw new Error(`print font ${name} not found in the fonts folder`)
}

/** Reads a font file's character map and advance widths; the file is opened at the first question. */
export function openPrintFont(path: string): PrintFont {
  // fontkit parses a table when it is first asked for, so opening costs about 10 ms whatever the file's size.
  let opened: { unitsPerEm: number; ascender: number; descender: number; advance(codePoint: number): number | null } | null = null
  const advances = new Map<number, number | null>()

  function font() {
    if (opened) return opened
    const file = openSync(path)
    if (file.type !== 'TTF') throw new Error('print font is not a plain TrueType or OpenType file')
    const os2 = file['OS/2'] as unknown as { typoAscender: number; typoDescender: number }
    opened = {
      unitsPerEm: file.unitsPerEm, ascender: os2.typoAscender, descender: os2.typoDescender,
      advance: codePoint => file.hasGlyphForCodePoint(codePoint) ? file.glyphForCodePoint(codePoint).advanceWidth : null,
    }
    return opened
  }
  function advanceOf(codePoint: number): number | null {
    let advance = advances.get(codePoint)
    if (advance === undefined) advances.set(codePoint, advance = font().advance(codePoint))
    return advance
  }

  return {
    missingGlyphs: text => [...new Set(text)].filter(character => advanceOf(character.codePointAt(0)!) === null),
    widthMm: (text, pt) => {
      let units = 0
      for (const character of text) units += advanceOf(character.codePointAt(0)!) ?? font().unitsPerEm
      return (units / font().unitsPerEm) * ptToMm(pt)
    },
    get middleToBaseline() { return (font().ascender + font().descender) / 2 / font().unitsPerEm },
    get descent() { return -font().descender / font().unitsPerEm },
  }
}

const openFolders = new Map<string, PrintFonts>()

/** The regular and bold print font of a fonts folder (`ports.folders.fonts`), opened once per folder. */
export function openPrintFonts(folder: string): PrintFonts {
  let fonts = openFolders.get(folder)
  if (!fonts) {
    fonts = { regular: openPrintFont(fontFilePath(folder, 'regular')), bold: openPrintFont(fontFilePath(folder, 'bold')) }
    openFolders.set(folder, fonts)
  }
  return fonts
}

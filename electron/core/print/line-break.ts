/** Marks that may not begin a line: closing brackets and punctuation (GB/T 15834 forbids them there). */
const NOT_AT_START = new Set('，。、；：？！）》」』】〉〕”’…—·～％‰℃,.;:?!)]}%°')
/** Marks that may not end a line: opening brackets. */
const NOT_AT_END = new Set('（《「『【〈〔“‘([{')
/** A run of Latin letters, digits and what joins them (numbers with a point, names with a hyphen) stays together. */
const RUN = /^[\p{Script=Latin}\p{Nd}\p{M}.\-'’/@_+]+$/u

const segmenter = new Intl.Segmenter('zh-Hans', { granularity: 'grapheme' })

/** The text as a reader counts it: rare characters beyond U+FFFF and letters with marks are one each. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), part => part.segment)
}

/** Pieces that a line break may not divide, by the Chinese rules for line beginnings and ends. */
export function unbreakablePieces(text: string): string[] {
  const pieces: string[] = []
  let piece = ''
  let last = ''
  for (const next of graphemes(text)) {
    const joined = piece !== '' && next !== ' ' && last !== ' '
      && (NOT_AT_START.has(next) || NOT_AT_END.has(last) || (RUN.test(last) && RUN.test(next)))
    if (joined) piece += next
    else {
      if (piece !== '') pieces.push(piece)
      piece = next
    }
    last = next
  }
  if (piece !== '') pieces.push(piece)
  return pieces
}

/** Breaks text into lines that fit; only a piece longer than a whole line is divided, between characters. */
export function breakLines(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    const put = (piece: string) => {
      const candidate = line + piece
      if (fits(candidate.trimEnd())) { line = candidate; return }
      if (line !== '') { lines.push(line.trimEnd()); line = '' }
      line = piece.trimStart()
    }
    for (const piece of unbreakablePieces(paragraph)) {
      if (fits(piece)) put(piece)
      else for (const character of graphemes(piece)) put(character)
    }
    lines.push(line.trimEnd())
  }
  return lines
}

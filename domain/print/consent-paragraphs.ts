// A row of the grid cannot be taller than a sheet: at 10.5 pt a sheet holds about 1,500 signs.
const MOST_SIGNS = 600

/** The paragraphs of a consent as rows: one a line; a line that no sheet would hold is broken, after a sentence where there is one. */
export function consentParagraphs(text: string): string[] {
  return text.split('\n').filter(line => line.trim() !== '').flatMap(line => {
    const parts: string[] = []
    let rest = [...line]
    while (rest.length > MOST_SIGNS) {
      const end = rest.slice(0, MOST_SIGNS).findLastIndex(sign => sign === '。' || sign === ';') + 1
      parts.push(rest.slice(0, end || MOST_SIGNS).join(''))
      rest = rest.slice(end || MOST_SIGNS)
    }
    return [...parts, rest.join('')]
  })
}

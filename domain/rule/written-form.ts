/**
 * What was typed or scanned as the plain characters that were meant: full-width letters, digits and signs become
 * ASCII, every kind of space and line break goes, letters become capitals. For numbers of documents, never for names.
 */
export function plainNumber(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u200B\uFEFF]/g, '')
    .toUpperCase()
}

/** An element of an instrument's XML: its local name, what it holds, the line it begins on. */
export type XmlElement = { readonly name: string; readonly children: readonly XmlElement[]; readonly text: string; readonly line: number }
export type ReadXml = { readonly root: XmlElement } | { readonly faultLine: number }

type Open = { name: string; children: XmlElement[]; text: string; line: number; tag: string }
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const TOKEN = /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+|</gu
const MOST_DEPTH = 64

/** Entities of XML itself and character numbers; null for any other, because what it stands for is not known. */
function plain(text: string): string | null {
  let known = true
  const read = text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));?/gu, (_, decimal?: string, hex?: string, name?: string) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null
    const value = code === null ? ENTITIES[name!] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined
    if (value === undefined) known = false
    return value ?? ''
  })
  return known ? read : null
}

/**
 * Reads the XML of an instrument: elements and their text; attributes are passed over, prefixes taken off. A document type is
 * refused (no instrument needs one, and it can name files). A fault answers the line it is on; nothing is repaired.
 */
export function readXml(text: string): ReadXml {
  const open: Open[] = []
  let root: XmlElement | null = null
  let line = 1
  for (const match of text.replace(/^\uFEFF/u, '').matchAll(TOKEN)) {
    const [token, cdata, closing, tag, , empty] = match
    const at = line
    line += token.split('\n').length - 1
    if (tag !== undefined) {
      if (closing) {
        const own = open.pop()
        if (!own || own.tag !== tag) return { faultLine: at }
        const element: XmlElement = { name: own.name, children: own.children, text: own.text.trim(), line: own.line }
        const parent = open.at(-1)
        if (parent) parent.children.push(element)
        else root = element
        continue
      }
      if (root !== null || open.length >= MOST_DEPTH) return { faultLine: at }
      const name = tag.slice(tag.indexOf(':') + 1)
      if (!empty) { open.push({ name, children: [], text: '', line: at, tag }); continue }
      const parent = open.at(-1)
      if (!parent) return { faultLine: at }
      parent.children.push({ name, children: [], text: '', line: at })
      continue
    }
    if (token.startsWith('<?') || token.startsWith('<!--')) continue
    const said = cdata ?? (token === '<' ? null : plain(token))
    const inside = open.at(-1)
    if (said === null || (!inside && said.trim() !== '')) return { faultLine: at }
    if (inside) inside.text += said
  }
  return root && open.length === 0 ? { root } : { faultLine: line }
}

/** Every element whose way from anywhere below ends in these names. */
export function elementsAt(root: XmlElement, path: readonly string[]): XmlElement[] {
  const found: XmlElement[] = []
  const walk = (element: XmlElement, way: readonly string[]): void => {
    const own = [...way, element.name]
    if (path.every((name, index) => own[own.length - path.length + index] === name)) found.push(element)
    for (const child of element.children) walk(child, own)
  }
  walk(root, [])
  return found
}

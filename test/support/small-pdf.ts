/** A text at a place of an A4 page: points from the left and from the top. */
type Placed = readonly [left: number, top: number, text: string]

const HEIGHT = 842
const SIZE = 11
const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex')

/**
 * A PDF as simple instruments write it: a Chinese font that is named but not carried along, its texts in the encoding
 * `UniGB-UCS2-H`, for which the reader needs its own table. `more` is put into the catalog and into each page.
 */
export function smallPdf(pages: readonly (readonly Placed[])[], more: { readonly catalog?: string; readonly page?: string } = {}): Buffer {
  const objects: string[] = []
  const add = (body: string): number => objects.push(body)
  const font = add('<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[2 0 R]>>')
  add('<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor 3 0 R>>')
  add('<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>')
  const tree = objects.length + 1 + pages.length * 2
  const kids = pages.map(texts => {
    const content = texts.map(([left, top, text]) => `BT /F1 ${SIZE} Tf 1 0 0 1 ${left} ${HEIGHT - top} Tm <${hex(text)}> Tj ET`).join('\n')
    const stream = add(`<</Length ${content.length}>>\nstream\n${content}\nendstream`)
    return add(`<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 ${HEIGHT}]/Resources<</Font<</F1 ${font} 0 R>>>>/Contents ${stream} 0 R ${more.page ?? ''}>>`)
  })
  add(`<</Type/Pages/Count ${pages.length}/Kids[${kids.map(kid => `${kid} 0 R`).join(' ')}]>>`)
  const root = add(`<</Type/Catalog/Pages ${tree} 0 R ${more.catalog ?? ''}>>`)
  let file = '%PDF-1.4\n'
  const at = objects.map((body, index) => { const from = file.length; file += `${index + 1} 0 obj\n${body}\nendobj\n`; return from })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${at.map(from => `${String(from).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<</Size ${objects.length + 1}/Root ${root} 0 R>>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** A report of the surface EMG as a table: a phase in each row, a measure in each column. */
export const emgReportPdf = (head: { readonly name: string; readonly number?: string }, ...more: readonly Placed[]): Buffer => smallPdf([[
  [220, 60, '盆底表面肌电评估报告'], [40, 100, `姓  名:${head.name}`], [220, 100, `编号:${head.number ?? ''}`], [400, 100, '检测日期:2026-03-09'],
  [40, 140, '阶段'], [160, 140, '平均值(µV)'], [280, 140, '最大值(µV)'], [400, 140, '变异性'],
  [40, 160, '前静息'], [175, 160, '3.2'], [415, 160, '0.21'], [40, 180, '快速收缩'], [290, 180, '38.25 ↓'], [40, 200, '紧张收缩'], [172, 200, '24.6'], [415, 200, '0.35'],
  [40, 220, '耐力收缩'], [172, 220, '20.1'], [415, 220, '未测'], [40, 240, '后静息'], [175, 240, '2.9'], [415, 240, '0.18'], ...more,
]])

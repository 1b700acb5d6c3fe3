import type { VisualAcuity } from '../../code/visual-acuity.ts'
import { message, type Message } from '../../message/message.ts'
import { type Day, isDay } from '../../time/day.ts'
import { EYES, type EyeSide, type PerEye } from './conclusion.ts'
import { DEVICE_MAPPINGS, DEVICE_VALUE_WORDS, DEVICE_VALUES, type DeviceMapping, type DeviceValue } from './device-mappings.ts'
import { checkLens, type Lens, lensOf } from './refraction.ts'
import { readVision, visionText } from './vision.ts'
import { elementsAt, readXml } from './xml-text.ts'

/** A line of a delimited file. */
export type DeviceLine = { readonly line: number; readonly cells: readonly string[] }
export type DeviceText = { readonly kind: 'csv'; readonly lines: readonly DeviceLine[] } | { readonly kind: 'xml'; readonly text: string }
type Texts = Readonly<Partial<Record<DeviceValue, string>>>

/** One result as the file has it; what could not be read is missing and said in `faults`, nothing is guessed. */
export type DeviceReading = {
  readonly line: number
  readonly raw: string
  /** The same result read again has the same key. */
  readonly key: string
  readonly name: string
  readonly number: string
  readonly birthDay: Day | null
  readonly measuredDay: Day | null
  readonly lens: PerEye<Lens | null>
  readonly vision: PerEye<VisualAcuity | null>
  readonly pupilDistanceMm: number | null
  readonly faults: readonly Message[]
}
export type ReadDevice = { readonly readings: readonly DeviceReading[] } | { readonly fault: Message }

const LIMITS = { sphereD: [-25, 20], cylinderD: [-10, 10], axisDegrees: [0, 180], pupilDistanceMm: [35, 80] } as const
const same = (one: string, other: string): boolean => one.replace(/[\s()()]/gu, '').toUpperCase() === other.replace(/[\s()()]/gu, '').toUpperCase()
const HEADING_LINES = 5

/** A day as instruments write it: 2026-03-10, 2026/3/10, 20260310, also with a time behind it; null for anything else. */
export function readDeviceDay(text: string): Day | null {
  const match = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|(\d{2})(\d{2}))(?:[T ].*)?$/u.exec(text.trim())
  if (!match) return null
  const [month, day] = match.slice(2).filter(part => part !== undefined)
  const read = `${match[1]}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  return isDay(read) ? read : null
}

function numberOf(value: DeviceValue, text: string, limits: readonly [number, number], faults: Message[]): number | null {
  const field = DEVICE_VALUE_WORDS[value]
  if (!/^[+\-−]?\d{1,3}(?:\.\d{1,3})?$/u.test(text)) { faults.push(message('eyeDevice.unreadable', '{{field}}“{{text}}”不是数值', { field, text })); return null }
  const read = Number(text.replace('−', '-'))
  if (limits === LIMITS.axisDegrees && !Number.isInteger(read)) { faults.push(message('eyeDevice.wholeDegrees', '{{field}}“{{text}}”应为整数度数,没有取值', { field, text })); return null }
  if (read < limits[0] || read > limits[1]) { faults.push(message('eyeDevice.impossible', '{{field}} {{text}} 不可能(应在 {{from}} 到 {{to}} 之间)', { field, text, from: limits[0], to: limits[1] })); return null }
  return read
}

/** One eye's lens in minus-cylinder notation; null with a fault where a part of it is wrong: half a lens is none. */
function lensFrom(side: EyeSide, texts: Texts, mapping: DeviceMapping, faults: Message[]): Lens | null {
  const suffix = side === 'right' ? 'Right' : 'Left'
  const before = faults.length
  const of = (name: 'sphereD' | 'cylinderD' | 'axisDegrees'): number | null => { const value = `${name}${suffix}` as const; const text = texts[value]; return text === undefined ? null : numberOf(value, text, LIMITS[name], faults) }
  const [sphereD, cylinderD, axis] = [of('sphereD'), of('cylinderD'), of('axisDegrees')]
  const field = DEVICE_VALUE_WORDS[`cylinderD${suffix}`]
  if (cylinderD && mapping.cylinder !== 'either' && (cylinderD > 0) !== (mapping.cylinder === 'plus')) {
    faults.push(mapping.cylinder === 'plus' ? message('eyeDevice.plus', '{{field}} {{text}} 是负号,该仪器用正柱镜记法,请核对文件格式', { field, text: cylinderD }) : message('eyeDevice.minus', '{{field}} {{text}} 是正号,该仪器用负柱镜记法,请核对文件格式', { field, text: cylinderD }))
  }
  // Without a cylinder machines still print some axis; 0° and 180° are one meridian.
  const typed = { sphereD, cylinderD, axisDegrees: cylinderD ? axis === 0 ? 180 : axis : null }
  const paths = { sphereD: 'sphereD', cylinderD: 'cylinderD', axisDegrees: 'axisDegrees' }
  if (faults.length === before) faults.push(...checkLens(typed, paths).filter(issue => issue.level === 'block').map(issue => message('eyeDevice.lens', '{{eye}}:{{sentence}}', { eye: side === 'right' ? '右眼' : '左眼', sentence: issue.message.zh })))
  return faults.length > before ? null : lensOf(typed)
}

function visionFrom(side: EyeSide, texts: Texts, faults: Message[]): VisualAcuity | null {
  const value = side === 'right' ? 'visionRight' as const : 'visionLeft' as const
  const text = texts[value]
  if (text === undefined) return null
  const read = readVision(text)
  if (read.acuity !== null) return read.acuity
  faults.push(read.between ? message('eyeDevice.between', '{{field}}“{{text}}”不在视力表上,介于 {{below}} 与 {{above}} 之间', { field: DEVICE_VALUE_WORDS[value], text, below: visionText(read.between[0]), above: visionText(read.between[1]) })
    : message('eyeDevice.unreadable', '{{field}}“{{text}}”不是数值', { field: DEVICE_VALUE_WORDS[value], text }))
  return null
}

function readingOf(line: number, raw: string, given: Texts, mapping: DeviceMapping, today: Day, more: readonly Message[]): DeviceReading {
  const texts: Texts = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, text.trim()]).filter(([, text]) => text !== '' && !mapping.absent.some(absent => same(absent, text!))))
  const faults: Message[] = [...more]
  const dayOf = (value: 'birthDay' | 'measuredAt'): Day | null => {
    const text = texts[value]
    const day = text === undefined ? null : readDeviceDay(text)
    if (text !== undefined && day === null) faults.push(message('eyeDevice.day', '{{field}}“{{text}}”不是年月日,无法识别', { field: DEVICE_VALUE_WORDS[value], text }))
    if (day !== null && day > today) { faults.push(message('eyeDevice.future', '{{field}} {{text}} 晚于今天,请核对仪器时钟', { field: DEVICE_VALUE_WORDS[value], text: day })); return null }
    return day
  }
  const [birthDay, measuredDay] = [dayOf('birthDay'), dayOf('measuredAt')]
  if (birthDay && measuredDay && measuredDay < birthDay) faults.push(message('eyeDevice.beforeBirth', '检查日期 {{day}} 早于出生日期 {{birthDay}}', { day: measuredDay, birthDay }))
  const perEye = <T>(of: (side: EyeSide) => T): PerEye<T> => ({ right: of('right'), left: of('left') })
  const hasFailed = texts.failureCode !== undefined ? texts.failureCode !== '0' : texts.failure !== undefined
  if (hasFailed) faults.push(message('eyeDevice.failed', '仪器报告没有测成:{{text}}', { text: texts.failure ?? texts.failureCode ?? '' }))
  // A measurement the instrument calls inconclusive has no values, whatever stands in their places.
  const measured: Texts = hasFailed ? {} : texts
  const lens = perEye(side => lensFrom(side, measured, mapping, faults))
  const vision = perEye(side => visionFrom(side, measured, faults))
  const distance = measured.pupilDistanceMm
  const pupilDistanceMm = distance === undefined ? null : numberOf('pupilDistanceMm', distance, LIMITS.pupilDistanceMm, faults)
  if (faults.length === 0 && EYES.every(side => lens[side] === null && vision[side] === null)) faults.push(message('eyeDevice.nothing', '没有屈光或视力数值'))
  return {
    line, raw, key: JSON.stringify([mapping.id, more.length > 0 ? raw : DEVICE_VALUES.map(value => texts[value] ?? '')]), name: [texts.lastName, texts.firstName].filter(Boolean).join(' '), number: texts.number ?? '', birthDay, measuredDay, lens, vision,
    pupilDistanceMm: pupilDistanceMm === null ? null : Math.round(pupilDistanceMm * 10) / 10, faults,
  }
}

const missing = (values: readonly DeviceValue[]): string => values.map(value => DEVICE_VALUE_WORDS[value]).join('、')
const rawOf = (cells: readonly string[]): string => cells.join(',')

function byPosition(lines: readonly DeviceLine[], mapping: DeviceMapping & { format: 'positions' }, today: Day): ReadDevice {
  return {
    readings: lines.map(({ line, cells }) => {
      const [least, most] = mapping.cells
      const isWhole = cells.length >= least && cells.length <= most
      const wrong = isWhole ? [] : [message('eyeDevice.cells', '有 {{count}} 列,应为 {{least}}–{{most}} 列,没有取值', { count: cells.length, least, most })]
      const texts = isWhole ? Object.fromEntries(Object.entries(mapping.places).map(([value, at]) => [value, cells[at] ?? ''])) : {}
      return readingOf(line, rawOf(cells), texts, mapping, today, wrong)
    }),
  }
}

function byHeadings(lines: readonly DeviceLine[], mapping: DeviceMapping & { format: 'headings' }, today: Day): ReadDevice {
  const placesIn = (cells: readonly string[]): Partial<Record<DeviceValue, number>> => Object.fromEntries(Object.entries(mapping.places).flatMap(([value, words]) => { const at = cells.findIndex(cell => words.some(word => same(word, cell))); return at < 0 ? [] : [[value, at]] }))
  const tried = lines.slice(0, HEADING_LINES).map(({ cells }) => placesIn(cells))
  const best = tried.reduce((winner, places, index) => Object.keys(places).length > Object.keys(tried[winner] ?? {}).length ? index : winner, 0)
  const places = tried[best] ?? {}
  const lacking = mapping.required.filter(value => places[value] === undefined)
  if (lacking.length > 0) return { fault: message('eyeDevice.headings', '第 {{line}} 行(标题行)缺少列:{{columns}},请选择正确的仪器格式,或补上这些列', { line: lines[best]?.line ?? 1, columns: missing(lacking) }) }
  const width = lines[best]!.cells.length
  return {
    readings: lines.slice(best + 1).map(({ line, cells }) => {
      // More cells than headings: a comma inside a value has moved everything behind it.
      const moved = cells.slice(width).some(cell => cell.trim() !== '') ? [message('eyeDevice.moved', '有 {{count}} 列,比标题行多,没有取值', { count: cells.length })] : []
      return readingOf(line, rawOf(cells), moved.length > 0 ? {} : Object.fromEntries(Object.entries(places).map(([value, at]) => [value, cells[at] ?? ''])), mapping, today, moved)
    }),
  }
}

function fromXml(text: string, mapping: DeviceMapping & { format: 'xml' }, today: Day): ReadDevice {
  const read = readXml(text)
  if ('faultLine' in read) return { fault: message('eyeDevice.xml', '第 {{line}} 行:XML 不完整或不符合格式,请从仪器重新导出', { line: read.faultLine }) }
  const { root } = read
  if (root.name !== mapping.root) return { fault: message('eyeDevice.root', '第 {{line}} 行:最外层元素是“{{name}}”,应为“{{wanted}}”,请核对是不是这种仪器的文件', { line: root.line, name: root.name, wanted: mapping.root }) }
  const faults: Message[] = []
  const texts: Partial<Record<DeviceValue, string>> = {}
  for (const value of DEVICE_VALUES) {
    const path = mapping.places[value]
    const found = path ? elementsAt(root, path) : []
    const said = [...new Set(found.map(element => element.text).filter(Boolean))]
    // Two results in one file that differ: which of them counts is not for the program to say.
    if (said.length > 1) faults.push(message('eyeDevice.several', '第 {{line}} 行:{{field}}有 {{count}} 个不同的值,没有取值', { line: found.at(-1)!.line, field: DEVICE_VALUE_WORDS[value], count: said.length }))
    else if (found.length > 0) texts[value] = said[0] ?? ''
  }
  if (faults.length === 0 && mapping.required.every(value => texts[value] === undefined)) return { fault: message('eyeDevice.elements', '文件里找不到{{columns}}的元素,请从仪器重新导出', { columns: missing(mapping.required) }) }
  return { readings: [readingOf(root.line, text, texts, mapping, today, faults)] }
}

/** Reads an instrument's file by its mapping: every line answers a reading, with its faults where it cannot be read. */
export function readDeviceFile(file: DeviceText, mapping: DeviceMapping, today: Day): ReadDevice {
  if (mapping.format === 'xml') return file.kind === 'xml' ? fromXml(file.text, mapping, today) : { fault: message('eyeDevice.notXml', '这不是 XML 文件,请核对所选的仪器') }
  if (file.kind === 'xml') return { fault: message('eyeDevice.notCsv', '这是 XML 文件,不是 CSV,请核对所选的仪器') }
  if (file.lines.length === 0) return { fault: message('eyeDevice.empty', '文件里没有内容,请从仪器重新导出') }
  return mapping.format === 'positions' ? byPosition(file.lines, mapping, today) : byHeadings(file.lines, mapping, today)
}

/** The mapping a file fits by itself; null when the person has to say which instrument it is from. */
export function recogniseDevice(file: DeviceText): DeviceMapping | null {
  if (file.kind === 'xml') {
    const read = readXml(file.text)
    return 'root' in read ? Object.values(DEVICE_MAPPINGS).find(one => one.format === 'xml' && one.root === read.root.name) ?? null : null
  }
  const first = file.lines[0]?.cells ?? []
  return Object.values(DEVICE_MAPPINGS).find(one => one.format === 'headings' ? file.lines.slice(0, HEADING_LINES).some(({ cells }) => one.required.every(value => cells.some(cell => one.places[value]!.some(word => same(word, cell)))))
    : one.format === 'positions' && first.length >= one.cells[0] && first.length <= one.cells[1] && /^\d{4}-\d{2}-\d{2}T/u.test(first[0] ?? '')) ?? null
}

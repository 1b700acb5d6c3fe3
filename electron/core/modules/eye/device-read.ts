import type { Input, Output } from '../../../../domain/api/api.ts'
import { MOST_DEVICE_BYTES } from '../../../../domain/api/eye-device-api.ts'
import { formatChinese, message } from '../../../../domain/message/message.ts'
import { deviceFile, deviceRow, type DeviceRow } from '../../../../domain/modules/eye/device.record.ts'
import { emptyRow } from '../../../../domain/record/derive/schema.ts'
import { type DeviceReading, type DeviceText, readDeviceFile, recogniseDevice } from '../../../../domain/rule/eye/device-file.ts'
import { DEVICE_MAPPINGS, type DeviceMapping, type DeviceMappingId } from '../../../../domain/rule/eye/device-mappings.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import { decodeList, readDelimited } from '../../list-file/csv-text.ts'
import { fileIssue, type GivenFile, givenFile, sha256, shown, within } from '../../list-file/given-file.ts'
import { saveRow } from '../../record/store.ts'
import { childOfReading } from './device-match.ts'

export type DeviceAnswer = NonNullable<Output<'eye.device.read'>>

const MOST_ROWS = 2_000
const LONGEST_RAW = 2_000
const LONGEST_FAULTS = 1_000
export const TOO_LARGE = message('eyeDevice.tooLarge', '文件超过 {{megabytes}} MB,请从仪器按日期分开导出', { megabytes: MOST_DEVICE_BYTES / 1_000_000 })

/** The text of an XML file in the encoding it names itself; instruments from Japan write Shift_JIS. Null where it names none or another. */
function declared(bytes: Buffer): { text: string; encoding: string } | null {
  const label = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/u.exec(bytes.subarray(0, 200).toString('latin1'))?.[1]
  if (!label) return null
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), encoding: label.toUpperCase().slice(0, 20) }
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw fileIssue(message('eyeDevice.encoding', '文件声明的编码是 {{label}},但内容不是这种编码,没有读入;请从仪器重新导出', { label }))
    throw error
  }
}

function textOf({ bytes }: GivenFile): { file: DeviceText; encoding: string } {
  if (bytes.length === 0) throw fileIssue(message('eyeDevice.empty', '文件里没有内容,请从仪器重新导出'))
  const { text, encoding } = declared(bytes) ?? decodeList(bytes)
  const plain = text.replace(/^\uFEFF/u, '')
  return plain.trimStart().startsWith('<') ? { file: { kind: 'xml', text: plain }, encoding } : { file: { kind: 'csv', lines: [...readDelimited(plain)].map(({ line, cells }) => ({ line, cells: cells.map(String) })) }, encoding }
}

function rowOf(reading: DeviceReading, deviceFileId: string, rowKey: string): DeviceRow {
  const { lens, vision } = reading
  return {
    ...emptyRow(deviceRow), deviceFileId, line: reading.line, raw: shown(reading.raw, LONGEST_RAW) || '—', rowKey, state: 'waiting', name: shown(reading.name, 100) || null, number: shown(reading.number, 40) || null, birthDay: reading.birthDay, measuredDay: reading.measuredDay,
    sphereDRight: lens.right?.sphereD ?? null, cylinderDRight: lens.right?.cylinderD ?? null, axisDegreesRight: lens.right?.axisDegrees ?? null, sphereDLeft: lens.left?.sphereD ?? null, cylinderDLeft: lens.left?.cylinderD ?? null, axisDegreesLeft: lens.left?.axisDegrees ?? null,
    pupilDistanceMm: reading.pupilDistanceMm, visionRight: vision.right, visionLeft: vision.left, faults: shown(reading.faults.map(formatChinese).join(';'), LONGEST_FAULTS) || null,
  } as DeviceRow
}

async function keep(context: WriteContext, given: GivenFile, encoding: string, mapping: DeviceMapping, readings: readonly DeviceReading[]): Promise<DeviceAnswer> {
  const { db } = context
  const hash = sha256(given.bytes)
  const counts = { read: readings.length, added: 0, known: 0, matched: 0, waiting: 0 }
  const before = await db.selectFrom('eyeDeviceFile').select('id').where('hash', '=', hash).where('voidedAt', 'is', null).executeTakeFirst()
  // A file of the same bytes is kept once; read by another mapping it may still hold results that were not understood before.
  const deviceFileId = before?.id ?? (await saveRow(context, deviceFile, { row: { fileName: within(given.name, 200), device: mapping.id, encoding, hash, readDay: context.today, lineCount: readings.length } })).id
  if (!before) await db.insertInto('eyeDeviceOriginal').values({ deviceFileId, original: given.bytes.toString('base64') }).execute()
  for (const reading of readings) {
    const rowKey = sha256(reading.key)
    const known = await db.selectFrom('eyeDeviceRow').select('id').where('rowKey', '=', rowKey).where('voidedAt', 'is', null).executeTakeFirst()
    if (known) { counts.known += 1; continue }
    const { fileId, reason } = await childOfReading(db, reading)
    await saveRow(context, deviceRow, { row: { ...rowOf(reading, deviceFileId, rowKey), state: fileId ? 'matched' : 'waiting', fileId, reason: reason && formatChinese(reason) } })
    counts.added += 1
    counts[fileId ? 'matched' : 'waiting'] += 1
  }
  context.touched(deviceFile.id, deviceFileId)
  context.fact('rows', counts.added)
  return { deviceFileId, fileName: given.name, mapping: mapping.id, encoding, isFileKnown: before !== undefined, ...counts }
}

/** The file that was dropped or chosen; null when the dialog was closed. It is kept with all its results, in one transaction: a file is read whole or not at all. */
export async function readDevice(context: ReadContext, { mapping: asked, file: dropped }: Input<'eye.device.read'>): Promise<DeviceAnswer | null> {
  const given = await givenFile(context, dropped, { title: '选择仪器导出的结果文件', extensions: ['csv', 'txt', 'xml'], mostBytes: MOST_DEVICE_BYTES, tooLarge: TOO_LARGE })
  return given && takeFile(context, given, asked)
}

/** Reads a file that is at hand, by the mapping that was asked for or the one it fits by itself. */
export async function takeFile(context: ReadContext, given: GivenFile, asked?: DeviceMappingId): Promise<DeviceAnswer> {
  const { file, encoding } = textOf(given)
  const mapping = asked ? DEVICE_MAPPINGS[asked] : recogniseDevice(file)
  if (!mapping) {
    const read = file.kind === 'xml' ? readDeviceFile(file, DEVICE_MAPPINGS.joiaRefXml, context.today) : null
    throw fileIssue(read && 'fault' in read ? read.fault : message('eyeDevice.unknown', '认不出是哪种仪器的文件,请选择仪器格式后再读'))
  }
  const read = readDeviceFile(file, mapping, context.today)
  if ('fault' in read) throw fileIssue(read.fault)
  if (read.readings.length === 0) throw fileIssue(message('eyeDevice.empty', '文件里没有内容,请从仪器重新导出'))
  if (read.readings.length > MOST_ROWS) throw fileIssue(message('eyeDevice.tooMany', '文件有 {{rows}} 行结果,一次最多 {{most}} 行,请从仪器按日期分开导出', { rows: read.readings.length, most: MOST_ROWS }))
  return context.separately(writing => keep(writing, given, encoding, mapping, read.readings))
}

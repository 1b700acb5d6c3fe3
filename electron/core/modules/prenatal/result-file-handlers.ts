import type { Input, Output } from '../../../../domain/api/api.ts'
import { MOST_RESULT_FILE_BYTES } from '../../../../domain/api/prenatal-api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { PRENATAL_TEST, RESULT_ROW_STATE, type PrenatalTest, type ResultRowReason, type ResultRowState } from '../../../../domain/code/prenatal-record.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import type { Field } from '../../../../domain/field/kinds.ts'
import { block, formatChinese, message, type Message } from '../../../../domain/message/message.ts'
import { anySexColumns, readResultFile, type ResultLine, type ResultReading, readResultTexts, type ResultTexts } from '../../../../domain/modules/prenatal/result-file.ts'
import { prenatalResultFile, prenatalResultRow, type PrenatalResultRow, type StoredPrenatalResultRow } from '../../../../domain/modules/prenatal/result-file.record.ts'
import { prenatalResult, type PrenatalResult, type StoredPrenatalResult } from '../../../../domain/modules/prenatal/result.record.ts'
import { prenatalSample, type StoredPrenatalSample } from '../../../../domain/modules/prenatal/sample.record.ts'
import { cellText } from '../../../../domain/modules/reconciliation/equality.rules.ts'
import type { Confirmation } from '../../../../domain/api/define-api.ts'
import { emptyRow } from '../../../../domain/record/derive/schema.ts'
import { findFetalSex } from '../../../../domain/rule/prenatal/fetal-sex.ts'
import type { ResultMapping } from '../../../../domain/rule/prenatal/result-mappings.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { fileIssue, type GivenFile, givenFile, sha256, shown, within } from '../../list-file/given-file.ts'
import { readListBytes } from '../../list-file/read-list.ts'
import { refuseMerged } from '../../list-file/workbook.ts'
import { fromColumns, getRow, saveRow, valuesOf } from '../../record/store.ts'
import { gestationToday } from '../../registry/pregnancies.ts'
import { screeningOf } from './facts.ts'
import { saveResult, whyNoResult, whyWords } from './result-handlers.ts'

type Answer = NonNullable<Output<'prenatal.resultFile.read'>>
const MOST_LINES = 5_000
const LONGEST = { raw: 2_000, barcode: 40, name: 100, detail: 500 } as const
const sameName = (one: string | null, other: string): boolean => (one ?? '').replace(/\s/g, '') === other.replace(/\s/g, '')

async function linesOf({ bytes }: GivenFile): Promise<{ lines: ResultLine[]; encoding: string; merged: readonly number[]; otherSheets: readonly string[] }> {
  const { rows, ...found } = await readListBytes(bytes)
  return { ...found, lines: rows.map(({ line, cells }) => ({ line, cells: cells.map(cell => cellText(cell)) })) }
}

const COUNTED = { taken: 0, waiting: 0, dismissed: 0 } satisfies Record<ResultRowState, number>

type Tube = { readonly sample: StoredPrenatalSample; readonly woman: { readonly name: string | null; readonly birthDay: Day | null } }
/** The tubes of a number, which is one of its year, the latest first. */
async function tubesOf(context: WriteContext, barcode: string): Promise<Tube[]> {
  const rows = await context.db.selectFrom('prenatalSample').innerJoin('pregnancy', 'pregnancy.id', 'prenatalSample.pregnancyId').innerJoin('person', 'person.id', 'pregnancy.womanId').selectAll('prenatalSample').select(['person.name as womanName', 'person.birthDay as womanBirthDay'])
    .where('prenatalSample.barcode', '=', barcode).where('prenatalSample.voidedAt', 'is', null).orderBy('prenatalSample.year', 'desc').execute()
  return rows.map(found => ({ sample: fromColumns(prenatalSample, found), woman: { name: found.womanName, birthDay: found.womanBirthDay } }))
}
const isHers = ({ woman }: Tube, { name, birthDay }: ResultReading): boolean => (name === '' || sameName(woman.name, name)) && (birthDay === null || birthDay === woman.birthDay)

/** Whose tube a line is: of two years the one of the woman it names, else the latest, unless an earlier one waits for this result or the report is older than the latest. */
async function tubeOf(context: WriteContext, tubes: readonly Tube[], reading: ResultReading): Promise<Tube | Placed> {
  const [latest, ...earlier] = tubes
  if (latest === undefined) return waits('unknown')
  if (earlier.length === 0) return latest
  const named = reading.name === '' && reading.birthDay === null ? tubes : tubes.filter(tube => isHers(tube, reading))
  if (named.length < 2) return named[0] ?? latest
  const isWaiting = async ({ sample }: Tube): Promise<boolean> => !reading.test || whyNoResult(sample, reading.test, (await screeningOf(context.db, sample.pregnancyId)).results) === null
  const waiting: Tube[] = []
  for (const tube of named) if (await isWaiting(tube)) waiting.push(tube)
  const { resultDay } = reading.values
  const isOlder = resultDay !== null && resultDay !== undefined && named[0]!.sample.drawnAt !== null && resultDay < dayOf(named[0]!.sample.drawnAt)
  if (!isOlder && waiting.every(tube => tube === named[0])) return named[0]!
  return waits('twoTubes', `${waiting.length > 1 ? '两支在检的' : '两年的'}管子用这个条形码(${named.map(({ sample, woman }) => `${woman.name ?? ''} ${sample.drawnAt ? dayOf(sample.drawnAt) : '未'}采血`).join('、')}),请按姓名选择`)
}

const resultRow = (sample: StoredPrenatalSample, test: PrenatalTest, values: Partial<PrenatalResult>, today: Day, panel: PrenatalResult['panel']): PrenatalResult =>
  ({ ...emptyRow(prenatalResult), pregnancyId: sample.pregnancyId, sampleId: sample.id, test, resultDay: today, institution: sample.laboratory, ...test === 'firstSerum' || test === 'secondSerum' ? { panel } : {}, ...values }) as PrenatalResult

/** Makes the result of a line by the rules of a typed one, or corrects the one there is; answers why it may not be. Nothing is written then. */
async function makeResult(context: WriteContext, sample: StoredPrenatalSample, test: PrenatalTest, values: Partial<PrenatalResult>, confirmations?: readonly Confirmation[], earlier?: StoredPrenatalResult): Promise<{ id: string } | AppError> {
  const { requests } = await screeningOf(context.db, sample.pregnancyId)
  try {
    return earlier ? await saveResult(context, { id: earlier.id, rev: earlier.rev, row: { ...valuesOf(prenatalResult, earlier), ...values }, confirmations }) : await saveResult(context, { row: resultRow(sample, test, values, context.today, requests.find(({ id }) => id === sample.requestId)?.panel ?? null), confirmations })
  } catch (error) {
    if (error instanceof AppError && (error.code === 'invalid' || error.code === 'confirm')) return error
    throw error
  }
}
const sentences = ({ fields }: AppError): string => within((fields ?? []).map(issue => formatChinese(issue.message)).join(';'), LONGEST.detail)

type Placed = { readonly state: ResultRowState; readonly reason: ResultRowReason | null; readonly detail: string | null; readonly sampleId: string | null; readonly resultId: string | null }
const waits = (reason: ResultRowReason, detail: string | null = null, sampleId: string | null = null): Placed => ({ state: 'waiting', reason, detail: detail && within(detail, LONGEST.detail), sampleId, resultId: null })

/** What a line says otherwise than the result that is there, in the record's own words; empty when it says the same. */
function differences(earlier: StoredPrenatalResult, values: Partial<PrenatalResult>): string {
  const word = (name: keyof PrenatalResult, value: unknown): string => { const field: Field = prenatalResult.fields[name]; return value === null || value === undefined ? '—' : field.kind === 'code' ? field.codes.label(value as never) : String(value) }
  return (Object.keys(values) as (keyof PrenatalResult)[]).filter(name => values[name] !== earlier[name]).map(name => `${prenatalResult.fields[name].label} 原 ${word(name, earlier[name])},文件 ${word(name, values[name])}`).join(';')
}

/** What becomes of a line: its tube's result, or a place on the list of those that wait, with the reason. */
async function place(context: WriteContext, reading: ResultReading, isDoubled: boolean): Promise<Placed> {
  if (reading.barcode === '') return waits('noBarcode')
  const found = await tubeOf(context, await tubesOf(context, reading.barcode), reading)
  if (!('sample' in found)) return found
  const { sample } = found
  if (isDoubled) return waits('doubled', null, sample.id)
  const { results } = await screeningOf(context.db, sample.pregnancyId)
  const why = reading.test && whyNoResult(sample, reading.test, results)
  if (reading.test && why === 'notRequested') return waits(why, formatChinese(whyWords(why, sample, reading.test)), sample.id)
  if (reading.faults.length > 0 || !reading.test) return waits('unreadable', reading.faults.map(formatChinese).join(';'), sample.id)
  if (!isHers(found, reading)) return waits('differs', null, sample.id)
  const earlier = results.find(one => one.sampleId === sample.id && one.test === reading.test)
  if (earlier) {
    const differs = differences(earlier, reading.values)
    return differs === '' ? { state: 'dismissed', reason: null, detail: '与已登记的结果相同', sampleId: sample.id, resultId: earlier.id } : waits('resulted', differs, sample.id)
  }
  if (why) return waits(why, formatChinese(whyWords(why, sample, reading.test)), sample.id)
  const made = await makeResult(context, sample, reading.test, reading.values)
  return made instanceof AppError ? waits('refused', sentences(made), sample.id) : { state: 'taken', reason: null, detail: null, sampleId: sample.id, resultId: made.id }
}

async function keep(context: WriteContext, given: GivenFile, encoding: string, mapping: ResultMapping, mappingVersion: number, readings: readonly ResultReading[]): Promise<Answer> {
  // What a laboratory wrote is kept as it came: nobody here typed it.
  const file = await saveRow(context, prenatalResultFile, { settled: true, row: { fileName: within(given.name, 200), mapping: mapping.id, mappingVersion, encoding, hash: sha256(given.bytes), readDay: context.today, lineCount: readings.length } })
  await context.db.insertInto('prenatalResultOriginal').values({ resultFileId: file.id, original: given.bytes.toString('base64') }).execute()
  const keyOf = ({ barcode, test, texts }: ResultReading): string => JSON.stringify([barcode, test ?? texts.test ?? ''])
  const times = new Map<string, number>()
  for (const reading of readings) times.set(keyOf(reading), (times.get(keyOf(reading)) ?? 0) + 1)
  const counts = { ...COUNTED }
  for (const reading of readings) {
    const placed = await place(context, reading, times.get(keyOf(reading))! > 1)
    counts[placed.state] += 1
    await saveRow(context, prenatalResultRow, {
      settled: true, row: {
        resultFileId: file.id, line: reading.line, raw: shown(reading.raw, LONGEST.raw) || null, cells: JSON.stringify(Object.fromEntries(Object.entries(reading.texts).map(([name, text]) => [name, within(text, name === 'conclusion' ? 300 : 100)]))), test: reading.test ?? (shown(reading.texts.test ?? '', 20) || null),
        barcode: shown(reading.barcode, LONGEST.barcode) || null, name: shown(reading.name, LONGEST.name) || null, birthDay: reading.birthDay, ...placed,
      },
    })
  }
  context.touched(prenatalResultFile.id, file.id)
  context.fact('rows', readings.length)
  return { resultFileId: file.id, fileName: given.name, mapping: mapping.id, encoding, isFileKnown: false, readDay: context.today, read: readings.length, ...counts }
}

/** The file as it was read before: nothing of it is read twice. */
async function known(context: ReadContext, hash: string): Promise<Answer | null> {
  const file = await context.db.selectFrom('prenatalResultFile').selectAll().where('hash', '=', hash).where('voidedAt', 'is', null).executeTakeFirst()
  if (!file) return null
  const states = await context.db.selectFrom('prenatalResultRow').select(['state', ({ fn }) => fn.countAll<number>().as('count')]).where('resultFileId', '=', file.id).where('voidedAt', 'is', null).groupBy('state').execute()
  return { resultFileId: file.id, fileName: file.fileName, mapping: file.mapping, encoding: file.encoding, isFileKnown: true, readDay: file.readDay, read: file.lineCount, ...COUNTED, ...Object.fromEntries(states.map(({ state, count }) => [state, Number(count)])) }
}

async function read(context: ReadContext, { mapping: asked, file: dropped }: Input<'prenatal.resultFile.read'>): Promise<Answer | null> {
  const given = await givenFile(context, dropped, { title: '选择实验室的结果文件', extensions: ['csv', 'txt', 'xlsx'], mostBytes: MOST_RESULT_FILE_BYTES, tooLarge: message('prenatalFile.tooLarge', '文件超过 {{megabytes}} MB,请让实验室按日期分开导出', { megabytes: MOST_RESULT_FILE_BYTES / 1_000_000 }) })
  if (given === null) return null
  const before = await known(context, sha256(given.bytes))
  if (before) return before
  const { version, mappings } = await context.setting('prenatalResultMappings')
  const wanted = asked === undefined ? mappings : mappings.filter(({ id }) => id === asked)
  if (wanted.length === 0) throw fileIssue(message('prenatalFile.noMapping', '没有这种文件格式,请重新选择'))
  const { lines, encoding, merged, otherSheets } = await linesOf(given)
  if (otherSheets.length > 0) throw fileIssue(message('prenatalFile.sheets', '工作簿里还有别的表({{sheets}}),一次只读一张;请把每张表另存成单独的文件再读', { sheets: otherSheets.join('、') }))
  let [fault, unknown]: [Message | null, Message | null] = [null, null]
  for (const mapping of wanted) {
    const found = readResultFile(lines, mapping, context.today)
    if ('fault' in found) { fault ??= found.fault; continue }
    if (found.unknown.length > 0) { unknown ??= message('prenatalFile.unknownColumns', '文件有“{{title}}”里没有写明的列:{{columns}}。可能是结果,没有读入;请在设置的结果文件格式中写明是哪一项,或列入“不含结果、不读的列”,再读一次', { title: mapping.title, columns: found.unknown.join('、') }); continue }
    refuseMerged(merged, found.headingLine)
    if (found.readings.length === 0) throw fileIssue(message('prenatalFile.empty', '文件里只有标题,没有结果'))
    if (found.readings.length > MOST_LINES) throw fileIssue(message('prenatalFile.tooMany', '文件有 {{rows}} 行结果,一次最多 {{most}} 行,请让实验室按日期分开导出', { rows: found.readings.length, most: MOST_LINES }))
    return context.separately(writing => keep(writing, given, encoding, mapping, version, found.readings))
  }
  throw fileIssue((unknown ?? fault)!)
}

async function listRows(context: ReadContext, { offset, limit, state, resultFileId }: Input<'prenatal.resultRow.list'>): Promise<Output<'prenatal.resultRow.list'>> {
  let where = context.db.selectFrom('prenatalResultRow').innerJoin('prenatalResultFile', 'prenatalResultFile.id', 'prenatalResultRow.resultFileId').where('prenatalResultRow.voidedAt', 'is', null)
  if (resultFileId) where = where.where('prenatalResultRow.resultFileId', '=', resultFileId)
  if (state || !resultFileId) where = where.where('prenatalResultRow.state', '=', state ?? 'waiting')
  const { total } = await where.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const found = await where.leftJoin('prenatalSample as tube', 'tube.id', 'prenatalResultRow.sampleId').leftJoin('pregnancy as hers', 'hers.id', 'tube.pregnancyId').selectAll('prenatalResultRow').select(['prenatalResultFile.fileName', 'hers.state as pregnancyState', 'hers.startDay', 'hers.expectedDay']).orderBy('prenatalResultRow.resultFileId', 'desc').orderBy('prenatalResultRow.line').offset(offset ?? 0).limit(limit ?? 50).execute()
  const waiting = found.filter(row => row.state === 'waiting')
  const [names, barcodes] = [waiting.flatMap(row => row.name ?? []), waiting.flatMap(row => row.barcode ?? [])]
  const candidates = waiting.length === 0 ? [] : await context.db.selectFrom('prenatalSample').innerJoin('pregnancy', 'pregnancy.id', 'prenatalSample.pregnancyId').innerJoin('person', 'person.id', 'pregnancy.womanId')
    .select(['prenatalSample.id as sampleId', 'prenatalSample.pregnancyId', 'prenatalSample.barcode', 'prenatalSample.state', 'prenatalSample.tests', 'pregnancy.state as pregnancyState', 'pregnancy.startDay', 'pregnancy.expectedDay', 'person.name', 'person.birthDay']).where('prenatalSample.voidedAt', 'is', null)
    .where(eb => eb.or([eb('prenatalSample.barcode', 'in', [...barcodes, '']), eb.and([eb('prenatalSample.state', 'in', ['inTransit', 'received', 'testing', 'reported']), eb('person.name', 'in', [...names, ''])])])).orderBy('prenatalSample.drawnAt', 'desc').limit(500).execute()
  return {
    total: Number(total),
    rows: found.map(({ fileName, pregnancyState, startDay, expectedDay, ...columns }) => {
      const row = fromColumns(prenatalResultRow, columns)
      return {
        id: row.id, rev: row.rev, resultFileId: row.resultFileId, fileName, line: row.line, raw: row.raw, test: PRENATAL_TEST.isCode(row.test) ? row.test : null, barcode: row.barcode, name: row.name, birthDay: row.birthDay, state: row.state, reason: row.reason, detail: row.detail, sampleId: row.sampleId, resultId: row.resultId, gestationDays: pregnancyState ? gestationToday({ state: pregnancyState, startDay }, context.today) : null, expectedDay,
        candidates: row.state !== 'waiting' ? [] : candidates.filter(one => (row.barcode !== null && one.barcode === row.barcode) || (row.name !== null && sameName(one.name, row.name))).map(({ pregnancyState, startDay, ...one }) => ({ ...one, tests: codesIn(one.tests), gestationDays: gestationToday({ state: pregnancyState, startDay }, context.today) })),
      }
    }),
  }
}

function refuseMove(row: StoredPrenatalResultRow, to: ResultRowState): void {
  if (!RESULT_ROW_STATE.canMove(row.state, to)) throw new AppError('invalid', [block('id', message('prenatalRow.noSuchMove', '这一行现在是“{{from}}”,不能改为“{{to}}”', { from: RESULT_ROW_STATE.label(row.state), to: RESULT_ROW_STATE.label(to) }))])
}
const change = (context: WriteContext, row: StoredPrenatalResultRow, rev: number, values: Partial<PrenatalResultRow>, reason?: string): Promise<{ id: string; rev: number }> =>
  saveRow(context, prenatalResultRow, { id: row.id, rev, settled: true, row: { ...valuesOf(prenatalResultRow, row), ...values }, ...reason === undefined ? {} : { reason } })

async function assign(context: WriteContext, { id, rev, sampleId, reason, confirmations }: Input<'prenatal.resultRow.assign'>): Promise<{ id: string; rev: number }> {
  const row = await getRow(context.db, prenatalResultRow, id)
  refuseMove(row, 'taken')
  const { mapping: mappingId } = await getRow(context.db, prenatalResultFile, row.resultFileId)
  const mapping = (await context.setting('prenatalResultMappings')).mappings.find(one => one.id === mappingId)
  const sample = await getRow(context.db, prenatalSample, sampleId)
  const { woman, results } = await screeningOf(context.db, sample.pregnancyId)
  const { values, test: named, faults } = readResultTexts(JSON.parse(row.cells) as ResultTexts, { units: mapping?.units ?? {} })
  const test = named ?? (codesIn(sample.tests).length === 1 ? codesIn(sample.tests)[0]! : null)
  if (faults.length > (named ? 0 : 1) || !test) throw new AppError('invalid', [block('id', message('prenatalRow.unreadable', '这一行有内容无法识别({{faults}}),请按原文手工登记结果,再把这一行标为“不采用”', { faults: faults.map(formatChinese).join(';') }))])
  const isOfTube = (row.barcode === null || row.barcode === sample.barcode) && (row.name === null || sameName(woman.name, row.name)) && (row.birthDay === null || row.birthDay === woman.birthDay)
  if (!isOfTube && !reason) throw new AppError('invalid', [block('reason', message('prenatalRow.whyAssign', '条形码、姓名或出生日期与该样本不符,请核对后写明对应的依据'))])
  const earlier = row.reason === 'resulted' && row.sampleId === sample.id ? results.find(one => one.sampleId === sample.id && one.test === test) : undefined
  const why = earlier ? null : whyNoResult(sample, test, results)
  if (why) throw new AppError('invalid', [block('sampleId', whyWords(why, sample, test))])
  const made = await makeResult(context, sample, test, values, confirmations, earlier)
  if (made instanceof AppError) throw made
  const saved = await change(context, row, rev, { state: 'taken', reason: null, detail: reason ?? null, sampleId, resultId: made.id }, reason)
  context.touched(prenatalResultRow.id, id)
  return saved
}

/** The laboratory's bytes go out only where they tell no sex, by a cell or by the heading above it; names and the woman's own 女 are no telling. */
async function original(context: ReadContext, id: string): Promise<Output<'prenatal.resultFile.original'>> {
  context.touched(prenatalResultFile.id, id)
  const { fileName, mapping: mappingId } = await getRow(context.db, prenatalResultFile, id)
  const { original: base64 } = await context.db.selectFrom('prenatalResultOriginal').select('original').where('resultFileId', '=', id).executeTakeFirstOrThrow()
  const { lines } = await linesOf({ name: fileName, bytes: Buffer.from(base64, 'base64') })
  const mapping = (await context.setting('prenatalResultMappings')).mappings.find(one => one.id === mappingId)
  const found = mapping && readResultFile(lines, mapping, context.today)
  const names = new Set(found && 'readings' in found ? found.readings.flatMap(({ name, texts }) => [name, texts.examinerName ?? '']) : [])
  const { fetal, own } = found && 'readings' in found ? found.sexColumns : anySexColumns(lines)
  if (fetal.size > 0 || lines.some(({ cells }) => cells.some((cell, at) => !own.has(at) && !names.has(cell.trim()) && findFetalSex(cell).length > 0))) throw fileIssue(message('prenatalFile.fetalSex', '该文件中含有胎儿性别信息,不能导出;请联系实验室提供不含性别信息的文件'))
  return { fileName, base64 }
}

export const prenatalResultFileHandlers = {
  'prenatal.resultFile.mappings': async (_input, context) => (await context.setting('prenatalResultMappings')).mappings.map(({ id, title, source, columns }) => ({ id, title, source, headings: Object.values(columns).map(([first]) => first!) })),
  'prenatal.resultFile.read': (input, context) => read(context, input),
  'prenatal.resultFile.list': async ({ offset, limit }, { db }) => {
    const { total } = await db.selectFrom('prenatalResultFile').select(({ fn }) => fn.countAll<number>().as('total')).where('voidedAt', 'is', null).executeTakeFirstOrThrow()
    const files = await db.selectFrom('prenatalResultFile').select(['id', 'fileName', 'mapping', 'encoding', 'readDay', 'lineCount']).where('voidedAt', 'is', null).orderBy('createdAt', 'desc').orderBy('id', 'desc').offset(offset).limit(limit).execute()
    const counts = files.length === 0 ? [] : await db.selectFrom('prenatalResultRow').select(['resultFileId', ({ fn }) => fn.countAll<number>().as('waiting')]).where('resultFileId', 'in', files.map(({ id }) => id)).where('state', '=', 'waiting').where('voidedAt', 'is', null).groupBy('resultFileId').execute()
    const waiting = new Map(counts.map(row => [row.resultFileId, Number(row.waiting)]))
    return { total: Number(total), rows: files.map(file => ({ ...file, waiting: waiting.get(file.id) ?? 0 })) }
  },
  'prenatal.resultFile.original': ({ id }, context) => original(context, id),
  'prenatal.resultRow.list': (input, context) => listRows(context, input),
  'prenatal.resultRow.assign': (input, context) => assign(context, input),
  'prenatal.resultRow.dismiss': async ({ id, rev, reason }, context) => {
    const row = await getRow(context.db, prenatalResultRow, id)
    refuseMove(row, 'dismissed')
    return change(context, row, rev, { state: 'dismissed', detail: reason }, reason)
  },
} satisfies Partial<Handlers>

import type { Input, Output } from '../../../../domain/api/api.ts'
import { MOST_REPORT_BYTES } from '../../../../domain/api/pelvic-report-api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { type Cell, cellLines, cellsOf } from '../../../../domain/device/page-text.ts'
import { block, formatChinese, type Message, message } from '../../../../domain/message/message.ts'
import type { ReportField } from '../../../../domain/modules/pelvic/report-formats.ts'
import { figureOf, type Lifted, readByFormats, readReport, type ReportReading } from '../../../../domain/modules/pelvic/report-reading.ts'
import { pelvicReport, type StoredPelvicReport } from '../../../../domain/modules/pelvic/report.record.ts'
import { emptyRow } from '../../../../domain/record/derive/schema.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { readDeviceSettings } from '../../device-settings.ts'
import type { Handlers } from '../../handlers.ts'
import { decodeList, readDelimited } from '../../list-file/csv-text.ts'
import { fileIssue, type GivenFile, givenFile, pictureType, sha256, shown, within } from '../../list-file/given-file.ts'
import { knownHashes, lookIntoFolder } from '../../list-file/watched-folder.ts'
import { fromColumns, getRow, saveRow, valuesOf, voidRow } from '../../record/store.ts'
import { womanOf } from '../../registry/woman.ts'
import { runTask, TaskError } from '../../run-task.ts'
import { fileOf, openFileOf } from './head.ts'
import { devicesInUse, unknownFormat } from './place-handlers.ts'

type ReadReport = NonNullable<Output<'pelvic.report.read'>>
type Candidate = Output<'pelvic.report.open'>['candidates'][number]
const EXTENSIONS = ['csv', 'txt', 'pdf', 'png', 'jpg', 'jpeg']
const TEXT = 'text/csv'
const PDF = 'application/pdf'
// A page is read in a fraction of a second; what takes longer is no report.
const MOST_PDF_MS = 20_000
const MOST_LINES = 500
const MOST_CELLS = 60
const MOST_CANDIDATES = 8
const TOO_LARGE = message('pelvicReport.tooLarge', '文件超过 {{megabytes}} MB,请从仪器逐份导出', { megabytes: MOST_REPORT_BYTES / 1_000_000 })
const NO_FORMAT = message('pelvicReport.noFormat', '没有一种设备报告格式认得这个文件:请对照原件填写数值,或在“设置 → 孕产保健 → 盆底报告格式”中补上名称')
const NO_TEXT = message('pelvicReport.encoding', '文件不是 UTF-8 或 GBK 编码的文本,也不是 PDF 或图片,无法读取;请从仪器重新导出')
const PICTURE = message('pelvicReport.picture', '图片里的文字程序不读取:请对照原件填写数值')
const NO_WORDS = message('pelvicReport.noWords', '这份 PDF 里没有文字(可能是扫描件):请对照原件填写数值')
const LOCKED = message('pelvicReport.locked', '这份 PDF 有密码,程序读不出文字:请在仪器上导出不加密的报告,或对照原件填写数值')
const UNREADABLE = message('pelvicReport.unreadable', '这份 PDF 读不出文字(文件可能不完整):请从仪器重新导出,或对照原件填写数值')

const linesOf = (bytes: Uint8Array): string[][] => [...readDelimited(decodeList(bytes, NO_TEXT).text.replace(/^\uFEFF/u, ''))].slice(0, MOST_LINES).map(({ cells }) => cells.slice(0, MOST_CELLS).map(String))
const liftedOf = ({ lifted }: Pick<StoredPelvicReport, 'lifted'>): Lifted => JSON.parse(lifted ?? '{}') as Lifted

/** What a file is by how it begins; its name says nothing about what is in it. */
function mediaTypeOf(bytes: Uint8Array): string {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-') return PDF
  return pictureType(bytes) ?? TEXT
}

/** The lines of a report as cells, or why it has none. */
async function cellsIn(context: ReadContext, bytes: Uint8Array, mediaType: string): Promise<Cell[][] | Message> {
  if (mediaType === TEXT) return linesOf(bytes).map(cellsOf)
  if (mediaType !== PDF) return PICTURE
  try {
    const read = await runTask(context.ports, 'pdfText', { bytes, resources: context.ports.folders.resources }, undefined, MOST_PDF_MS)
    if ('locked' in read) return LOCKED
    return read.words.length === 0 ? NO_WORDS : cellLines(read.words).slice(0, MOST_LINES)
  } catch (error) {
    if (!(error instanceof TaskError)) throw error
    context.ports.log.warn('pelvic.report.pdf', { error: error.name, code: error.code })
    return UNREADABLE
  }
}

type Reading = { readonly format: string | null; readonly reading: ReportReading | null; readonly fault: Message | null }
/** What the formats of the hospital make of a report. */
async function readingOf(context: ReadContext, bytes: Uint8Array, mediaType: string): Promise<Reading> {
  const lines = await cellsIn(context, bytes, mediaType)
  if ('key' in lines) return { format: null, reading: null, fault: lines }
  if (lines.length === 0) throw fileIssue(message('pelvicReport.empty', '文件里没有内容,请从仪器重新导出'))
  const { formats } = await context.setting('pelvicReportFormats')
  const ofDevices = new Set((await devicesInUse(context.db)).flatMap(({ reportFormat }) => reportFormat ?? []))
  const found = readByFormats(lines, formats, ofDevices, context.today)
  if (!found) return { format: null, reading: null, fault: NO_FORMAT }
  if ('tied' in found) return { format: null, reading: null, fault: message('pelvicReport.tied', '{{formats}} 都认得这份报告,程序不猜:请在“报告格式”中选择它的格式,或对照原件填写数值', { formats: found.tied.join('、') }) }
  if ('fault' in found.read) throw fileIssue(found.read.fault)
  return { format: found.format, reading: found.read, fault: null }
}

/** What a reading leaves in the row of its report. */
function columnsOf({ format, reading, fault }: Reading) {
  const faults = fault ? [fault] : reading?.faults ?? []
  return {
    format, measuredDay: reading?.measuredDay ?? null, name: shown(reading?.name ?? '', 100) || null, birthDay: reading?.birthDay ?? null, number: shown(reading?.number ?? '', 40) || null,
    lifted: JSON.stringify(reading?.lifted ?? {}), faults: shown(faults.map(formatChinese).join(';'), 1000) || null,
  }
}

/** Keeps a report that is at hand with what could be read of it; the same bytes a second time are refused. */
async function takeReport(context: ReadContext, given: GivenFile): Promise<ReadReport> {
  const { bytes } = given
  if (bytes.length === 0) throw fileIssue(message('pelvicReport.empty', '文件里没有内容,请从仪器重新导出'))
  const hash = sha256(bytes)
  const before = await context.db.selectFrom('pelvicReport').select(['fileName', 'readDay']).where('hash', '=', hash).where('voidedAt', 'is', null).executeTakeFirst()
  if (before) throw fileIssue(message('pelvicReport.known', '这份报告已于 {{day}} 读入(文件名“{{name}}”),没有再读', { day: before.readDay, name: before.fileName }))
  const mediaType = mediaTypeOf(bytes)
  const reading = await readingOf(context, bytes, mediaType)
  const columns = columnsOf(reading)
  return context.separately(async writing => {
    const { id } = await saveRow(writing, pelvicReport, { row: { ...emptyRow(pelvicReport), fileName: within(given.name, 200), mediaType, hash, readDay: writing.today, ...columns, state: 'waiting' } as never })
    await writing.db.insertInto('pelvicReportOriginal').values({ reportId: id, original: bytes.toString('base64') }).execute()
    writing.touched(pelvicReport.id, id)
    return { reportId: id, fileName: given.name, format: reading.format, figures: Object.keys(reading.reading?.lifted ?? {}).length, faults: reading.fault ? 1 : reading.reading?.faults.length ?? 0 }
  })
}

async function watch(context: ReadContext): Promise<Output<'pelvic.report.watch'>> {
  const { folder } = readDeviceSettings(context.ports.folders).pelvicReports
  // In the practice hospital nobody's real reports are read.
  if (folder === '' || context.services.practice) return { folder: null, problem: null, read: [], refused: [] }
  const { isOpen, read, refused } = await lookIntoFolder(context.ports, {
    folder, extensions: EXTENSIONS.map(extension => `.${extension}`), mostBytes: MOST_REPORT_BYTES, tooLarge: TOO_LARGE, read: file => takeReport(context, file),
    taken: hashes => knownHashes(hashes, some => context.db.selectFrom('pelvicReport').select('hash').where('hash', 'in', some).where('voidedAt', 'is', null).execute()),
  })
  return { folder, problem: isOpen ? null : message('pelvicReport.noFolder', '文件夹打不开,请检查网络和仪器电脑是否开机,或在“设置 → 外接设备”中改正'), read: [...read], refused: [...refused] }
}

const filesWithWomen = (db: ReadDb) => db.selectFrom('pelvicFile').innerJoin('person', 'person.id', 'pelvicFile.womanId').select(['pelvicFile.id as fileId', 'pelvicFile.number', 'pelvicFile.state', 'person.name', 'person.birthDay']).where('pelvicFile.voidedAt', 'is', null)

/** Whose a report may be, the surest first: her file or document number, her name with the birth day, her name alone. A proposal, never an answer. */
async function candidatesOf(db: ReadDb, { number, name, birthDay }: Pick<StoredPelvicReport, 'number' | 'name' | 'birthDay'>, givenTo: string | undefined): Promise<Candidate[]> {
  const found: Candidate[] = []
  const base = filesWithWomen(db)
  const add = async (query: typeof base, by: Candidate['by']): Promise<void> => {
    for (const one of await query.orderBy('pelvicFile.openedDay', 'desc').limit(MOST_CANDIDATES).execute()) if (!found.some(({ fileId }) => fileId === one.fileId)) found.push({ ...one, by })
  }
  const plain = (number ?? '').replaceAll(/\s/gu, '').toUpperCase()
  if (plain !== '') {
    await add(base.where('pelvicFile.number', '=', plain), 'number')
    if (/^(?:\d{17}[\dX]|\d{15})$/u.test(plain)) await add(base.where('person.idNumber', '=', plain), 'number')
  }
  if (name) {
    const named = base.where('person.name', '=', name.replaceAll(/\s/gu, ''))
    if (birthDay) await add(named.where('person.birthDay', '=', birthDay), 'nameAndBirthDay')
    else await add(named, 'name')
  }
  const proposed = found.slice(0, MOST_CANDIDATES)
  // Whom it was given to, or on whose page it was read, is seen even where nothing on it names her.
  const given = givenTo === undefined || proposed.some(({ fileId }) => fileId === givenTo) ? undefined : await base.where('pelvicFile.id', '=', givenTo).executeTakeFirst()
  return given ? [...proposed, { ...given, by: null }] : proposed
}

/** The assessment that was made from a report, while it stands. */
const assessmentOf = (db: ReadDb, reportId: string) => db.selectFrom('pelvicAssessment').select('id').where('reportId', '=', reportId).where('voidedAt', 'is', null).executeTakeFirst()

/** What an assessment was made from stays as it is while that assessment stands. */
async function refuseUsed(db: ReadDb, reportId: string): Promise<void> {
  if (await assessmentOf(db, reportId)) throw new AppError('invalid', [block('id', message('pelvicReport.used', '这份报告的数值已用于一次评估,不能再改或作废;要改请先作废那次评估'))])
}

async function list({ db }: ReadContext, { offset, limit, state, fileId }: Input<'pelvic.report.list'>): Promise<Output<'pelvic.report.list'>> {
  let query = db.selectFrom('pelvicReport').where('pelvicReport.voidedAt', 'is', null)
  if (state) query = query.where('pelvicReport.state', '=', state)
  if (fileId) query = query.where('pelvicReport.fileId', '=', fileId)
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const found = await query.leftJoin('pelvicFile', 'pelvicFile.id', 'pelvicReport.fileId').leftJoin('person', 'person.id', 'pelvicFile.womanId')
    .leftJoin('pelvicAssessment', join => join.onRef('pelvicAssessment.reportId', '=', 'pelvicReport.id').on('pelvicAssessment.voidedAt', 'is', null))
    .selectAll('pelvicReport').select(['pelvicFile.number as fileNumber', 'person.name as womanName', 'pelvicAssessment.id as assessmentId']).orderBy('pelvicReport.readDay', 'desc').orderBy('pelvicReport.id', 'desc').offset(offset ?? 0).limit(limit ?? 50).execute()
  return {
    total: Number(total),
    rows: found.map(({ fileNumber, womanName, assessmentId, ...columns }) => {
      const { id, rev, fileName, format, readDay, measuredDay, name, number, state: at, faults, reason, fileId: of, lifted } = fromColumns(pelvicReport, columns as never)
      return { id, rev, fileName, format, readDay, measuredDay, name, number, state: at, figures: Object.keys(liftedOf({ lifted })).length, faults, reason, fileId: of, fileNumber, womanName, assessmentId }
    }),
  }
}

async function decide(context: WriteContext, { id, rev, state, fileId, measuredDay, lifted, reason }: Input<'pelvic.report.decide'>): Promise<{ id: string; rev: number }> {
  const report = await getRow(context.db, pelvicReport, id)
  const fail = (path: string, text: ReturnType<typeof message>): never => { throw new AppError('invalid', [block(path, text)]) }
  await refuseUsed(context.db, id)
  if (state === 'rejected') {
    if (!reason) fail('reason', message('pelvicReport.whyRejected', '不采用请写明原因'))
    return saveRow(context, pelvicReport, { id, rev, row: { ...valuesOf(pelvicReport, report), state, fileId: null, reason } })
  }
  if (state === 'waiting') return saveRow(context, pelvicReport, { id, rev, row: { ...valuesOf(pelvicReport, report), state, fileId: null, reason } })
  if (fileId === null) fail('fileId', message('pelvicReport.noFile', '请先选择这份报告是谁的盆底档案'))
  const file = state === 'confirmed' ? await openFileOf(context.db, fileId!) : await fileOf(context.db, fileId!)
  const woman = await womanOf(context.db, file.womanId)
  const plain = (text: string | null): string => (text ?? '').replaceAll(/\s/gu, '').toUpperCase()
  const isHers = (report.number === null || [plain(file.number), plain(woman.idNumber)].includes(plain(report.number))) && (report.name === null || plain(report.name) === plain(woman.name)) && (report.birthDay === null || report.birthDay === woman.birthDay)
  if (!isHers && !reason) fail('reason', message('pelvicReport.notHers', '报告上的编号、姓名或出生日期与{{name}}不符,请核对后写明对应的依据', { name: woman.name ?? '' }))
  if (state === 'confirmed' && Object.keys(lifted).length === 0) fail('lifted', message('pelvicReport.noFigure', '没有数值可以采用:请对照原件填写,或选“仅存档”'))
  if (state === 'confirmed' && measuredDay === null) fail('measuredDay', message('pelvicReport.noDay', '请填写检测日期'))
  // A figure outside what the assessment takes is refused here, not after a form was filled in.
  const issues = Object.entries(lifted).flatMap(([field, value]) => { const read = figureOf(field as ReportField, String(value)); return typeof read === 'number' ? [] : [block(field, read)] })
  if (issues.length > 0) throw new AppError('invalid', issues)
  return saveRow(context, pelvicReport, { id, rev, row: { ...valuesOf(pelvicReport, report), state, fileId: file.id, measuredDay: measuredDay as Day | null, lifted: JSON.stringify(lifted), reason } })
}

const originalOf = async (db: ReadDb, reportId: string): Promise<string> => (await db.selectFrom('pelvicReportOriginal').select('original').where('reportId', '=', reportId).executeTakeFirstOrThrow()).original

/** Reads a report once more by the format a therapist chose; whose it is and what becomes of it is then decided anew. */
async function liftAgain(context: ReadContext, { id, rev, format }: Input<'pelvic.report.lift'>): Promise<{ id: string; rev: number }> {
  const refuse = (text: Message): never => { throw new AppError('invalid', [block('format', text)]) }
  const report = await getRow(context.db, pelvicReport, id)
  const chosen = (await context.setting('pelvicReportFormats')).formats.find(({ name }) => name === format) ?? refuse(unknownFormat(format))
  const lines = await cellsIn(context, Buffer.from(await originalOf(context.db, id), 'base64'), report.mediaType)
  if ('key' in lines) return refuse(lines)
  const reading = readReport(lines, chosen, context.today) ?? refuse(message('pelvicReport.notThis', '这份报告里没有“{{format}}”的任何一项数值名称:请另选格式,或对照原件填写数值', { format }))
  if ('fault' in reading) return refuse(reading.fault)
  return context.separately(async writing => {
    if (report.fileId !== null) await openFileOf(writing.db, report.fileId)
    await refuseUsed(writing.db, id)
    writing.touched(pelvicReport.id, id)
    return saveRow(writing, pelvicReport, { id, rev, row: { ...valuesOf(pelvicReport, report), ...columnsOf({ format, reading, fault: null }), state: 'waiting', fileId: null } })
  })
}

async function voidReport(context: WriteContext, input: Input<'pelvic.report.void'>): Promise<{ id: string; rev: number }> {
  const { fileId } = await getRow(context.db, pelvicReport, input.id)
  if (fileId !== null) await openFileOf(context.db, fileId)
  await refuseUsed(context.db, input.id)
  return voidRow(context, pelvicReport, input)
}

export const pelvicReportHandlers = {
  'pelvic.report.read': async ({ file }, context) => {
    const given = await givenFile(context, file, { title: '选择仪器的报告', extensions: EXTENSIONS, mostBytes: MOST_REPORT_BYTES, tooLarge: TOO_LARGE })
    return given && takeReport(context, given)
  },
  'pelvic.report.watch': (_input, context) => watch(context),
  'pelvic.report.list': (input, context) => list(context, input),
  'pelvic.report.open': async ({ id, fileId: readOn }, context) => {
    const report = await getRow(context.db, pelvicReport, id)
    context.touched(pelvicReport.id, id)
    const { rev, fileName, mediaType, format, readDay, measuredDay, name, birthDay, number, faults, state, reason, fileId, voidedAt } = report
    const [{ formats }, devices] = [await context.setting('pelvicReportFormats'), await devicesInUse(context.db)]
    const used = await assessmentOf(context.db, id)
    return {
      id, rev, fileName, mediaType, format, readDay, measuredDay, name, birthDay, number, lifted: liftedOf(report), faults, state, reason, fileId, assessmentId: used?.id ?? null, voidedAt,
      lines: mediaType === TEXT ? linesOf(Buffer.from(await originalOf(context.db, id), 'base64')) : null, candidates: await candidatesOf(context.db, report, fileId ?? readOn),
      formats: formats.map(({ name }) => ({ name, devices: devices.filter(({ reportFormat }) => reportFormat === name).map(device => device.name) })),
    }
  },
  'pelvic.report.filesOf': ({ womanId }, { db }) => filesWithWomen(db).where('person.id', '=', womanId).orderBy('pelvicFile.openedDay', 'desc').limit(MOST_CANDIDATES).execute(),
  'pelvic.report.original': async ({ id }, context) => {
    const { fileName, mediaType } = await getRow(context.db, pelvicReport, id)
    context.touched(pelvicReport.id, id)
    return { fileName, mediaType, base64: await originalOf(context.db, id) }
  },
  'pelvic.report.lift': (input, context) => liftAgain(context, input),
  'pelvic.report.decide': (input, context) => decide(context, input),
  'pelvic.report.void': (input, context) => voidReport(context, input),
} satisfies Partial<Handlers>

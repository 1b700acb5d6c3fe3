import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cellsOf } from '../../domain/device/page-text.ts'
import { REPORT_FORMATS_DEFAULT, type ReportFormat } from '../../domain/modules/pelvic/report-formats.ts'
import { readReport } from '../../domain/modules/pelvic/report-reading.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { gbk } from '../support/gbk.ts'
import { pelvicAssessmentRow, pelvicConsentRow, pelvicFileRow, pelvicPlaceRow } from '../support/pelvic-scene.ts'
import { emgReportPdf, smallPdf } from '../support/small-pdf.ts'
import { registerWoman } from '../support/women-scene.ts'

let desk: Desk
let therapist: Window
let [fileId, otherId, fileNumber] = ['', '', '']
beforeAll(async () => {
  desk = await openDesk()
  therapist = await desk.as('pendi', ['pelvicCare'], '姜盆底')
  fileId = (await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(await registerWoman(therapist, '盆底甲', '1992-03-02'), { number: 'PD2026000001' }) as never })).id
  otherId = (await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(await registerWoman(therapist, '盆底乙', '1990-03-02'), { number: 'PD2026000002' }) as never })).id
  fileNumber = (await therapist.call('pelvic.file.get', { id: fileId })).number!
})
afterAll(() => desk.close())

let files = 0
const given = (content: string | Buffer, name = `报告${files += 1}.csv`) => ({ file: { name, base64: Buffer.from(content as string).toString('base64') } })
const read = async (content: string | Buffer, name?: string) => (await therapist.call('pelvic.report.read', given(content, name)))!.reportId
const problem = async (content: string | Buffer) => (await therapist.fails('pelvic.report.read', given(content))).fields![0]!.message
const lines = (name: string, ...more: string[]) => [`姓名,${name}`, '检测日期,2026-03-09', '前静息均值,3.2', '快速收缩最大值(µV),38.25 µV', ...more].join('\r\n')
const decide = async (id: string, change: object) => {
  const { rev, measuredDay, lifted } = await therapist.call('pelvic.report.open', { id })
  return { id, rev, state: 'confirmed' as const, fileId, measuredDay, lifted, reason: null, ...change } as never
}

test('a report in UTF-8 or GBK gives its figures, what cannot be right is said, and the original stays byte for byte', async () => {
  const text = lines('盆底甲', `编号,${fileNumber}`, '紧张收缩均值,3000', '耐力收缩均值,未测', '后静息均值,2.9 mV', '紧张收缩变异性,abc')
  for (const bytes of [Buffer.from(text), gbk(text.replace('µV', 'uV').replace('µV', 'uV'))]) {
    const opened = await therapist.call('pelvic.report.open', { id: await read(bytes) })
    expect(opened).toMatchObject({ format: '示例格式', name: '盆底甲', number: fileNumber, measuredDay: '2026-03-09', state: 'waiting', fileId: null, lifted: { preRestUv: 3.2, fastUv: 38.25 } })
    expect(Object.keys(opened.lifted)).toHaveLength(2)
    for (const word of ['紧张收缩均值 3000 不可能', '“2.9 mV”的单位不是 µV', '紧张收缩变异性“abc”不是数值']) expect(opened.faults).toContain(word)
    expect(opened.candidates).toEqual([{ fileId, number: fileNumber, name: '盆底甲', birthDay: '1992-03-02', state: 'open', by: 'number' }])
    expect(opened.lines?.[0]).toEqual(['姓名', '盆底甲'])
    const original = await therapist.call('pelvic.report.original', { id: opened.id })
    expect(Buffer.from(original.base64, 'base64')).toEqual(bytes)
  }
})

test('the same file is refused with the day it was read; an empty one and one of several women too', async () => {
  const text = lines('盆底丙')
  await read(text, '第一次.csv')
  expect((await problem(text)).params).toMatchObject({ day: '2026-03-10', name: '第一次.csv' })
  expect((await problem('')).key).toBe('pelvicReport.empty')
  expect((await problem(Buffer.from([0, 1, 2, 0]))).key).toBe('pelvicReport.encoding')
})

test('columns are read under their headings, and a second row is somebody’s that nobody can name', () => {
  const format = { ...REPORT_FORMATS_DEFAULT.formats[0]!, layout: 'columns' as const }
  const sheet = [['某医院', '', ''], ['姓名', '检查日期', '快肌最大值'], ['盆底甲', '2026年3月9日 10:20', '41']]
  expect(readReport(sheet.map(cellsOf), format, '2026-03-10' as never)).toMatchObject({ name: '盆底甲', measuredDay: '2026-03-09', lifted: { fastUv: 41 }, faults: [] })
  expect(readReport([...sheet, ['盆底乙', '', '20']].map(cellsOf), format, '2026-03-10' as never)).toMatchObject({ fault: { key: 'pelvicReport.several' } })
  expect(readReport([cellsOf(['a', 'b'])], format, '2026-03-10' as never)).toBeNull()
  // Labels of a table in a format for columns: nothing is a heading of it, and nothing breaks.
  const table = { ...format, labels: { ...format.labels, preRestUv: ['前静息|平均值'] } }
  expect(readReport([['阶段', '平均值'], ['前静息', '3.2']].map(cellsOf), table, '2026-03-10' as never)).toMatchObject({ lifted: { preRestUv: 3.2 } })
})

test('a PDF gives its figures by the same labels, in a Chinese encoding it does not bring along', async () => {
  const bytes = emgReportPdf({ name: '盆底甲', number: fileNumber })
  const opened = await therapist.call('pelvic.report.open', { id: await read(bytes, '肌电.pdf') })
  expect(opened).toMatchObject({
    mediaType: 'application/pdf', format: '示例格式', name: '盆底甲', number: fileNumber, measuredDay: '2026-03-09', lines: null, faults: null, candidates: [{ fileId, by: 'number' }],
    lifted: { preRestUv: 3.2, preRestVariability: 0.21, fastUv: 38.25, tonicUv: 24.6, tonicVariability: 0.35, enduranceUv: 20.1, postRestUv: 2.9, postRestVariability: 0.18 },
  })
  expect(Object.keys(opened.lifted)).toHaveLength(8)
  expect(Buffer.from((await therapist.call('pelvic.report.original', { id: opened.id })).base64, 'base64')).toEqual(bytes)
  // A second result on the same page: what differs is not chosen between.
  const twice = await therapist.call('pelvic.report.open', { id: await read(emgReportPdf({ name: '盆底甲' }, [40, 300, '阶段'], [160, 300, '平均值(µV)'], [40, 320, '前静息'], [175, 320, '4.8']), '两次.pdf') })
  expect(twice.lifted).not.toHaveProperty('preRestUv')
  expect(twice.faults).toContain('有不同的值(3.2、4.8),没有取值')
})

test('a PDF without words, with a password, cut short, or without an end is kept and says why it gave nothing', async () => {
  const whole = emgReportPdf({ name: '盆底甲' })
  const locked = Buffer.from(whole.toString('latin1').replace('/Root', '/Encrypt<</Filter/Standard/V 1/R 2/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)/P -4>>/ID[(a)(b)]/Root'), 'latin1')
  for (const [bytes, word] of [[smallPdf([[]]), '没有文字'], [locked, '有密码'], [whole.subarray(0, 300), '读不出文字'], [smallPdf([[[40, 100, 'EMG 38.2']]]), '没有一种设备报告格式认得']] as const) {
    const opened = await therapist.call('pelvic.report.open', { id: await read(bytes, `${word}.pdf`) })
    expect(opened).toMatchObject({ mediaType: 'application/pdf', state: 'waiting', lifted: {} })
    expect(opened.faults).toContain(word)
  }
})

test('a PDF and a text no format knows are kept, their figures are typed beside them', async () => {
  const pdf = await therapist.call('pelvic.report.open', { id: await read('%PDF-1.7 some pages', '肌电.pdf') })
  expect(pdf).toMatchObject({ mediaType: 'application/pdf', format: null, lines: null, lifted: {}, candidates: [] })
  expect(pdf.faults).toContain('对照原件填写数值')
  expect((await therapist.call('pelvic.report.open', { id: await read('Fast,38') })).faults).toContain('没有一种设备报告格式认得')
  // Nothing typed is nothing to use; a figure that cannot be is refused at its field.
  expect((await therapist.fails('pelvic.report.decide', await decide(pdf.id, { reason: '盆底甲送来', measuredDay: '2026-03-09' }))).fields?.[0]).toMatchObject({ path: 'lifted' })
  expect((await therapist.fails('pelvic.report.decide', await decide(pdf.id, { lifted: { fastUv: 900 }, reason: '盆底甲送来', measuredDay: '2026-03-09' }))).fields?.[0]).toMatchObject({ path: 'fastUv' })
  expect((await therapist.fails('pelvic.report.decide', await decide(pdf.id, { lifted: { fastUv: 38 } }))).fields?.[0]).toMatchObject({ path: 'measuredDay' })
})

test('a report is proposed by number or by name with birth day, given by a therapist alone, and used once', async () => {
  const id = await read(lines('盆底乙', '出生日期,1990-03-02'))
  const opened = await therapist.call('pelvic.report.open', { id })
  expect(opened.candidates.map(one => [one.fileId, one.by])).toEqual([[otherId, 'nameAndBirthDay']])
  expect((await therapist.fails('pelvic.report.decide', await decide(id, { fileId: null }))).fields?.[0]).toMatchObject({ path: 'fileId' })
  // Another woman's file asks for a reason.
  expect((await therapist.fails('pelvic.report.decide', await decide(id, {}))).fields?.[0]).toMatchObject({ path: 'reason' })
  await therapist.call('pelvic.report.decide', await decide(id, { fileId: otherId }))
  expect((await therapist.call('pelvic.report.list', { fileId: otherId })).rows).toMatchObject([{ id, state: 'confirmed', figures: 2, womanName: '盆底乙', assessmentId: null }])
  const assessment = await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(otherId, { reportId: id, complaints: 'none' }) as never })
  expect((await therapist.call('pelvic.report.open', { id })).assessmentId).toBe(assessment.id)
  expect((await therapist.fails('pelvic.report.decide', await decide(id, { state: 'rejected', reason: '不用' }))).fields?.[0]?.message.key).toBe('pelvicReport.used')
  // Nor is it voided under the assessment; once that is void it may be, and nothing is made from it any more.
  const voiding = async () => ({ id, rev: (await therapist.call('pelvic.report.open', { id })).rev, reason: '读错了文件' })
  expect((await therapist.fails('pelvic.report.void', await voiding())).fields?.[0]?.message.key).toBe('pelvicReport.used')
  await therapist.call('pelvic.assessment.void', { id: assessment.id, rev: assessment.rev, reason: '登记有误' })
  await therapist.call('pelvic.report.void', await voiding())
  expect((await therapist.call('pelvic.report.open', { id })).voidedAt).not.toBeNull()
  expect((await therapist.fails('pelvic.assessment.prepare', { fileId: otherId, reportId: id })).code).toBe('not-found')
  expect((await therapist.fails('pelvic.assessment.save', { row: pelvicAssessmentRow(otherId, { reportId: id, complaints: 'none' }) as never })).fields?.map(one => one.message.key)).toContain('pelvicAssessment.report')
  expect((await therapist.fails('pelvic.report.decide', await decide(id, { fileId: otherId }))).code).toBe('edit-conflict')
})

test('a report that names nobody shows the woman on whose page it was read, or whom it was given to, among those it may be of', async () => {
  const id = await read('快速收缩最大值,37.5')
  const shown = async (of: object = {}) => (await therapist.call('pelvic.report.open', { id, ...of })).candidates.map(one => [one.fileId, one.name, one.by])
  expect(await shown()).toEqual([])
  expect(await shown({ fileId: otherId })).toEqual([[otherId, '盆底乙', null]])
  await therapist.call('pelvic.report.decide', await decide(id, { state: 'kept', fileId: otherId }))
  expect(await shown()).toEqual([[otherId, '盆底乙', null]])
})

test('what is not used says why; what is only kept lies in the file; a closed file takes no figures', async () => {
  const id = await read(lines('盆底甲', '后静息均值,2'))
  expect((await therapist.fails('pelvic.report.decide', await decide(id, { state: 'rejected' }))).fields?.[0]).toMatchObject({ path: 'reason' })
  await therapist.call('pelvic.report.decide', await decide(id, { state: 'rejected', reason: '检测时探头脱落' }))
  expect((await therapist.call('pelvic.report.list', { state: 'rejected' })).rows).toMatchObject([{ reason: '检测时探头脱落', fileId: null }])
  await therapist.call('pelvic.report.decide', await decide(id, { state: 'kept' }))
  expect((await therapist.call('pelvic.report.open', { id })).state).toBe('kept')
  const stored = await desk.database.kysely.selectFrom('pelvicFile').select('rev').where('id', '=', fileId).executeTakeFirstOrThrow()
  await desk.database.write(trx => trx.updateTable('pelvicFile').set({ state: 'closed', closedDay: '2026-03-09' as never, rev: stored.rev }).where('id', '=', fileId).execute())
  expect((await therapist.fails('pelvic.report.decide', await decide(id, {}))).fields?.[0]?.message.key).toBe('pelvic.fileClosed')
  // Nor does it let one out.
  expect((await therapist.fails('pelvic.report.void', { id, rev: (await therapist.call('pelvic.report.open', { id })).rev, reason: '读错了文件' })).fields?.[0]?.message.key).toBe('pelvic.fileClosed')
})

test('a watched folder is looked into where the workstation names it: each whole file once, nothing moved', async () => {
  const folder = join(desk.ports.folders.data, 'emg')
  const keeper = await desk.as('zhuren', ['administrator'])
  const look = async () => { const { read: came, refused, problem: closed } = await therapist.call('pelvic.report.watch', null); return [came.map(one => one.fileName), refused.map(one => one.problem.key), closed?.key ?? null] }
  expect(await therapist.call('pelvic.report.watch', null)).toEqual({ folder: null, problem: null, read: [], refused: [] })
  await keeper.call('device.saveSettings', { ...await keeper.call('device.settings', null), pelvicReports: { folder } })
  expect(await look()).toEqual([[], [], 'pelvicReport.noFolder'])
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '看.csv'), lines('看一'))
  writeFileSync(join(folder, '说明.doc'), 'x')
  expect(await look()).toEqual([[], [], null])
  expect(await look()).toEqual([['看.csv'], [], null])
  writeFileSync(join(folder, '再看.csv'), lines('看一'))
  await look()
  // The same bytes under another name were taken.
  expect(await look()).toEqual([[], [], null])
  expect(readdirSync(folder).toSorted()).toEqual(['再看.csv', '看.csv', '说明.doc'].toSorted())
})

/** The formats of a test instead of the shipped one, and the instruments that write them. */
async function withFormats(formats: readonly { readonly name: string; readonly labels: ReportFormat['labels'] }[], devices: readonly Record<string, unknown>[], run: (deviceIds: string[]) => Promise<void>): Promise<void> {
  const save = async (value: unknown): Promise<unknown> => therapist.call('setting.save', { key: 'pelvicReportFormats', rev: (await therapist.call('setting.get', { key: 'pelvicReportFormats' })).rev, value } as never)
  const shipped = (await therapist.call('setting.get', { key: 'pelvicReportFormats' })).value
  await save({ formats: formats.map(one => ({ ...REPORT_FORMATS_DEFAULT.formats[0]!, ...one })) })
  const ids: string[] = []
  for (const device of devices) ids.push((await insist(therapist, 'pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', ...device }) as never })).id)
  try {
    await run(ids)
  } finally {
    for (const id of ids) await therapist.call('pelvic.place.void', { id, rev: 1, reason: '测试结束' })
    await save(shipped)
  }
}
const name = ['姓名']
const liftedBy = async (content: string) => { const { format, lifted, faults } = await therapist.call('pelvic.report.open', { id: await read(content) }); return [format, lifted, faults] }

test('of two devices whose formats share a label each report is read by the one that knows most of it, before any format no device in use writes', async () => {
  const other = { name: '谁也不用的格式', labels: { name, preRestUv: ['静息'], fastUv: ['快肌'], tonicUv: ['慢肌'], enduranceUv: ['耐力'] } }
  const formats = [other, { name: '甲机', labels: { name, preRestUv: ['静息'], fastUv: ['快肌'], postRestUv: ['后静息'] } }, { name: '乙机', labels: { name, tonicUv: ['静息'], enduranceUv: ['耐力'], padDryG: ['干重'] } }, { name: '丙机', labels: { name, fastUv: ['静息'] } }]
  await withFormats(formats, [{ name: '仪器甲', reportFormat: '甲机' }, { name: '仪器乙', reportFormat: '乙机' }, { name: '仪器丙', reportFormat: '丙机' }, { name: '停用的', reportFormat: '谁也不用的格式', isRetired: true }], async () => {
    expect(await liftedBy('姓名,共甲\n静息,3\n快肌,36\n慢肌,20\n耐力,21')).toEqual([null, {}, expect.stringContaining('甲机、乙机 都认得这份报告,程序不猜')])
    expect(await liftedBy('姓名,共乙\n静息,3\n快肌,36')).toEqual(['甲机', { preRestUv: 3, fastUv: 36 }, null])
    expect(await liftedBy('姓名,共丙\n静息,3\n耐力,21\n干重,5')).toEqual(['乙机', { tonicUv: 3, enduranceUv: 21, padDryG: 5 }, null])
    // As many labels of both: the one that has all of its own.
    expect(await liftedBy('姓名,共丁\n静息,3')).toEqual(['丙机', { fastUv: 3 }, null])
    // No device in use writes what is left.
    expect(await liftedBy('姓名,共戊\n慢肌,20')).toEqual(['谁也不用的格式', { tonicUv: 20 }, null])
  })
})

test('a therapist reads a report again by another format: figures, name and proposals are its own, and it waits anew', async () => {
  const formats = [{ name: '甲机', labels: { name, fastUv: ['快肌'] } }, { name: '乙机', labels: { name: ['受检者'], tonicUv: ['快肌'] } }, { name: '别的', labels: { padDryG: ['干重'] } }]
  await withFormats(formats, [{ name: '仪器甲', reportFormat: '甲机' }], async () => {
    const id = await read('姓名,无此人\n受检者,盆底乙\n快肌,36')
    const open = () => therapist.call('pelvic.report.open', { id })
    const lift = async (format: string) => ({ id, rev: (await open()).rev, format })
    expect(await open()).toMatchObject({ format: '甲机', name: '无此人', lifted: { fastUv: 36 }, candidates: [], formats: [{ name: '甲机', devices: ['仪器甲'] }, { name: '乙机', devices: [] }, { name: '别的', devices: [] }] })
    await therapist.call('pelvic.report.decide', await decide(id, { fileId: otherId, reason: '乙送来', measuredDay: '2026-03-09' }))
    await therapist.call('pelvic.report.lift', await lift('乙机'))
    expect(await open()).toMatchObject({ format: '乙机', name: '盆底乙', lifted: { tonicUv: 36 }, state: 'waiting', fileId: null, candidates: [{ fileId: otherId, by: 'name' }] })
    expect((await open()).lifted).not.toHaveProperty('fastUv')
    // What cannot be says so at the field and leaves the report as it is.
    for (const [format, key] of [['别的', 'pelvicReport.notThis'], ['不存在', 'pelvicPlace.unknownFormat']] as const) expect((await therapist.fails('pelvic.report.lift', await lift(format))).fields).toMatchObject([{ path: 'format', message: { key } }])
    expect((await therapist.fails('pelvic.report.lift', { ...await lift('甲机'), rev: 1 })).code).toBe('edit-conflict')
    await therapist.call('pelvic.report.decide', await decide(id, { fileId: otherId, measuredDay: '2026-03-09' }))
    const assessment = await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(otherId, { reportId: id, complaints: 'none' }) as never })
    expect((await therapist.fails('pelvic.report.lift', await lift('甲机'))).fields?.[0]?.message.key).toBe('pelvicReport.used')
    await therapist.call('pelvic.assessment.void', { ...assessment, reason: '测试结束' })
  })
})

test('the figures of a report are held against the references of the device that writes its format, whatever was used last', async () => {
  const formats = [{ name: '甲机', labels: { name, fastUv: ['快肌'] } }, { name: '乙机', labels: { name, fastUv: ['快肌'], tonicUv: ['慢肌'] } }, { name: '两台', labels: { name, fastUv: ['快速'] } }, { name: '没有设备', labels: { name, fastUv: ['快'] } }, { name: '称', labels: { name, padDryG: ['干重'] } }]
  const devices = [{ name: '仪器甲', reportFormat: '甲机', fastMinUv: 40 }, { name: '仪器乙', reportFormat: '乙机', fastMinUv: 20 }, { name: '三', reportFormat: '两台' }, { name: '四', reportFormat: '两台' }, { name: '秤', reportFormat: '称' }]
  await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(otherId, 'assessment') as never })
  await withFormats(formats, devices, async ([first, second, third]) => {
    const last = await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(otherId, { day: '2026-03-03', deviceId: first!, fastUv: 30, complaints: 'none' }) as never })
    const prepare = async (content: string) => {
      const id = await read(content)
      await therapist.call('pelvic.report.decide', await decide(id, { fileId: otherId, measuredDay: '2026-03-09' }))
      return (await therapist.call('pelvic.assessment.prepare', { fileId: otherId, reportId: id })).row as Record<string, unknown>
    }
    const judged = async (row: object) => { const { found, issues } = await therapist.call('pelvic.assessment.evaluate', { fileId: otherId, row: row as never }); return [found.emgFastMinUv, issues.flatMap(({ path, message: { key } }) => path === 'deviceId' ? key : [])] }
    const ofSecond = await prepare('姓名,盆底乙\n快肌,30\n慢肌,25')
    expect(ofSecond.deviceId).toBe(second)
    expect(await judged(ofSecond)).toEqual([20, []])
    expect(await judged({ ...ofSecond, deviceId: first })).toEqual([40, ['pelvicAssessment.otherDevice']])
    const ofTwo = await prepare('姓名,盆底乙\n快速,30')
    expect(ofTwo.deviceId).toBeNull()
    expect(await judged(ofTwo)).toEqual([35, ['pelvicAssessment.whichDevice']])
    expect(await judged({ ...ofTwo, deviceId: third })).toEqual([35, []])
    const ofNone = await prepare('姓名,盆底乙\n快,30')
    expect([ofNone.deviceId, ...await judged(ofNone)]).toEqual([null, 35, []])
    // What was measured without muscle activity goes on with the device of the clinic.
    expect((await prepare('姓名,盆底乙\n干重,5')).deviceId).toBe(first)
    await therapist.call('pelvic.assessment.void', { ...last, reason: '测试结束' })
  })
})

test('a device takes a format that exists; one that was removed is refused by name when the device is saved again, not once it is out of use', async () => {
  const device = (change: object) => ({ row: pelvicPlaceRow({ kind: 'device', name: '仪器丙', reportFormat: '丙机', ...change }) as never })
  expect((await therapist.fails('pelvic.place.save', device({}))).fields).toMatchObject([{ path: 'reportFormat', level: 'block', message: { key: 'pelvicPlace.unknownFormat', params: { format: '丙机' } } }])
  let [id, rev] = ['', 0]
  await withFormats([{ name: '丙机', labels: { name, fastUv: ['快肌'] } }], [], async () => { ({ id, rev } = await therapist.call('pelvic.place.save', device({}))) })
  expect((await therapist.fails('pelvic.place.save', { id, rev, ...device({ capacity: 2 }) })).fields?.map(({ path }) => path)).toEqual(['reportFormat'])
  await therapist.call('pelvic.place.save', { id, rev, ...device({ isRetired: true }) })
})

test('formats are the therapists’ to change, and a changed one reads what the first could not', async () => {
  const { rev } = await therapist.call('setting.get', { key: 'pelvicReportFormats' })
  const own = { ...REPORT_FORMATS_DEFAULT.formats[0]!, name: '本院格式', labels: { name: ['Name'], fastUv: ['Fast'] } }
  await therapist.call('setting.save', { key: 'pelvicReportFormats', rev, value: { formats: [...REPORT_FORMATS_DEFAULT.formats, own] } })
  expect(await therapist.call('pelvic.report.open', { id: await read('Name,盆底甲\nFast,36') })).toMatchObject({ format: '本院格式', lifted: { fastUv: 36 } })
  const keeper = await desk.as('guanli', ['administrator'])
  expect((await keeper.fails('setting.save', { key: 'pelvicReportFormats', rev: rev + 1, value: REPORT_FORMATS_DEFAULT })).code).toBe('forbidden')
})

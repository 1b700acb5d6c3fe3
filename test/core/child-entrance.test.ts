import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entranceExam } from '../../domain/modules/child/entrance-exam.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { idNumberCheckDigit } from '../../domain/rule/id-number.ts'
import { checkUp, openCase, registerChild } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

const DIGITS = '零一二三四五六七八九'
const number = (birthDay: string, serial: number): string => {
  const first = `430421${birthDay.replaceAll('-', '')}${String(serial).padStart(2, '0')}1`
  return first + idNumberCheckDigit(first)
}
async function book(rows: readonly (readonly unknown[])[], name = '小一班.xlsx'): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('名单').addRows(rows as unknown[][])
  const path = join(desk.ports.folders.data, '..', name)
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()))
  desk.ports.dialogs.chooseFile = async () => path
}
async function exam(fileId: string, row: Record<string, unknown> = {}): Promise<{ id: string; rev: number }> {
  const prepared = await doctor.call('child.entranceExam.prepare', { fileId })
  return insist(doctor, 'child.entranceExam.save', { row: { ...emptyRow(entranceExam), ...prepared.row, kindergarten: '红星幼儿园', className: '小一班', weightKg: 15, lengthCm: 98, position: 'H', skin: '1', heartAndLungs: '1', haemoglobinGPerL: 120, result: '未见异常', opinion: 'fit', ...row } as never })
}
const r29 = (fileId: string) => desk.database.kysely.selectFrom('childDue').select(['dueDay', 'windowEnd']).where('fileId', '=', fileId).where('ruleId', '=', 'R29').execute()

describe('a class list', () => {
  test('of 30 with two strangers and one row twice: 27 are recognised, nothing is guessed', async () => {
    const days = Array.from({ length: 27 }, (_, index) => `2022-0${1 + index % 9}-1${index % 10}`)
    const rows: unknown[][] = [['红星幼儿园小一班名单'], ['序号', '姓 名', '性别', '出生日期', '身份证号码', '班级']]
    for (const [index, day] of days.entries()) {
      const name = `班${DIGITS[Math.floor(index / 10)]}${DIGITS[index % 10]}`
      const idNumber = index % 3 === 0 ? number(day, index) : null
      await registerChild(doctor, name, day, {}, idNumber ? { idType: '01', idNumber, noDocumentReason: null, ethnicGroup: '01' } : {})
      // Every third by its number alone, the others by name and day, some of them as the spreadsheet's own dates.
      rows.push([index + 1, name, '男', idNumber ? '' : index % 3 === 1 ? new Date(`${day}T00:00:00Z`) : day.replaceAll('-', '/'), idNumber ?? '', '小一班'])
    }
    rows.push([28, '生面孔', '女', '2022-05-05', '', '小一班'], [29, '班零零', '男', '2022-05-06', '', '小一班'], [30, '班零一', '男', days[1], '', '小一班'])
    await book(rows)
    const list = (await doctor.call('child.entrance.import', null))!
    expect(list.fileName).toBe('小一班.xlsx')
    expect(list.counts).toEqual({ matched: 27, unknown: 2, duplicate: 1 })
    expect(list.rows.filter(row => row.state !== 'matched')).toMatchObject([
      { line: 30, name: '生面孔', state: 'unknown', childId: null }, { line: 31, name: '班零零', state: 'unknown', fileId: null }, { line: 32, name: '班零一', state: 'duplicate', reason: { params: { line: 4 } }, childId: null },
    ])
    expect(new Set(list.rows.filter(row => row.state === 'matched').map(row => row.fileId)).size).toBe(27)
    await exam(list.rows[0]!.fileId!)
    expect((await doctor.call('child.entrance.import', null))!.rows[0]).toMatchObject({ lastExamDay: '2026-03-10', lastOpinion: 'fit' })
  })

  test('two children of one name and birth day, each with a number, are two children; without a number the second is a repeated row', async () => {
    const numbered = (name: string, serial: number) => registerChild(doctor, name, '2021-03-04', {}, { idType: '01', idNumber: number('2021-03-04', serial), noDocumentReason: null, ethnicGroup: '01' })
    await numbered('王同名', 41)
    // Registered under another name first: two of one name are only ever asked about.
    const { childId } = await numbered('王另名', 42)
    await desk.database.write(async trx => { await trx.updateTable('person').set({ name: '王同名' }).where('id', '=', childId).execute() })
    await book([['姓名', '出生日期', '身份证号'], ['王同名', '2021-03-04', number('2021-03-04', 41)], ['王同名', '2021-03-04', number('2021-03-04', 42)], ['王同名', '2021-03-04', '']])
    const { rows } = (await doctor.call('child.entrance.import', null))!
    expect(rows.map(row => row.state)).toEqual(['matched', 'matched', 'duplicate'])
    expect(new Set(rows.slice(0, 2).map(row => row.fileId)).size).toBe(2)
  })

  test('what does not agree is shown, never decided: another name or sex, another number, two of a kind, a wrong number, no file', async () => {
    const id = number('2021-05-05', 90)
    await registerChild(doctor, '王有证', '2021-05-05', {}, { idType: '01', idNumber: id, noDocumentReason: null, ethnicGroup: '01' })
    const named = { nationality: 'CHN', noDocumentReason: 'newborn' }
    const { person } = await import('../../domain/modules/people/person.record.ts')
    const register = async (name: string) => { await doctor.call('person.save', { row: { ...emptyRow(person), name, sex: '2', birthDay: '2021-06-06', ...named } as never, confirmations: [{ path: 'name', key: 'person.sameNameAndBirth', reason: '双胞胎' }] }) }
    await register('李双双')
    await register('李双双')
    await register('赵无档')
    await book([['姓名', '性别', '出生日期', '身份证号'], ['王改名', '男', '', id], ['王有证', '女', '2021-05-05', ''], ['李双双', '女', '2021-06-06', ''], ['赵无档', '女', '2021-06-06', number('2021-06-06', 11)], ['错号码', '男', '', '430421202105059999'], ['没线索', '男', '', '']])
    const { rows } = (await doctor.call('child.entrance.import', null))!
    expect(rows.map(row => [row.name, row.state, row.reason?.key])).toEqual([
      ['王改名', 'differs', 'classList.nameDiffers'], ['王有证', 'differs', 'classList.sexDiffers'], ['李双双', 'ambiguous', 'classList.ambiguous'], ['赵无档', 'noFile', 'classList.noFile'],
      ['错号码', 'unreadable', 'classList.wrongNumber'], ['没线索', 'unreadable', 'classList.nothingToFind'],
    ])
    await book([['姓名', '班级'], ['甲', '小一班']])
    expect((await doctor.fails('child.entrance.import', null)).fields).toMatchObject([{ path: 'file', message: { key: 'classList.headings' } }])
    desk.ports.dialogs.chooseFile = async () => null
    expect(await doctor.call('child.entrance.import', null)).toBeNull()
  })
})

describe('an entrance examination', () => {
  test('is valid for three months (R29) until the child enters; a yearly check asks for nothing', async () => {
    const { fileId } = await registerChild(doctor, '入园儿', '2022-09-01', { kindergarten: '蓝天幼儿园' })
    const { id, rev } = await exam(fileId)
    const stored = await doctor.call('child.entranceExam.get', { id })
    expect(stored).toMatchObject({ validUntil: '2026-06-10', number: expect.stringMatching(/^RY2026\d{6}$/) as string, lengthGrade: 'middle', evaluatedBy: expect.stringContaining('WS/T 423') as string })
    expect(await r29(fileId)).toEqual([{ dueDay: '2026-06-03', windowEnd: '2026-06-10' }])
    const values = Object.fromEntries(Object.keys(entranceExam.fields).map(name => [name, (stored as unknown as Record<string, unknown>)[name]]))
    await doctor.call('child.entranceExam.save', { id, rev, row: { ...values, enteredDay: '2026-03-10' } as never })
    expect(await r29(fileId)).toEqual([])
    const yearly = await registerChild(doctor, '年检儿', '2021-09-01')
    await exam(yearly.fileId, { purpose: 'yearly' })
    expect(await r29(yearly.fileId)).toEqual([])
  })

  test('暂缓 needs its reason and gives no validity; 可以入园 against a raised ALT is asked about', async () => {
    const { fileId } = await registerChild(doctor, '暂缓儿', '2022-09-01')
    const row = { ...emptyRow(entranceExam), fileId, purpose: 'newEntrant', examDay: '2026-03-10', result: 'ALT 升高', opinion: 'postponed', doctorName: '陈医生', altUPerL: 88, altLimitUPerL: 40 }
    const failed = await doctor.fails('child.entranceExam.save', { row: row as never })
    expect(failed.fields!.map(issue => issue.message.key)).toContain('entrance.postponedReason')
    const asked = await doctor.fails('child.entranceExam.save', { row: { ...row, altUPerL: 48, opinion: 'fit' } as never })
    expect(asked).toMatchObject({ code: 'confirm', fields: [{ path: 'opinion', message: { key: 'child.postponeAlt', params: { value: 48, limit: 40 } } }] })
    const { id } = await insist(doctor, 'child.entranceExam.save', { row: { ...row, postponedReason: '转氨酶升高,治疗后复查' } as never })
    expect(await doctor.call('child.entranceExam.get', { id })).toMatchObject({ validUntil: null })
    expect((await doctor.call('child.case.ofFile', { fileId })).exams).toMatchObject([{ opinion: 'postponed', isValid: false }])
  })

  test('a class gets its results as a workbook and each child its form', async () => {
    const { fileId } = await registerChild(doctor, '成绩儿', '2022-09-01')
    const { id } = await exam(fileId, { kindergarten: '绿叶幼儿园', visionRight: 0.8, visionLeft: 0.6, teethCount: 20, cariesCount: 1 })
    const made = await doctor.call('child.entrance.results', { kindergarten: '绿叶幼儿园' })
    expect(made).toMatchObject({ rows: 1, fileName: '入园体检结果名单-2026-03-10.xlsx' })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(Buffer.from(made.base64, 'base64') as never)
    const cells = (workbook.worksheets[0]!.getRow(2).values as unknown[]).map(String)
    for (const words of ['绿叶幼儿园', '成绩儿', '98.0', '0.8/0.6', '20/1', '可以入园', '2026-06-10']) expect(cells).toContain(words)
    expect((await doctor.call('child.entrance.list', { className: '小一班', kindergarten: '绿叶幼儿园' })).rows).toMatchObject([{ childName: '成绩儿', isValid: true }])
    const { html, issues } = await doctor.call('child.sheet.preview', { what: 'entrance', id })
    expect(issues).toEqual([])
    for (const words of ['儿童入园（所）健康检查表', '成绩儿', '绿叶幼儿园', '2026-06-10']) expect(html).toContain(words)
    await doctor.call('child.sheet.print', { what: 'entrance', id, printerName: 'PDF' })
    await doctor.call('child.sheet.pdf', { what: 'entrance', id })
    expect([desk.ports.printed.at(-1)!.html, desk.ports.madePdfs.at(-1)]).toEqual([html, html])
  })

  test('a handout is for the age and, with a file, for the child', async () => {
    const { fileId } = await registerChild(doctor, '指导儿', '2025-09-10')
    const { html, issues } = await doctor.call('child.handout.preview', { contact: 'month6', fileId, paper: 'A5' })
    expect(issues).toEqual([])
    expect(html).toContain('指导儿')
    expect(html).toContain('儿童保健指导 · 6月龄')
    expect(await doctor.call('child.handout.print', { contact: 'month6', paper: 'A4', printerName: 'PDF' })).toEqual({ outcome: 'sent' })
    expect(desk.ports.printed.at(-1)).toMatchObject({ pageWidthMm: 210, pageHeightMm: 297 })
    await doctor.call('child.handout.print', { contact: 'month6', fileId, paper: 'A5', printerName: 'PDF' })
    await doctor.call('child.handout.pdf', { contact: 'month6', fileId, paper: 'A5' })
    expect([desk.ports.printed.at(-1)!.html, desk.ports.madePdfs.at(-1)]).toEqual([html, html])
  })
})

describe('what an entrance examination finds', () => {
  test('at 5 years 30 kg, 110 cm, Hb 85 and vision 0.3: the cases are proposed, the curve has its point, the 5岁 check-up of that day is not typed again', async () => {
    const { fileId } = await registerChild(doctor, '入园体检', '2021-03-01', {}, { sex: '1' })
    await exam(fileId, { weightKg: 30, lengthCm: 110, haemoglobinGPerL: 85, visionRight: 0.3, visionLeft: 0.4, teethCount: 20, cariesCount: 2 })
    const { proposals } = await doctor.call('child.case.propose', { fileId })
    expect(proposals.map(one => [one.kind, one.severe, one.day])).toEqual([['anaemia', false, '2026-03-10'], ['obesity', true, '2026-03-10']])
    expect(proposals[0]!.row).toMatchObject({ startHaemoglobinGPerL: 85, anaemiaDegree: 'moderate', startWeightKg: 30, startLengthCm: 110 })
    expect(proposals[1]!.row).toMatchObject({ statuses: 'severelyObese', startWeightKg: 30 })
    const { points } = await doctor.call('child.growth.curve', { fileId, standard: 'wst423', indicator: 'wfa', lines: 'sd' })
    expect(points.filter(point => point.day === '2026-03-10')).toMatchObject([{ measured: 30 }])
    const prepared = await doctor.call('child.visit.prepare', { fileId, contact: 'year5' })
    const measured = { weightKg: 30, lengthCm: 110, position: 'H', haemoglobinGPerL: 85, visionRight: 0.3, visionLeft: 0.4, teethCount: 20, cariesCount: 2 }
    expect(prepared.row).toMatchObject(measured)
    expect(prepared.sameDay.toSorted()).toEqual(Object.keys(measured).toSorted())
    // On another day nothing of it is carried.
    expect((await doctor.call('child.visit.prepare', { fileId, contact: 'year5', visitDay: '2026-03-09' })).sameDay).toEqual([])
    // The doctor's no to the finding holds for the check-up that was filled from it.
    await doctor.call('child.caseDecline.save', { row: { fileId, kind: 'anaemia', basis: proposals[0]!.basis, day: '2026-03-10', doctorName: '陈医生', note: '已在外院治疗' } as never })
    await checkUp(doctor, fileId, { ...prepared.row, contact: 'year5' })
    expect((await doctor.call('child.case.propose', { fileId })).proposals.map(one => one.kind)).toEqual(['obesity'])
    expect((await doctor.call('child.growth.curve', { fileId, standard: 'wst423', indicator: 'wfa', lines: 'sd' })).points.filter(point => point.day === '2026-03-10')).toHaveLength(1)
  })

  test('is a look at the open cases of the child too', async () => {
    const { fileId } = await registerChild(doctor, '入园复查', '2021-03-01')
    const caseId = await openCase(doctor, fileId, 'anaemia', { openedDay: '2026-01-08', treatmentStartedDay: '2026-01-08', ironMgPerDay: 20, startHaemoglobinGPerL: 92 })
    await exam(fileId, { weightKg: 18, lengthCm: 110, haemoglobinGPerL: 93 })
    expect((await doctor.call('child.case.open', { id: caseId })).referral).toMatchObject({ reason: { key: 'childCase.referNoImprovement', params: { rise: 1 } } })
  })
})

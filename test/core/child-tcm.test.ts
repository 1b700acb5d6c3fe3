import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entranceExam } from '../../domain/modules/child/entrance-exam.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { checkUp, registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

const words = (html: string): string => html.replace(/<[^>]+>/g, '').replace(/\s+/g, '')

describe('中医药健康管理 on paper', () => {
  test('传授 names its technique of the age, each column its visit; what was not done is an empty column', async () => {
    const { fileId } = await registerChild(doctor, '中医', '2024-09-05')
    await checkUp(doctor, fileId, { contact: 'month6', visitDay: '2025-03-07', weightKg: 7.8, lengthCm: 67, tcmServices: '1,3', nextVisitDay: '2025-05-05' })
    await checkUp(doctor, fileId, { contact: 'month12', visitDay: '2025-09-08', weightKg: 9.6, lengthCm: 76 })
    await checkUp(doctor, fileId, { contact: 'month18', visitDay: '2026-03-09', weightKg: 10.9, lengthCm: 82, tcmServices: '2,4', tcmNote: '耳穴压豆' })
    const { html, issues } = await doctor.call('child.paper.preview', { fileId, what: 'tcm6to18' })
    expect(issues.filter(issue => issue.level === 'block')).toEqual([])
    const text = words(html)
    expect(text).toContain('6～18月龄儿童中医药健康管理服务记录表')
    expect(text.match(/3传授摩腹、捏脊/g)).toHaveLength(2)
    expect(text.match(/3传授按揉迎香穴、足三里穴/g)).toHaveLength(1)
    expect(text).toContain('4其他:耳穴压豆')
    expect([text.includes('2025-03-07'), text.includes('2025-05-05'), text.includes('2025-09-08'), text.includes('2026-03-09')]).toEqual([true, true, false, true])
    const older = words((await doctor.call('child.paper.preview', { fileId, what: 'tcm24to36' })).html)
    expect([older.match(/3传授按揉迎香穴、足三里穴/g)?.length, older.match(/3传授按揉四神聪穴/g)?.length]).toEqual([1, 2])
  })

  test('the handout of the age names what is taught, and says nothing where nothing is', async () => {
    const handout = async (contact: 'month6' | 'month8' | 'month30') => words((await doctor.call('child.handout.preview', { contact, paper: 'A5' })).html)
    expect(await handout('month6')).toContain('摩腹、捏脊')
    expect(await handout('month30')).toContain('按揉四神聪穴')
    expect(await handout('month8')).not.toContain('中医')
  })
})

describe('离园返园', () => {
  const exam = (fileId: string, row: object) => ({ ...emptyRow(entranceExam), fileId, purpose: 'returning', examDay: '2026-03-10', kindergarten: '红星幼儿园', result: '未见异常', opinion: 'fit', doctorName: '陈医生', ...row })
  const asked = async (fileId: string, row: object) => (await doctor.fails('child.entranceExam.save', { row: exam(fileId, row) as never })).fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)

  test('away for three months needs an examination as 返园, less does not; either way the wrong kind is asked about', async () => {
    const { fileId } = await registerChild(doctor, '返园', '2021-09-01')
    expect(await asked(fileId, {})).toEqual(['warn lastAttendedDay entrance.lastAttended'])
    expect(await asked(fileId, { lastAttendedDay: '2025-12-11' })).toEqual(['warn purpose entrance.notAwayLong'])
    expect(await asked(fileId, { purpose: 'yearly', lastAttendedDay: '2025-12-10' })).toEqual(['warn purpose entrance.awayLong'])
    expect(await asked(fileId, { lastAttendedDay: '2026-03-11' })).toEqual(['block lastAttendedDay entrance.attendedAfter'])
    const { id } = await doctor.call('child.entranceExam.save', { row: exam(fileId, { lastAttendedDay: '2025-12-10' }) as never })
    expect(await doctor.call('child.entranceExam.get', { id })).toMatchObject({ lastAttendedDay: '2025-12-10', validUntil: '2026-06-10' })
    // Who never left is asked nothing.
    await doctor.call('child.entranceExam.save', { row: exam(fileId, { purpose: 'yearly' }) as never })
  })
})

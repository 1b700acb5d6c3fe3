import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KUPPERMAN_ITEM } from '../../domain/code/maternal-care.ts'
import { menopauseVisit } from '../../domain/modules/women/menopause.record.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { adolescentRow, M29, menopauseFileRow, menopauseVisitRow, registerWoman, screeningRow } from '../support/women-scene.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('fubao', ['womenCare'], '周医生')
})
afterAll(() => desk.close())

let count = 0
const woman = (birthDay: string, self: Record<string, unknown> = {}): Promise<string> => registerWoman(doctor, `更${'甲乙丙丁戊己庚辛壬癸'[count++ % 10]}${'子丑寅卯辰巳午未'[Math.floor(count / 10)]}`, birthDay, self)
type Saved = 'women.menopauseFile.save' | 'women.menopauseVisit.save' | 'women.adolescentVisit.save'
const keysOf = async (name: Saved, row: Record<string, unknown>): Promise<string[]> => (await doctor.fails(name, { row } as never)).fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)

describe('更年期', () => {
  const file = async (birthDay = '1974-03-02', row: Record<string, unknown> = {}): Promise<{ womanId: string; fileId: string }> => {
    const womanId = await woman(birthDay)
    return { womanId, fileId: (await insist(doctor, 'women.menopauseFile.save', { row: menopauseFileRow(womanId, row) })).id }
  }
  const visit = async (of: { womanId: string; fileId: string }, row: Record<string, unknown> = {}): Promise<string> => (await insist(doctor, 'women.menopauseVisit.save', { row: menopauseVisitRow(of.womanId, of.fileId, row) })).id

  test('M-29: 13 items make 28 points, moderate; the body mass index and what is known of the cervix beside it', async () => {
    const of = await file()
    await insist(doctor, 'women.cancerScreening.save', { row: screeningRow(of.womanId, { screeningDay: '2026-02-01', hpvResult: 'type16or18' }) })
    const id = await visit(of, { ...M29, heightCm: 160, weightKg: 60 })
    expect(await doctor.call('women.menopauseVisit.get', { id })).toMatchObject({ score: 28, grade: 'moderate', bmi: 23.44, cervicalStatus: '2026-02-01 筛查:阴道镜检查' })
  })

  test('all items at three are 63 and severe; the limits of the grades come from the setting', async () => {
    const of = await file()
    const all = (severity: string) => Object.fromEntries(KUPPERMAN_ITEM.values.map(item => [item, severity]))
    expect(await doctor.call('women.menopauseVisit.get', { id: await visit(of, all('3')) })).toMatchObject({ score: 63, grade: 'severe' })
    expect(await doctor.call('women.menopauseVisit.get', { id: await visit(of, { ...all('0'), visitDay: '2026-03-03' }) })).toMatchObject({ score: 0, grade: 'normal' })
    const chief = await desk.as('zhuren', ['administrator'])
    const { value, rev } = await chief.call('setting.get', { key: 'maternalRules' })
    await chief.call('setting.save', { key: 'maternalRules', rev, value: { ...value as object, kuppermanMildMax: 28 } } as never)
    expect(await doctor.call('women.menopauseVisit.get', { id: await visit(of, { ...M29, visitDay: '2026-03-04' }) })).toMatchObject({ score: 28, grade: 'mild' })
    const now = await chief.call('setting.get', { key: 'maternalRules' })
    await chief.call('setting.save', { key: 'maternalRules', rev: now.rev, value } as never)
  })

  test('some of the items are no score: the missing one is named; none at all is a visit without one', async () => {
    const of = await file()
    expect(await keysOf('women.menopauseVisit.save', menopauseVisitRow(of.womanId, of.fileId, { ...M29, sexual: null }))).toEqual(['block sexual menopause.partly'])
    expect(await doctor.call('women.menopauseVisit.get', { id: await visit(of) })).toMatchObject({ score: null, grade: null, cervicalStatus: '本院无两癌筛查记录' })
  })

  test('a second file, a young woman, another woman\'s file, a second visit of a day', async () => {
    const of = await file()
    expect(await keysOf('women.menopauseFile.save', menopauseFileRow(of.womanId))).toEqual(['block womanId menopause.exists'])
    expect((await doctor.call('women.menopauseFile.prepare', { womanId: of.womanId })).existingId).toBe(of.fileId)
    expect(await keysOf('women.menopauseFile.save', menopauseFileRow(await woman('1986-03-03')))).toEqual(['warn openedDay menopause.age'])
    expect(await keysOf('women.menopauseFile.save', menopauseFileRow(await woman('1974-03-02', { sex: '1' })))).toEqual(['block womanId women.isMan'])
    expect(await keysOf('women.menopauseVisit.save', menopauseVisitRow(await woman('1974-03-02'), of.fileId))).toEqual(['block fileId menopause.otherFile'])
    await visit(of)
    expect(await keysOf('women.menopauseVisit.save', menopauseVisitRow(of.womanId, of.fileId))).toEqual(['block visitDay menopause.sameDay'])
  })

  test('hormones ask for a scheme, a next day and, where the file warns, for a word about it', async () => {
    const of = await file('1974-03-02', { hormoneCaution: '子宫内膜癌史' })
    expect(await keysOf('women.menopauseVisit.save', menopauseVisitRow(of.womanId, of.fileId, { hormoneConsent: '1' }))).toEqual(['block hormoneScheme menopause.scheme', 'block nextVisitDay menopause.hormoneNext', 'warn advice menopause.caution'])
    await visit(of, { hormoneConsent: '1', hormoneScheme: '4', nextVisitDay: '2026-06-01', advice: '请妇科会诊' })
    // The next visit goes on with what she takes, by the interval of hormones.
    expect((await doctor.call('women.menopauseVisit.prepare', { fileId: of.fileId })).row).toMatchObject({ hormoneConsent: '1', hormoneScheme: '4', nextVisitDay: '2026-06-08' })
    expect((await doctor.call('women.menopauseVisit.prepare', { fileId: (await file()).fileId })).row).toMatchObject({ hormoneConsent: '0', nextVisitDay: '2026-09-06' })
  })

  test('the list of who is due goes by the last visit; who takes hormones has a list of her own', async () => {
    const hormones = await file()
    await visit(hormones, { visitDay: '2025-12-01', hormoneConsent: '1', hormoneScheme: '3', nextVisitDay: '2026-03-01' })
    const plain = await file()
    await visit(plain, { visitDay: '2025-12-01', nextVisitDay: '2026-03-17' })
    const later = await file()
    await visit(later, { visitDay: '2025-12-01', nextVisitDay: '2026-03-18' })
    const came = await file()
    await visit(came, { visitDay: '2025-12-01', nextVisitDay: '2026-03-01' })
    await visit(came, { visitDay: '2026-03-05', nextVisitDay: '2026-09-01' })
    await doctor.call('women.attempt.save', { row: { womanId: hormones.womanId, followUpId: null, day: '2026-03-05', outcome: 'noAnswer', about: null, callerName: '周医生', note: null } as never })
    const of = async (view: 'due' | 'hormone') => (await doctor.call('women.menopauseFile.list', { view })).rows.map(row => [row.id, row.isOverdue, row.attempts])
    expect(await of('due')).toEqual([[hormones.fileId, true, 1], [plain.fileId, false, 0]])
    expect(await of('hormone')).toEqual([[hormones.fileId, true, 1]])
    const { visits } = await doctor.call('women.menopauseFile.open', { id: came.fileId })
    expect(visits.map(one => one.visitDay)).toEqual(['2025-12-01', '2026-03-05'])
    // Voiding the later visit brings the former day back.
    await doctor.call('women.menopauseVisit.void', { id: visits[1]!.id, rev: visits[1]!.rev, reason: '登错了人' })
    expect((await of('due')).map(([id]) => id)).toContain(came.fileId)
  })

  test('a visit saved again keeps what was said of it then', async () => {
    const of = await file()
    const id = await visit(of, M29)
    const stored = await doctor.call('women.menopauseVisit.get', { id })
    await doctor.call('women.menopauseVisit.save', { id, rev: stored.rev, row: { ...valuesOf(menopauseVisit, stored), advice: '钙剂' } as never })
    expect(await doctor.call('women.menopauseVisit.get', { id })).toMatchObject({ score: 28, advice: '钙剂' })
  })
})

describe('青少年', () => {
  test('under 18 a guardian agrees by signature; at 18 nobody is asked', async () => {
    const girl = await woman('2010-03-02')
    expect(await keysOf('women.adolescentVisit.save', adolescentRow(girl, { guardianName: null, isConsentSigned: null }))).toEqual(['block guardianName adolescent.guardian', 'block isConsentSigned adolescent.consent'])
    expect(await keysOf('women.adolescentVisit.save', adolescentRow(girl, { isConsentSigned: false }))).toEqual(['block isConsentSigned adolescent.consent'])
    await doctor.call('women.adolescentVisit.save', { row: adolescentRow(girl) as never })
    const free = { guardianName: null, guardianRelation: null, isConsentSigned: null }
    await doctor.call('women.adolescentVisit.save', { row: adolescentRow(await woman('2008-03-02'), free) as never })
    expect(await keysOf('women.adolescentVisit.save', adolescentRow(await woman('2008-03-03'), free))).toContain('block isConsentSigned adolescent.consent')
  })

  test('ages, a boy, a mood that asks for a referral, pain without advice, a second visit of a day', async () => {
    expect(await keysOf('women.adolescentVisit.save', adolescentRow(await woman('2017-03-02')))).toEqual(['warn visitDay adolescent.age'])
    await doctor.call('women.adolescentVisit.save', { row: adolescentRow(await woman('2012-03-02', { sex: '1' })) as never })
    const girl = await woman('2012-03-02')
    expect(await keysOf('women.adolescentVisit.save', adolescentRow(girl, { moodScore: 10, menarcheAge: 12, painScore: 8 }))).toEqual(['warn painScore field.unusual', 'warn advice adolescent.pain', 'warn referral adolescent.mood'])
    expect(await keysOf('women.adolescentVisit.save', adolescentRow(girl, { moodScore: 28 }))).toContain('block moodScore field.plausible')
    expect(await keysOf('women.adolescentVisit.save', adolescentRow(girl, { referral: '2' }))).toEqual(['block referralReason adolescent.referralReason', 'block referralTo adolescent.referralTo'])
    const { id } = await doctor.call('women.adolescentVisit.save', { row: adolescentRow(girl, { moodScore: 9, heightCm: 155, weightKg: 48 }) as never })
    expect(await doctor.call('women.adolescentVisit.get', { id })).toMatchObject({ ageYears: 14, bmi: 19.98 })
    expect(await keysOf('women.adolescentVisit.save', adolescentRow(girl))).toEqual(['block visitDay adolescent.sameDay'])
  })

  test('the next visit keeps who answers for her and her vaccination, never that they agreed', async () => {
    const girl = await woman('2012-03-02')
    await doctor.call('women.adolescentVisit.save', { row: adolescentRow(girl, { hpvVaccination: '1', hpvVaccine: '2', hpvDoses: 1, nextVisitDay: '2026-03-12' }) as never })
    const { row } = await doctor.call('women.adolescentVisit.prepare', { womanId: girl })
    expect(row).toMatchObject({ guardianName: '周母', hpvVaccination: '1', hpvDoses: 1, nextVisitDay: '2026-09-06' })
    expect(row).not.toHaveProperty('isConsentSigned')
    expect((await doctor.call('women.adolescentVisit.list', { view: 'due' })).rows.map(one => [one.womanId, one.isOverdue])).toEqual([[girl, false]])
    await doctor.call('women.adolescentVisit.save', { row: adolescentRow(girl, { visitDay: '2026-03-10', nextVisitDay: '2026-09-06' }) as never })
    expect((await doctor.call('women.adolescentVisit.list', { view: 'due' })).total).toBe(0)
  })

  test('opening is audited, and no list says what was talked about', async () => {
    const girl = await woman('2012-03-02')
    await doctor.call('women.adolescentVisit.save', { row: adolescentRow(girl, { complaint: '私密主诉', counsellingNote: '私密咨询', nextVisitDay: '2026-03-12' }) as never })
    expect(JSON.stringify(await doctor.call('women.adolescentVisit.list', { view: 'all' }))).not.toContain('私密')
    expect((await doctor.call('women.adolescentVisit.open', { womanId: girl })).visits).toHaveLength(1)
    const admin = await desk.as('guanli', ['administrator'])
    expect((await admin.call('audit.list', { call: 'women.adolescentVisit.open', recordId: girl })).total).toBe(1)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { pelvicAttempt } from '../../domain/modules/pelvic/session.record.ts'
import { pelvicFile } from '../../domain/modules/pelvic/file.record.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { changeSetting, type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { bookWoman, deliver, registerWoman, saidOf } from '../support/maternal-scene.ts'
import { pelvicAssessmentRow, pelvicConsentRow, pelvicCourseRow, pelvicFileRow } from '../support/pelvic-scene.ts'
import { sheetOf } from '../support/saved-file.ts'
import { deathRow } from '../support/vital-scene.ts'

let desk: Desk
let care: Window
let therapist: Window
beforeAll(async () => {
  desk = await openDesk()
  care = await desk.as('yunbao', ['maternalCare'], '陈医生')
  therapist = await desk.as('pendi', ['pelvicCare'], '姜盆底')
})
afterAll(() => desk.close())

const TODAY = '2026-03-10'
/** A woman who gave birth on 16 January and was checked on 28 February. */
async function checkedWoman(birth: Record<string, unknown> = {}, children: Record<string, unknown>[] = [{}], check: Record<string, unknown> = {}, self: Record<string, unknown> = {}): Promise<{ womanId: string; pregnancyId: string; checkId: string }> {
  const { womanId, pregnancyId, rows } = await bookWoman(care, '2025-04-10', { bookedDay: '2025-06-10', fetusCount: null, gravidity: 2, parity: 1 }, self)
  await deliver(care, womanId, '2026-01-16', birth, children)
  const { id: checkId } = await insist(care, 'maternal.postpartumCheck.save', { row: rows.check('2026-02-28', check) })
  return { womanId, pregnancyId, checkId }
}
const newFile = async (womanId: string, row: Record<string, unknown> = {}): Promise<string> => (await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(womanId, row) })).id
const open = (id: string) => therapist.call('pelvic.file.open', { id })

describe('a file begins with what is known', () => {
  test('delivery, pregnancy and 42-day check fill it in; days after the birth are counted on', async () => {
    const { womanId, pregnancyId, checkId } = await checkedWoman({ mode: '21', episiotomy: true, perinealTear: '2', secondStageMinutes: 150 }, [{ weightG: 4100 }], { vagina: '2', vaginaNote: '前壁膨出' })
    const prepared = await therapist.call('pelvic.file.prepare', { womanId })
    expect(prepared.row).toMatchObject({ womanId, pregnancyId, postpartumCheckId: checkId, entry: 'check42', openedDay: TODAY, doctorName: '姜盆底', gravidity: 2, parity: 2, deliveryDay: '2026-01-16', deliveryMode: '21', secondStageMinutes: 150, heaviestBirthG: 4100, perineum: 'episiotomy', isMultiple: false })
    expect(prepared.check).toMatchObject({ id: checkId, visitDay: '2026-02-28', reasons: ['assisted', 'heavyBirth', 'longSecondStage', 'genital'] })
    const { id } = await insist(therapist, 'pelvic.file.save', { row: { ...pelvicFileRow(womanId), ...prepared.row, history: 'cough' } })
    const { head, file, check } = await open(id)
    expect(file).toMatchObject({ number: 'PD2026000001', entry: 'check42', state: 'open', history: 'cough' })
    expect(head).toMatchObject({ daysAfter: 53, deliveryDay: '2026-01-16', number: 'PD2026000001' })
    expect(check).toMatchObject({ id: checkId, recovery: '1' })
  })

  test('the heaviest child of all her births, twins, a caesarean without a cut', async () => {
    const { womanId } = await checkedWoman({ mode: '31', fetusCount: 2 }, [{ weightG: 2500 }, { weightG: 2650 }])
    await deliver(care, womanId, '2019-05-01', { gestationDays: 280 }, [{ weightG: 4300 }])
    const { row } = await therapist.call('pelvic.file.prepare', { womanId })
    expect(row).toMatchObject({ heaviestBirthG: 4300, isMultiple: true, perineum: 'intact', deliveryMode: '31', deliveryDay: '2026-01-16' })
  })

  test('a woman nobody knows anything of starts empty; a check of half a year ago is no entrance any more', async () => {
    const womanId = await registerWoman(care, { birthDay: '1960-02-02' })
    expect(await therapist.call('pelvic.file.prepare', { womanId })).toMatchObject({ check: null, existingId: null, row: { entry: 'direct', openedDay: TODAY } })
    const { womanId: late, checkId } = await checkedWoman()
    await desk.database.write(async trx => { await trx.updateTable('maternalPostpartumCheck').set({ visitDay: '2025-09-10' as never }).where('id', '=', checkId).execute() })
    expect((await therapist.call('pelvic.file.prepare', { womanId: late })).row).toMatchObject({ entry: 'direct' })
    await changeSettingOf('inviteWithinDays', 181)
    expect((await therapist.call('pelvic.file.prepare', { womanId: late })).row).toMatchObject({ entry: 'check42', postpartumCheckId: checkId })
    await changeSettingOf('inviteWithinDays', 180)
  })
})

let administrator: Window | undefined
async function changeSettingOf(rule: string, value: number): Promise<void> {
  administrator ??= await desk.as('guanli', ['administrator'], '管理员')
  await changeSetting(administrator, 'pelvicRules', { [rule]: value })
}

describe('one open file a woman', () => {
  test('a second is refused and leads to the first; a closed one is opened again, or a new one stands beside it', async () => {
    const womanId = await registerWoman(care)
    const id = await newFile(womanId)
    expect((await therapist.call('pelvic.file.prepare', { womanId })).existingId).toBe(id)
    expect(await therapist.call('pelvic.file.of', { womanId })).toEqual({ fileId: id, state: 'open' })
    expect(await saidOf(therapist, 'pelvic.file.save', { row: pelvicFileRow(womanId) as never })).toEqual(['block womanId pelvicFile.openTwice'])
    await therapist.call('pelvic.file.close', { id, rev: 1, closedDay: TODAY, closeNote: '症状消失' })
    expect((await open(id)).file).toMatchObject({ state: 'closed', closedDay: TODAY, closeNote: '症状消失' })
    const prepared = await therapist.call('pelvic.file.prepare', { womanId })
    expect(prepared).toMatchObject({ existingId: null, others: [{ id, state: 'closed', closedDay: TODAY }] })
    const second = await newFile(womanId)
    expect(await saidOf(therapist, 'pelvic.file.reopen', { id, rev: 2, reason: '又来就诊' })).toEqual(['block id pelvicFile.openTwice'])
    await therapist.call('pelvic.file.void', { id: second, rev: 1, reason: '建错了' })
    await therapist.call('pelvic.file.reopen', { id, rev: 2, reason: '又来就诊' })
    expect((await open(id)).file).toMatchObject({ state: 'open', closedDay: null, closeNote: null })
    expect((await therapist.call('pelvic.file.history', { id }))[0]).toMatchObject({ reason: '又来就诊' })
    expect(await saidOf(therapist, 'pelvic.file.reopen', { id, rev: 3, reason: '又来就诊' })).toEqual(['block id pelvicFile.isOpen'])
  })

  test('a man, nobody, another woman’s check, days that contradict each other', async () => {
    expect(await saidOf(therapist, 'pelvic.file.save', { row: pelvicFileRow(await registerWoman(care, { sex: '1' })) as never })).toEqual(['block womanId pelvicFile.isMan'])
    const { checkId } = await checkedWoman()
    const womanId = await registerWoman(care, { birthDay: '1990-05-05' })
    const said = (row: Record<string, unknown>) => saidOf(therapist, 'pelvic.file.save', { row: pelvicFileRow(womanId, row) as never })
    expect(await said({ postpartumCheckId: checkId })).toEqual(['block postpartumCheckId pelvicFile.otherCheck'])
    expect(await said({ deliveryDay: '2026-03-05' })).toEqual(['block deliveryDay pelvicFile.deliveryAfter'])
    expect(await said({ deliveryDay: '1990-05-05' })).toEqual(['block deliveryDay pelvicFile.beforeBirth'])
    expect(await said({ openedDay: '2026-03-11' })).toEqual(['block openedDay pelvic.future'])
    expect(await said({ gravidity: 1, parity: 2 })).toEqual(['block parity pregnancy.parityOverGravidity'])
    expect(await said({ entry: 'referral' })).toEqual(['block referredFrom pelvicFile.referredFrom'])
    expect(await said({ hasNoUterus: true, hasIntrauterineDevice: true })).toEqual(['warn hasIntrauterineDevice pelvicFile.deviceWithoutUterus'])
    const id = await newFile(womanId)
    const { file } = await open(id)
    expect(await saidOf(therapist, 'pelvic.file.save', { id, rev: 1, row: { ...valuesOf(pelvicFile, file), womanId: await registerWoman(care) } })).toEqual(['block womanId pelvicFile.womanFixed'])
    // The state is no field of the form: a careless client closes nothing by saving.
    await therapist.call('pelvic.file.save', { id, rev: 1, row: { ...valuesOf(pelvicFile, file), state: 'closed', closedDay: TODAY as never } })
    expect((await open(id)).file).toMatchObject({ state: 'open', closedDay: null })
  })

  test('whose 42-day check was void since is written on; another check that is none of hers is refused all the same', async () => {
    const { womanId, checkId } = await checkedWoman()
    const { row } = await therapist.call('pelvic.file.prepare', { womanId })
    const { id } = await insist(therapist, 'pelvic.file.save', { row: { ...pelvicFileRow(womanId), ...row } })
    const { rev } = await care.call('maternal.postpartumCheck.get', { id: checkId })
    await care.call('maternal.postpartumCheck.void', { id: checkId, rev, reason: '录错了人' })
    const { file, check } = await open(id)
    expect(check).toBeNull()
    await insist(therapist, 'pelvic.file.save', { id, rev: 1, row: { ...valuesOf(pelvicFile, file), hasImplant: true } })
    expect((await open(id)).file).toMatchObject({ hasImplant: true, postpartumCheckId: checkId })
    const { checkId: foreign } = await checkedWoman()
    expect(await saidOf(therapist, 'pelvic.file.save', { id, rev: 2, row: { ...valuesOf(pelvicFile, file), postpartumCheckId: foreign } })).toEqual(['block postpartumCheckId pelvicFile.otherCheck'])
  })

  test('a delivery day that is put right puts 产后天数 of its assessments right; a later birth leaves those before it', async () => {
    const womanId = await registerWoman(care)
    const id = await newFile(womanId, { deliveryDay: '2026-01-19' })
    const assess = async (day: string, kind: string): Promise<string> => (await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(id, { day, kind }) })).id
    const [first, second] = [await assess('2026-03-02', 'baseline'), await assess('2026-03-09', 'followUp')]
    const days = async () => [(await therapist.call('pelvic.assessment.get', { id: first })).daysAfter, (await therapist.call('pelvic.assessment.get', { id: second })).daysAfter]
    expect(await days()).toEqual([42, 49])
    const change = async (deliveryDay: string) => { const { file } = await open(id); await insist(therapist, 'pelvic.file.save', { id, rev: file.rev, row: { ...valuesOf(pelvicFile, file), openedDay: TODAY, deliveryDay: deliveryDay as never } }) }
    await change('2026-01-09')
    expect(await days()).toEqual([52, 59])
    await change('2026-03-05')
    expect(await days()).toEqual([52, 4])
  })

  test('says so when she gave birth again since it was opened', async () => {
    const { womanId } = await bookWoman(care, '2025-04-10', { bookedDay: '2025-06-10', fetusCount: null, gravidity: 2, parity: 1 })
    const id = await newFile(womanId, { openedDay: '2025-05-05', deliveryDay: '2022-03-01' })
    expect((await open(id)).laterDeliveryDay).toBeNull()
    await deliver(care, womanId, '2026-01-16')
    expect((await open(id)).laterDeliveryDay).toBe('2026-01-16')
    await therapist.call('pelvic.file.close', { id, rev: 1, closedDay: TODAY, closeNote: '再次分娩' })
    expect((await open(id)).laterDeliveryDay).toBeNull()
    const { row } = await therapist.call('pelvic.file.prepare', { womanId })
    const { id: next } = await insist(therapist, 'pelvic.file.save', { row: { ...pelvicFileRow(womanId), ...row, history: 'none' } })
    expect((await open(next)).laterDeliveryDay).toBeNull()
  })

  test('is not closed over a running course nor before it was opened, takes nothing once closed, is not void with what hangs on it', async () => {
    const womanId = await registerWoman(care)
    const id = await newFile(womanId)
    await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(id, 'treatment') })
    await desk.database.write(async trx => {
      await trx.insertInto('pelvicCourse').values({ ...emptyCourse(id), id: 'course-of-file-test', rev: 1, defVersion: 1, createdAt: '2026-03-03T00:00:00.000Z', createdBy: 'x', updatedAt: '2026-03-03T00:00:00.000Z', updatedBy: 'x', voidedAt: null, voidReason: null } as never).execute()
    })
    const close = (closedDay: string) => saidOf(therapist, 'pelvic.file.close', { id, rev: 1, closedDay, closeNote: '完成治疗' })
    expect(await close(TODAY)).toEqual(['block id pelvicFile.courseOpen'])
    await desk.database.write(async trx => { await trx.updateTable('pelvicCourse').set({ state: 'completed', closedDay: TODAY as never }).where('id', '=', 'course-of-file-test').execute() })
    expect(await close('2026-03-01')).toEqual(['block closedDay pelvicFile.closedBefore'])
    expect(await close('2026-03-11')).toEqual(['block closedDay pelvic.future'])
    await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(id, { day: '2026-03-06' }) })
    expect(await close('2026-03-05')).toEqual(['block closedDay pelvicFile.closedBeforeAssessment'])
    expect(await saidOf(therapist, 'pelvic.file.void', { id, rev: 1, reason: '登错了' })).toEqual(['block id pelvicFile.inUse'])
    await therapist.call('pelvic.file.close', { id, rev: 1, closedDay: TODAY, closeNote: '完成治疗' })
    const { file } = await open(id)
    expect(await saidOf(therapist, 'pelvic.file.save', { id, rev: 2, row: valuesOf(pelvicFile, file) })).toEqual(['block fileId pelvic.fileClosed'])
    expect(await saidOf(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(id, 'assessment') as never })).toEqual(['block fileId pelvic.fileClosed'])
  })
})
const emptyCourse = (fileId: string): Record<string, unknown> => Object.fromEntries(Object.entries(pelvicCourseRow(fileId)).map(([name, value]) => [name, value === true ? 1 : value === false ? 0 : value]))

describe('consent', () => {
  test('contraindications are read out before it is signed; kind and version stay; a withdrawal says why', async () => {
    const id = await newFile(await registerWoman(care))
    const prepared = await therapist.call('pelvic.consent.prepare', { fileId: id, kind: 'assessment' })
    expect(prepared).toMatchObject({ version: '1', row: { fileId: id, kind: 'assessment', textVersion: '1', choice: 'agreed', signedDay: TODAY, mayUseData: false } })
    expect(prepared.text).toContain('阴道探头')
    const said = (row: Record<string, unknown>) => saidOf(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(id, 'assessment', row) as never })
    expect(await said({ isContraindicationRead: false })).toEqual(['block isContraindicationRead pelvicConsent.read'])
    expect(await said({ choice: 'withdrawn' })).toEqual(['block reason pelvicConsent.reason'])
    expect(await said({ textVersion: '99' })).toEqual(['block textVersion pelvicConsent.unknownVersion'])
    const { id: consentId } = await therapist.call('pelvic.consent.save', { row: pelvicConsentRow(id, 'assessment') as never })
    expect(await saidOf(therapist, 'pelvic.consent.save', { id: consentId, rev: 1, row: pelvicConsentRow(id, 'treatment') as never })).toEqual(['block textVersion pelvicConsent.fixed'])
    expect((await therapist.call('pelvic.consent.open', { id: consentId })).text).toBe(prepared.text)
    // She denies what her own file says: asked about, and nothing but that.
    const other = await newFile(await registerWoman(care), { hasImplant: true, isAllergic: true })
    expect(await saidOf(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(other, 'treatment') as never })).toEqual(['warn isContraindicationRead pelvicConsent.known'])
    await therapist.call('pelvic.consent.save', { row: pelvicConsentRow(other, 'treatment', { choice: 'declined', isContraindicationRead: null }) as never })
  })

  test('what was signed keeps its words when the text is written anew', async () => {
    const id = await newFile(await registerWoman(care))
    const before = await therapist.call('pelvic.consent.prepare', { fileId: id, kind: 'treatment' })
    const { id: consentId } = await therapist.call('pelvic.consent.save', { row: pelvicConsentRow(id, 'treatment') as never })
    administrator ??= await desk.as('guanli', ['administrator'], '管理员')
    const { value } = await administrator.call('setting.get', { key: 'pelvicConsentTexts' })
    await changeSetting(administrator, 'pelvicConsentTexts', { texts: [...(value as { texts: object[] }).texts, { kind: 'treatment', version: '2', source: '本院审定', text: '本院审定的盆底治疗知情同意书,共二十个字以上的全文。' }] })
    expect((await therapist.call('pelvic.consent.prepare', { fileId: id, kind: 'treatment' })).version).toBe('2')
    expect(await therapist.call('pelvic.consent.open', { id: consentId })).toMatchObject({ text: before.text, consent: { textVersion: '1' } })
    expect((await therapist.call('pelvic.consentPaper.preview', { id: consentId })).html).toContain('文本版本 1')
    expect((await therapist.call('pelvic.consentPaper.preview', { id, kind: 'treatment' })).html).toContain('文本版本 2')
    // No text may be left out of a kind.
    expect((await administrator.fails('setting.save', { key: 'pelvicConsentTexts', rev: 1, value: { texts: [] } } as never)).code).toBe('invalid')
  })

  test('one under which she was measured is withdrawn, not void', async () => {
    const id = await newFile(await registerWoman(care))
    const { id: consentId } = await therapist.call('pelvic.consent.save', { row: pelvicConsentRow(id, 'assessment') as never })
    await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(id) })
    expect(await saidOf(therapist, 'pelvic.consent.void', { id: consentId, rev: 1, reason: '签错了' })).toEqual(['block id pelvicConsent.inUse'])
    const { id: other } = await therapist.call('pelvic.consent.save', { row: pelvicConsentRow(id, 'assessment') as never })
    await therapist.call('pelvic.consent.void', { id: other, rev: 1, reason: '签了两份' })
    // Nor is its yes made a no, or one of a later day: only its spelling may be put right.
    const change = (row: Record<string, unknown>) => ({ id: consentId, rev: 1, row: pelvicConsentRow(id, 'assessment', row) as never })
    expect(await saidOf(therapist, 'pelvic.consent.save', change({ choice: 'withdrawn', reason: '不愿再测' }))).toEqual(['block choice pelvicConsent.used'])
    expect(await saidOf(therapist, 'pelvic.consent.save', change({ signedDay: '2026-03-05' }))).toEqual(['block signedDay pelvicConsent.used'])
    await therapist.call('pelvic.consent.save', change({ signerName: '盆底乙' }))
  })
})

describe('who is invited after the 42-day check', () => {
  const invited = async (view: 'urgent' | 'all' | 'refused') => (await therapist.call('pelvic.invitation.list', { view, limit: 500 })).rows
  test('everybody without a file since, first of all those with a reason; a file, a refusal or a later check moves her', async () => {
    const plain = await checkedWoman()
    const torn = await checkedWoman({ perinealTear: '4' }, [{}], { recovery: '2', recoveryNote: '子宫复旧不良', handling: '2', referralReason: '复旧不良', referralInstitution: '市妇幼保健院' })
    expect((await invited('all')).map(({ womanId }) => womanId)).toEqual(expect.arrayContaining([plain.womanId, torn.womanId]))
    const urgent = await invited('urgent')
    expect(urgent.find(({ womanId }) => womanId === torn.womanId)).toMatchObject({ checkId: torn.checkId, reasons: ['severeTear', 'notRecovered'], checkDay: '2026-02-28', deliveredDay: '2026-01-16', attempts: 0 })
    expect(urgent.some(({ womanId }) => womanId === plain.womanId)).toBe(false)
    const called = (womanId: string, outcome: string) => therapist.call('pelvic.attempt.save', { row: { ...emptyRow(pelvicAttempt), womanId, about: 'invitation', day: TODAY, outcome, callerName: '姜盆底' } as never })
    await called(torn.womanId, 'noAnswer')
    expect((await invited('urgent')).find(({ womanId }) => womanId === torn.womanId)).toMatchObject({ attempts: 1, lastAttempt: 'noAnswer', lastAttemptDay: TODAY })
    await called(torn.womanId, 'refused')
    expect((await invited('all')).some(({ womanId }) => womanId === torn.womanId)).toBe(false)
    expect((await invited('refused')).map(({ womanId }) => womanId)).toContain(torn.womanId)
    await newFile(plain.womanId)
    expect((await invited('all')).some(({ womanId }) => womanId === plain.womanId)).toBe(false)
    const { counts, total } = await therapist.call('pelvic.invitation.list', { view: 'refused' })
    expect(total).toBe(counts.refused)
  })

  test('nobody calls the family of a woman who died', async () => {
    const { womanId } = await checkedWoman({ perinealTear: '4' })
    expect((await invited('urgent')).map(one => one.womanId)).toContain(womanId)
    const doctor = await desk.as('siwang', ['doctor'], '周医生')
    await insist(doctor, 'vital.maternalDeath.save', { row: deathRow(womanId) })
    for (const view of ['urgent', 'all', 'refused'] as const) expect((await invited(view)).map(one => one.womanId)).not.toContain(womanId)
  })

  test('a file closed before the check does not keep her from the list; the days and limits are the hospital’s', async () => {
    const { womanId, checkId } = await checkedWoman({ secondStageMinutes: 100 })
    const id = await newFile(womanId, { openedDay: '2026-02-01' })
    await therapist.call('pelvic.file.close', { id, rev: 1, closedDay: '2026-02-20', closeNote: '孕前治疗结束' })
    expect((await invited('all')).map(one => one.checkId)).toContain(checkId)
    expect((await invited('urgent')).map(one => one.checkId)).not.toContain(checkId)
    await changeSettingOf('inviteSecondStageMinutes', 90)
    expect((await invited('urgent')).find(one => one.checkId === checkId)?.reasons).toEqual(['longSecondStage'])
    await changeSettingOf('inviteSecondStageMinutes', 120)
  })

  test('the phone list carries whole numbers and takes the right to export; the home page counts those to call first', async () => {
    const { womanId } = await checkedWoman({ mode: '22' }, [{}], {}, { phone: '13955551111' })
    const { base64, rows, fileName } = await therapist.call('pelvic.invitation.file', { view: 'urgent' })
    expect(fileName).toBe(`盆底检查邀请名单-${TODAY}.xlsx`)
    const { lines } = await sheetOf(base64)
    expect(lines.filter(line => /\|139\d{8}\|/.test(line))).toHaveLength(rows)
    expect(lines.find(line => line.includes('13955551111'))).toContain('阴道手术助产')
    const doctor = await desk.as('yisheng', ['doctor'], '周医生')
    expect((await doctor.fails('pelvic.invitation.file', { view: 'urgent' })).code).toBe('forbidden')
    const { pelvicInvitations } = await therapist.call('home.summary', null)
    expect(pelvicInvitations).toMatchObject({ total: (await invited('urgent')).length })
    expect((await doctor.call('home.summary', null)).pelvicInvitations).toBeNull()
    expect((await invited('urgent')).find(one => one.womanId === womanId)?.reasons).toEqual(['assisted'])
  })
})

describe('the files', () => {
  test('are found by name, letters, phone and number, open and closed apart', async () => {
    const womanId = await registerWoman(care, { name: '𬭊龘娜', phone: '13977770001' })
    const id = await newFile(womanId)
    const { number } = (await open(id)).file
    const found = async (search: string, view: 'open' | 'closed' | 'all' = 'open') => (await therapist.call('pelvic.file.list', { view, search })).rows.map(row => row.id)
    for (const text of ['𬭊龘', '13977770001', number!, number!.toLowerCase()]) expect(await found(text)).toEqual([id])
    expect(await found(number!, 'closed')).toEqual([])
    await therapist.call('pelvic.file.close', { id, rev: 1, closedDay: TODAY, closeNote: '完成' })
    expect(await found(number!, 'closed')).toEqual([id])
    expect(await found(number!, 'all')).toEqual([id])
    expect((await therapist.call('pelvic.file.list', { view: 'closed', limit: 1 })).total).toBeGreaterThan(0)
  })

  test('two persons with an open file each are not made one; with one of them closed both files are hers', async () => {
    const reviewer = await desk.as('shenhe', ['reviewer'], '郑审核')
    const undocumented = { idType: null, idNumber: null, noDocumentReason: 'lost' }
    const [one, other] = [await registerWoman(care, undocumented), await registerWoman(care)]
    const [first, second] = [await newFile(one), await newFile(other)]
    const merge = async () => {
      const [kept, merged] = [await reviewer.call('person.get', { id: other }), await reviewer.call('person.get', { id: one })]
      return { keptId: other, keptRev: kept.rev, mergedId: one, mergedRev: merged.rev, reason: '同一人重复建档' }
    }
    expect(await saidOf(reviewer, 'person.merge', await merge())).toEqual(['block mergedId merge.twoPelvicFiles'])
    await therapist.call('pelvic.file.close', { id: first, rev: 1, closedDay: TODAY, closeNote: '与另一份为同一人' })
    const { mergeId } = await reviewer.call('person.merge', await merge())
    expect((await open(second)).others.map(({ id }) => id)).toEqual([first])
    await reviewer.call('person.unmerge', { mergeId, reason: '不是同一人' })
    expect((await open(second)).others).toEqual([])
  })
})

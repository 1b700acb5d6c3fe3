import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { calendarOf, delivered, drawn, pregnantWoman, prenatalRows, type Saved } from '../support/prenatal-scene.ts'

let desk: Desk
let clerk: Window
let nurse: Window
let doctor: Window
let setDay: (day: string) => Promise<void>
beforeAll(async () => {
  desk = await openDesk()
  clerk = await desk.as('yunbao', ['maternalCare'], '曹孕保')
  nurse = await desk.as('chanshai', ['prenatalCare'], '魏产筛')
  doctor = await desk.as('yisheng', ['doctor'], '周医生')
  setDay = calendarOf(desk, clerk, nurse, doctor)
  await setDay('2025-05-06')
})
afterAll(() => desk.close())

const WILD = ['Gjb2a', 'Gjb2b', 'Gjb2c', 'Gjb2d', 'Gjb3a', 'Slc26a4a', 'Slc26a4b', 'MtA', 'MtB']
/** All nine sites of one of the two, wild but for those named. */
const sites = (who: 'woman' | 'partner', changed: Readonly<Record<string, string>> = {}) => Object.fromEntries(WILD.map(site => [`${who}${site}`, changed[site] ?? 'wild']))

type Case = { pregnancyId: string; womanId: string; row: Readonly<Record<string, unknown>>; saved: Saved }
/** A woman's carrier test saved with what is known of both so far. */
async function tested(test: 'thalassaemia' | 'deafness', values: object): Promise<Case> {
  await setDay('2025-05-06')
  const { pregnancyId, womanId } = await pregnantWoman(clerk)
  const { sampleId } = await drawn(nurse, pregnancyId, test, { programme: 'self' })
  await delivered(nurse, pregnancyId)
  const row = { ...prenatalRows(pregnancyId).result(test, sampleId, { resultDay: '2025-05-06' }), ...values }
  return { pregnancyId, womanId, row, saved: await insist(nurse, 'prenatal.result.save', { row }) }
}
/** What the partner's test adds to the same result: nothing is corrected, so that no reason is asked for. */
const completed = async ({ row, saved }: Case, values: object): Promise<Saved> => nurse.call('prenatal.result.save', { ...saved, row: { ...row, ...values } as never })
const open = (pregnancyId: string, by = nurse) => by.call('prenatal.open', { pregnancyId })
const onList = async (list: 'couple' | 'recall' | 'diagnosis', pregnancyId: string) => (await nurse.call('prenatal.list', { list, offset: 0, limit: 100 })).rows.find(row => row.pregnancyId === pregnancyId)
const keysOf = async (by: Window, name: Parameters<Window['fails']>[0], input: object): Promise<string[]> => ((await by.fails(name, input as never)).fields ?? []).map(({ level, path, message }) => `${level} ${path} ${message.key}`)

describe('a woman who carries thalassaemia with a partner nobody tested', () => {
  test.each([
    ['a positive blood count', { womanMcvFl: 81.9, womanMchPg: 27.5 }, '女方查血红蛋白电泳、男方查血常规'],
    ['an electrophoresis that points at β', { womanMcvFl: 70, womanMchPg: 22, womanHbA2Percent: 4.2 }, '女方查地贫基因、男方查血常规'],
    ['a genotype: his gene is asked for even when his count is normal', { womanGenotype: '--SEA/αα', partnerMcvFl: 90, partnerMchPg: 30 }, '男方查地贫基因'],
  ])('%s: what is next is said, and she stays on the list', async (_what, values, task) => {
    const { pregnancyId, saved } = await tested('thalassaemia', values)
    expect(await nurse.call('prenatal.result.get', { id: saved.id })).toMatchObject({ overall: null })
    expect(await open(pregnancyId)).toMatchObject({ next: 'sampleNow', recalls: [{ recall: { kind: 'couple', resultId: saved.id, reason: `地中海贫血筛查:${task}`, closedDay: null }, line: { step: 'contact' } }] })
    expect(await onList('couple', pregnancyId)).toMatchObject({ recallKind: 'couple', recallStep: 'contact', tests: ['thalassaemia'], dueDay: '2025-05-06', isOverdue: false })
    expect(await onList('recall', pregnancyId)).toBeUndefined()
    // With nothing else to do she is not sent home.
    await setDay('2025-07-01')
    expect(await open(pregnancyId)).toMatchObject({ next: 'couple' })
    expect(await onList('couple', pregnancyId)).toMatchObject({ isOverdue: true, isUrgent: true })
  })

  test('until he is tested: each step says the next one, the couple of one type is high risk and goes to diagnosis', async () => {
    const woman = await tested('thalassaemia', { womanGenotype: '--SEA/αα', womanMcvFl: 70 })
    const { recalls: [called] } = await open(woman.pregnancyId)
    await insist(nurse, 'prenatal.attempt.save', { row: prenatalRows(woman.pregnancyId).attempt(called!.recall.id, '2025-05-06T08:30', 'agreed') })
    // 22 weeks, by which a diagnosis has to be made, is the last day for him, too.
    expect(await onList('couple', woman.pregnancyId)).toMatchObject({ recallStep: 'testCouple', dueDay: '2025-06-18' })
    const saved = await completed(woman, { partnerName: '张三', partnerGenotype: '-α3.7/αα' })
    expect(await open(woman.pregnancyId)).toMatchObject({
      indications: ['thalassaemiaCouple'], next: 'diagnosis', results: [{ result: { overall: 'high', partnerNext: null }, sentences: [{ key: 'prenatal.thalassaemiaCouple', params: { fetus: '血红蛋白H病 25%' } }] }],
      recalls: [{ recall: { kind: 'couple', closedBy: 'completed', closedDay: '2025-05-06' } }, { recall: { kind: 'high', closedDay: null } }],
    })
    expect([await onList('couple', woman.pregnancyId), await onList('recall', woman.pregnancyId)]).toEqual([undefined, expect.objectContaining({ recallKind: 'high' })])
    expect((await doctor.call('prenatal.referral.prepare', { pregnancyId: woman.pregnancyId })).row).toMatchObject({ hereditaryHistory: '4' })
    // What was his is a correction from now on.
    expect(await keysOf(nurse, 'prenatal.result.save', { ...saved, row: { ...woman.row, partnerName: '张三', partnerGenotype: 'αα/αα' } })).toEqual(['warn resultDay prenatalResult.correction'])
  })

  test('of other types, or with a partner who carries nothing, she is done; taken away again, he is asked for again', async () => {
    const woman = await tested('thalassaemia', { womanGenotype: '--SEA/αα' })
    const saved = await completed(woman, { partnerGenotype: 'CD41-42/N' })
    expect(await open(woman.pregnancyId)).toMatchObject({ indications: [], results: [{ result: { overall: 'low' } }], recalls: [{ recall: { kind: 'couple', closedBy: 'completed' } }] })
    await insist(nurse, 'prenatal.result.save', { ...saved, row: woman.row })
    expect((await open(woman.pregnancyId)).recalls).toMatchObject([{ recall: { closedBy: 'completed' } }, { recall: { kind: 'couple', closedDay: null } }])
  })

  test('a woman without a changed gene asks for nobody, whatever her blood count', async () => {
    const { pregnancyId } = await tested('thalassaemia', { womanMcvFl: 70, womanMchPg: 22, womanGenotype: 'αα/αα;N/N' })
    expect(await open(pregnancyId)).toMatchObject({ results: [{ result: { overall: 'low', womanNext: null, partnerNext: null } }], recalls: [] })
  })

  test('her notice asks for both, and her signed refusal of it ends it', async () => {
    const { pregnancyId } = await tested('thalassaemia', { womanGenotype: '--SEA/αα' })
    const { recalls: [called] } = await open(pregnancyId)
    const { id, rev } = called!.recall
    const paper = await nurse.call('prenatal.paper.preview', { what: 'recall', id })
    const words = [...paper.html.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text).join('')
    for (const said of ['男方查地贫基因', '请尽快与配偶', '拒绝夫妇续查']) expect(words).toContain(said)
    expect(words).not.toContain('产前诊断')
    await insist(nurse, 'prenatal.attempt.save', { row: prenatalRows(pregnancyId).attempt(id, '2025-05-06T08:30', 'refused') })
    expect(await onList('couple', pregnancyId)).toMatchObject({ recallStep: 'signCoupleRefusal', dueDay: '2025-05-06' })
    await nurse.call('prenatal.recall.refuse', { id, rev, day: '2025-05-06', signerName: '林小梅', relation: '1', reason: '配偶不愿检查' })
    expect((await open(pregnancyId)).recalls).toMatchObject([{ recall: { kind: 'couple', closedBy: 'refusal', refusalDay: '2025-05-06' } }])
  })

  test('a doctor gives it up with a reason, nobody else; a high risk is ended by no word', async () => {
    const { pregnancyId, row, saved } = await tested('thalassaemia', { womanGenotype: 'CD17/N' })
    const { recalls: [called] } = await open(pregnancyId)
    const word = { id: called!.recall.id, rev: called!.recall.rev, reason: '配偶长期在外,已告知风险' }
    expect(await nurse.fails('prenatal.recall.close', word)).toMatchObject({ code: 'forbidden' })
    await doctor.call('prenatal.recall.close', word)
    expect((await open(pregnancyId)).recalls).toMatchObject([{ recall: { closedBy: 'doctor', closedDay: '2025-05-06', closingReason: word.reason } }])
    expect(await onList('couple', pregnancyId)).toBeUndefined()
    expect(await keysOf(doctor, 'prenatal.recall.close', { ...word, rev: word.rev + 1 })).toEqual(['block id prenatalRecall.closed'])
    // Saving the result again asks for nothing that the doctor gave up; a partner who comes after all is judged.
    await insist(nurse, 'prenatal.result.save', { ...saved, row: { ...row, note: '补写备注' } })
    expect(await onList('couple', pregnancyId)).toBeUndefined()
    await insist(nurse, 'prenatal.result.save', { id: saved.id, rev: saved.rev + 1, row: { ...row, partnerGenotype: 'CD41-42/N' } })
    const [, high] = (await open(pregnancyId)).recalls
    expect(high).toMatchObject({ recall: { kind: 'high', closedDay: null } })
    expect(await keysOf(doctor, 'prenatal.recall.close', { id: high!.recall.id, rev: high!.recall.rev, reason: '孕妇不愿意' })).toEqual(['block id prenatalRecall.notByDoctor'])
  })

  test('two of the milder kind of α: nothing calls it low, and she stays on the list until a doctor has judged or the gene was looked at', async () => {
    const judged = async (values: object) => {
      const woman = await tested('thalassaemia', { womanGenotype: 'αCSα/αα' })
      await completed(woman, values)
      return woman.pregnancyId
    }
    const [ended, diagnosed] = [await judged({ partnerGenotype: 'αCSα/αα' }), await judged({ partnerGenotype: 'αQSα/αα' })]
    for (const pregnancyId of [ended, diagnosed]) {
      expect(await open(pregnancyId)).toMatchObject({ results: [{ result: { overall: 'notAssessable', womanNext: null, partnerNext: null }, sentences: [{ key: 'prenatal.thalassaemiaClinician' }] }], recalls: [{ recall: { kind: 'couple', closedDay: null, reason: '地中海贫血筛查:由临床医师判断是否需要产前诊断' }, line: { step: 'judge' } }] })
      expect(await onList('couple', pregnancyId)).toMatchObject({ recallStep: 'judge' })
    }
    const { recalls: [called] } = await open(ended)
    await doctor.call('prenatal.recall.close', { id: called!.recall.id, rev: called!.recall.rev, reason: '已咨询,不需要产前诊断' })
    await insist(nurse, 'prenatal.diagnosis.save', { row: prenatalRows(diagnosed).diagnosis({ tests: '4', sampledDay: null, diagnosedDay: '2025-05-06' }) })
    expect([(await open(ended)).recalls, (await open(diagnosed)).recalls]).toMatchObject([[{ recall: { closedBy: 'doctor' } }], [{ recall: { closedBy: 'diagnosis' } }]])
  })

  test('what a doctor gave up for want of the partner is asked anew when his gene asks for a judgement', async () => {
    const woman = await tested('thalassaemia', { womanGenotype: 'αCSα/αα' })
    const { recalls: [called] } = await open(woman.pregnancyId)
    await doctor.call('prenatal.recall.close', { id: called!.recall.id, rev: called!.recall.rev, reason: '配偶长期在外' })
    await completed(woman, { partnerGenotype: 'αCSα/αα' })
    expect((await open(woman.pregnancyId)).recalls).toMatchObject([{ recall: { closedBy: 'doctor' } }, { recall: { kind: 'couple', closedDay: null } }])
  })

  test('the outcome of the pregnancy ends it, too', async () => {
    const { pregnancyId } = await tested('thalassaemia', { womanGenotype: '--SEA/αα' })
    await setDay('2025-05-20')
    await insist(nurse, 'prenatal.outcome.save', { row: prenatalRows(pregnancyId).outcome({ outcome: '2', endedDay: '2025-05-18', followedDay: '2025-05-20' }) })
    expect((await open(pregnancyId)).recalls).toMatchObject([{ recall: { kind: 'couple', closedBy: 'outcome' } }])
  })
})

describe('deafness genes', () => {
  const carrier = sites('woman', { Gjb2c: 'heterozygous' })
  test('P-23: woman GJB2 235delC heterozygous asks for her partner’s gene; he wild, all is done and nobody is referred', async () => {
    const woman = await tested('deafness', carrier)
    expect(await open(woman.pregnancyId)).toMatchObject({ results: [{ result: { deafnessStep: 'testPartner', overall: null } }], recalls: [{ recall: { kind: 'couple', reason: '耳聋基因筛查:检测配偶同一基因', closedDay: null } }] })
    expect(await onList('couple', woman.pregnancyId)).toMatchObject({ tests: ['deafness'] })
    await completed(woman, sites('partner'))
    expect(await open(woman.pregnancyId)).toMatchObject({ indications: [], results: [{ result: { deafnessStep: 'complete', overall: 'low' } }], recalls: [{ recall: { kind: 'couple', closedBy: 'completed' } }] })
    expect((await doctor.call('prenatal.referral.prepare', { pregnancyId: woman.pregnancyId })).row).toMatchObject({ hereditaryHistory: null })
  })

  test('P-23: he heterozygous of the same gene, the couple is high risk, recalled, and referred to diagnosis, which ends it by its gene alone', async () => {
    const woman = await tested('deafness', carrier)
    await completed(woman, sites('partner', { Gjb2c: 'heterozygous' }))
    expect(await open(woman.pregnancyId)).toMatchObject({ indications: ['deafnessCouple'], next: 'diagnosis', results: [{ result: { deafnessStep: 'refer', overall: 'high' } }], recalls: [{ recall: { closedBy: 'completed' } }, { recall: { kind: 'high', closedDay: null } }] })
    const { row: slip } = await doctor.call('prenatal.referral.prepare', { pregnancyId: woman.pregnancyId })
    expect(slip).toMatchObject({ personId: woman.womanId, pregnancyId: woman.pregnancyId, hereditaryHistory: '4', screenedDay: '2025-05-06' })
    const { recalls } = await open(woman.pregnancyId)
    await insist(nurse, 'prenatal.attempt.save', { row: prenatalRows(woman.pregnancyId).attempt(recalls[1]!.recall.id, '2025-05-06T08:30', 'agreed') })
    expect(await onList('diagnosis', woman.pregnancyId)).toMatchObject({ recallStep: 'diagnose', dueDay: '2025-06-18' })
    await setDay('2025-06-05')
    const diagnosis = (tests: string) => insist(nurse, 'prenatal.diagnosis.save', { row: prenatalRows(woman.pregnancyId).diagnosis({ tests }) })
    await diagnosis('1')
    expect(await onList('diagnosis', woman.pregnancyId)).toBeDefined()
    await diagnosis('5')
    expect((await open(woman.pregnancyId)).recalls[1]).toMatchObject({ recall: { kind: 'high', closedBy: 'diagnosis', closedDay: '2025-06-05' } })
  })
})

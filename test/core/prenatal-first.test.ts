import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { calendarOf, delivered, drawn, type Opened, pregnantWoman, prenatalRows } from '../support/prenatal-scene.ts'

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
})
afterAll(() => desk.close())

const keysOf = async (name: Parameters<Window['fails']>[0], input: object): Promise<string[]> => ((await nurse.fails(name, input as never)).fields ?? []).map(({ level, path, message }) => `${level} ${path} ${message.key}`)
const first = { panel: 'firstCombined', requestedDay: '2025-04-09', plannedDay: '2025-04-09' }
/** A tube drawn at 12+0 and brought to the laboratory, with its woman. */
async function atLaboratory(): Promise<{ pregnancyId: string; name: string; sampleId: string; barcode: string }> {
  await setDay('2025-04-09')
  const woman = await pregnantWoman(clerk)
  const tube = await drawn(nurse, woman.pregnancyId, 'firstSerum', first, undefined, '2025-04-09T08:00')
  await delivered(nurse, woman.pregnancyId)
  return { ...woman, ...tube }
}

test('a first-trimester serum: drawn and judged in its window, high risk and a raised NT call her back, a low one does not', async () => {
  const measured = { panel: 'firstCombined', resultDay: '2025-04-14', pappA: 1.21, pappAUnit: 'miuPerL', pappAMom: 0.45, freeBetaHcg: 88.2, freeBetaHcgUnit: 'ngPerMl', freeBetaHcgMom: 2.1, crlMm: 58.2, ntMm: 1.6 }
  const result = async (values: object): Promise<{ pregnancyId: string; id: string; opened: Opened }> => {
    const { pregnancyId, sampleId } = await atLaboratory()
    await setDay('2025-04-14')
    const row = { ...prenatalRows(pregnancyId).result('firstSerum', sampleId, measured), ...values }
    expect(await nurse.call('prenatal.result.evaluate', { row: row as never })).toMatchObject({ row: { gestationDays: 84 } })
    const { id } = await insist(nurse, 'prenatal.result.save', { row })
    return { pregnancyId, id, opened: await nurse.call('prenatal.open', { pregnancyId }) }
  }
  // 14+0 is past its window.
  await setDay('2025-04-09')
  const early = await pregnantWoman(clerk)
  expect(await keysOf('prenatal.request.save', { row: prenatalRows(early.pregnancyId).request('firstSerum', { ...first, plannedDay: '2025-04-23' }) })).toEqual(['block plannedDay prenatal.tooLateInstead'])

  const high = await result({ t21Comparator: '=', t21Denominator: 60, t18Comparator: '<', t18Denominator: 50000 })
  expect(high.opened).toMatchObject({
    indications: ['highSerum'], next: 'diagnosis', recalls: [{ recall: { kind: 'high', resultId: high.id, reason: '早孕期血清学筛查:高风险', closedDay: null } }],
    results: [{ result: { gestationDays: 84, t21Class: 'high', t18Class: 'low', ontdClass: null, ntLevel: 'normal', overall: 'high', t21HighLimit: 270, ntHighLimit: 3, afp: null } }], samples: [{ sample: { state: 'reported', gestationDays: 84 } }],
  })
  expect(high.opened.calendar.filter(({ project }) => project === 'nt' || project === 'firstSerum').map(({ state }) => state)).toEqual(['done', 'done'])
  expect((await nurse.call('prenatal.list', { list: 'recall', offset: 0, limit: 50 })).rows.find(({ pregnancyId }) => pregnancyId === high.pregnancyId)).toMatchObject({ recallKind: 'high', tests: ['firstSerum'] })
  expect((await doctor.call('prenatal.referral.prepare', { pregnancyId: high.pregnancyId })).row).toMatchObject({ scheme: '1', screenedDay: '2025-04-14', screenedGestationDays: 84, trisomy21Risk: '1/60', nuchalTranslucencyThick: false })

  const risks = { t21Comparator: '=', t21Denominator: 4000, t18Comparator: '<', t18Denominator: 50000 }
  const thick = await result({ ...risks, ntMm: 3.1 })
  expect(thick.opened).toMatchObject({ indications: ['raisedNt'], next: 'diagnosis', results: [{ result: { t21Class: 'low', ntLevel: 'high', overall: 'high' } }], recalls: [{ recall: { kind: 'high' } }] })
  expect((await doctor.call('prenatal.referral.prepare', { pregnancyId: thick.pregnancyId })).row).toMatchObject({ scheme: '1', trisomy21Risk: null, nuchalTranslucencyThick: true })
  const low = await result(risks)
  expect(low.opened).toMatchObject({ indications: [], results: [{ result: { overall: 'low' } }], recalls: [] })
  // Outside its crown–rump length a translucency says nothing, and nobody calls the whole low.
  expect((await result({ ...risks, crlMm: 86 })).opened).toMatchObject({ results: [{ result: { ntLevel: 'notAssessable', overall: 'notAssessable' }, sentences: [{ key: 'prenatalResult.ntOutside' }] }] })
  const nothing = prenatalRows(early.pregnancyId).result('firstSerum', null, measured)
  expect(await keysOf('prenatal.result.save', { row: nothing })).toEqual(expect.arrayContaining(['block t21Denominator prenatalResult.noRiskFirst', 'block sampleId prenatalResult.noSample']))
})

test('a first-trimester serum with its translucency is read from a line, judged, and calls back whom it finds', async () => {
  await setDay('2025-04-09')
  const [thick, wrong] = [await atLaboratory(), await atLaboratory()]
  await setDay('2025-05-12')
  const headings = '条形码,姓名,项目,报告日期,PAPP-A,PAPP-A MoM,游离β-hCG,游离β-hCG MoM,CRL(mm),NT(mm),AFP MoM,21三体风险,18三体风险'
  const read = await nurse.call('prenatal.resultFile.read', { file: { name: '早孕.csv', base64: Buffer.from([
    headings, `${thick.barcode},${thick.name},早孕期血清学筛查,2025-04-14,1.21,0.45,88.2,2.10,58.2,3.2,,1/900,<1/50000`, `${wrong.barcode},${wrong.name},早孕期血清学筛查,2025-04-14,1.21,0.45,88.2,2.10,58.2,1.2,1.1,1/900,<1/50000`,
  ].join('\n')).toString('base64') } })
  expect(read).toMatchObject({ read: 2, taken: 1, waiting: 1 })
  const [taken, other] = (await nurse.call('prenatal.resultRow.list', { offset: 0, limit: 10, resultFileId: read!.resultFileId })).rows
  expect(await nurse.call('prenatal.result.get', { id: taken!.resultId! })).toMatchObject({
    test: 'firstSerum', panel: 'firstCombined', pappA: 1.21, pappAUnit: 'miuPerL', pappAMom: 0.45, freeBetaHcg: 88.2, freeBetaHcgUnit: 'ngPerMl', freeBetaHcgMom: 2.1, crlMm: 58.2, ntMm: 3.2, gestationDays: 84, t21Class: 'borderline', ntLevel: 'high', overall: 'high', ntHighLimit: 3,
  })
  expect((await nurse.call('prenatal.open', { pregnancyId: thick.pregnancyId })).recalls).toMatchObject([{ recall: { kind: 'high', resultId: taken!.resultId } }])
  expect([other!.reason, other!.detail]).toEqual(['unreadable', 'AFP MoM“1.1”不属于这一行的项目(早孕期血清学筛查)'])
})

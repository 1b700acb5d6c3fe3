import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api, API_NAMES, type Name } from '../../domain/api/api.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import { criticalReferral } from '../../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral } from '../../domain/modules/maternal/diagnosis-referral.record.ts'
import { retention } from '../../domain/modules/maternal/retention.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { organization } from '../../domain/modules/referral/organization.record.ts'
import { riskAssessment } from '../../domain/modules/risk/assessment.record.ts'
import { referral } from '../../domain/modules/referral/referral.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { isNameField, maskedFields } from '../../domain/record/derive/fetal-sex.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { findFetalSex } from '../../domain/rule/prenatal/fetal-sex.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { UNBORN_RECORDS } from '../../electron/core/fetal-sex.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { openScene, type Scene } from '../support/birth-scene.ts'
import { insist, PASSWORD, type Window, windowOf } from '../support/desk.ts'
import { fertilityExamples } from '../support/fertility-scene.ts'
import { TELLING, tellEverywhere, tells } from '../support/fetal-sex.ts'
import { infectionExamples } from '../support/infection-scene.ts'
import { bookWoman, deliver, maternalExamples } from '../support/maternal-scene.ts'
import { riskExamples } from '../support/risk-scene.ts'

// Prenatal screening note §1, §15, P-32: whatever is written about a pregnancy tells nobody the sex of the fetus. The screening's own calls: prenatal-fetal-sex.test.ts.
const CARE_RECORDS: readonly RecordDefinition[] = [...UNBORN_RECORDS.filter(({ id }) => !id.startsWith('prenatal.')), { ...referral, unborn: true }]
const isCare = (name: string): boolean => ['pregnancy.', 'maternal.', 'risk.', 'referral.', 'infection.case.', 'infection.visit.', 'infection.open', 'infection.paper.', 'fertility.preconceptionFollowUp.', 'fertility.preconception.open'].some(prefix => name.startsWith(prefix))
/** Of a child that is born, by name: its sex is a fact. */
const BORN = ['maternal.postpartumVisit.', 'maternal.postpartumCheck.']
const CALLS = API_NAMES.filter(name => isCare(name) && !BORN.some(born => name.startsWith(born)))
const READS = CALLS.filter(name => !api[name].writes)

type Values = Readonly<Record<string, unknown>>
let scene: Scene
let care: Window
let assessor: Window
let named: Window
let nurse: Window
let asked: Readonly<Record<string, readonly unknown[]>>
/** Every record's first row. */
let ids: Readonly<Record<string, string>>
/** People who are called 男 or 女. */
let names: readonly string[]
let hers: { pregnancyId: string; womanId: string }
beforeAll(async () => {
  scene = await openScene()
  const examples = { ...await maternalExamples(scene), ...await riskExamples(scene), ...await fertilityExamples(scene), ...await infectionExamples(scene, () => []) } as Record<string, Values[]>
  const windowAs = (loginName: string): Window => windowOf(scene.host, `window-${loginName}`, '', loginName)
  ;[care, assessor, named, nurse] = [windowAs('yunbao'), windowAs('fengxian'), windowAs('zhuanggan'), windowAs('fubao')]
  const pregnancyId = examples['maternal.file']![0]!.pregnancyId as string
  const { pregnancy: found } = await care.call('pregnancy.open', { pregnancyId })
  hers = { pregnancyId, womanId: found.womanId }
  // A corrected dating leaves a line of its own.
  await insist(scene.clerk, 'pregnancy.save', { id: pregnancyId, rev: found.rev, row: { ...valuesOf(pregnancy, found as never), lastMenstrualDay: '2025-10-13' } })
  const { id: organizationId } = await insist(scene.admin, 'organization.save', { row: { ...emptyRow(organization), name: '市妇幼保健院', active: true } })
  const woman = { personId: hers.womanId, organizationId }
  const { id: critical } = await insist(scene.doctor, 'referral.critical.save', { row: { ...emptyRow(criticalReferral), ...woman, state: 'toSend', referredAt: '2026-03-10T08:50', contact: '家属 13800005678', reason: '血压升高', vitalSignsAt: '2026-03-10T08:45' } })
  await insist(scene.doctor, 'referral.retention.save', { row: { ...emptyRow(retention), personId: hers.womanId, riskColour: 'red', keptSince: '2026-03-09T08:00', doctorName: '陈医生' } })
  const { id: diagnosis } = await insist(scene.doctor, 'referral.diagnosis.save', { row: { ...emptyRow(diagnosisReferral), ...woman, referredDay: '2026-03-09', expectedDeliveryDay: '2026-07-20', trisomy21Risk: '1/120', doctorName: '陈医生', answer: 'waiting' } })
  const { id: slip } = await insist(scene.doctor, 'referral.save', { row: { ...emptyRow(referral), ...woman, state: 'toSend', referredDay: '2026-03-09', impression: '妊娠期高血压', reason: '血压升高', doctorName: '陈医生', critical: false } })
  await insist(scene.doctor, 'referral.move', { id: slip, rev: 1, to: 'sent' })
  ids = Object.fromEntries(await Promise.all(CARE_RECORDS.map(async ({ id, table }) => {
    const rows = scene.database.kysely.selectFrom(table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as 'pregnancy').select('id').orderBy('id')
    return [id, (await rows.executeTakeFirstOrThrow()).id]
  })))
  const paging = { offset: 0, limit: 100 }
  const slips = [{ what: 'critical', id: critical }, { what: 'diagnosis', id: diagnosis }]
  const papers = [...examples['maternal.paper.preview']!, { pregnancyId, what: 'visits' }]
  const printed = (list: readonly object[]) => list.map(one => ({ ...one, printerName: '' }))
  const reading = (inputs: Readonly<Record<string, readonly unknown[]>>) => Object.fromEntries(Object.entries(inputs).filter(([name]) => (READS as string[]).includes(name)))
  asked = {
    ...reading(examples), ...reading(Object.fromEntries(CARE_RECORDS.flatMap(({ id }) => ['get', 'history'].map(what => [`${id}.${what}`, [{ id: ids[id] }]])))),
    'maternal.paper.preview': papers, 'maternal.paper.pdf': papers, 'maternal.paper.print': printed(papers), 'maternal.townships': [null], 'risk.duty.counts': [null],
    'referral.maternal.preview': slips, 'referral.maternal.pdf': slips, 'referral.maternal.print': printed(slips), 'referral.preview': [{ id: slip }], 'referral.pdf': [{ id: slip }], 'referral.print': printed([{ id: slip }]),
    'referral.list': [paging], 'referral.expecting': [{ personId: hers.womanId }], 'referral.critical.list': [paging, { ...paging, openOnly: true }], 'referral.retention.list': [paging, { ...paging, all: true }], 'referral.diagnosis.list': [paging],
  }
  for (const window of [scene.director, scene.doctor]) await window.call('auth.current', null)
  names = (await scene.database.kysely.selectFrom('person').select('name').execute()).flatMap(({ name }) => name && /[男女]/.test(name) ? [name] : [])
  await tellEverywhere(scene.database, CARE_RECORDS)
})
afterAll(() => scene.close())

/** Who may not ask is told that and nothing else. */
async function saysNothing(window: Window, name: string, input: unknown): Promise<boolean> {
  const answer = await scene.host.call(name, input, `window-${window.loginName}`)
  if (!answer.ok) expect(['forbidden', 'invalid', 'edit-conflict'], JSON.stringify(answer.error)).toContain(answer.error.code)
  expect(tells(answer.ok ? answer.value : answer.error, names), `${name} ${JSON.stringify(answer).slice(0, 2000)}`).toEqual([])
  return answer.ok
}

test('every record of a pregnancy is one about an unborn child, except by name where somebody is born', () => {
  const ofPregnancy = (RECORDS as readonly RecordDefinition[]).filter(({ id, fields }) => id === 'pregnancy' || /^(?:maternal|risk|prenatal|referral|infection)\./.test(id) || Object.values(fields).some(field => field.kind === 'ref' && field.to === 'pregnancy'))
  // The file of a woman after her birth; the cards of a child that was born or lost, its sex in a field, and of a woman who died. A two-way slip is one by its patient.
  expect(ofPregnancy.filter(({ unborn }) => !unborn).map(({ id }) => id).toSorted()).toEqual(['delivery', 'infection.child', 'infection.childTest', 'maternal.postpartumCheck', 'maternal.postpartumVisit', 'pelvic.file', 'vital.birthDefect', 'vital.maternalDeath'])
})
test('every call that reads is asked about; a new one has to be added here', () => {
  expect(Object.keys(asked).toSorted()).toEqual(READS.toSorted())
})

const READERS: readonly (readonly [string, () => Window])[] = [['a leader who reads', () => scene.director], ['maternal care', () => care], ['a doctor of diagnosis', () => assessor], ['whoever is named for infections', () => named]]
describe.each(READERS)('to %s', (_title, windowOfReader) => {
  test.each(READS)('%s tells nothing', async name => {
    for (const input of asked[name]!) await saysNothing(windowOfReader(), name, input)
  })
  test.each(CARE_RECORDS.filter(({ id }) => `${id}.save` in api).map(({ id, fields }) => [id, fields] as const))('a conflict about %s tells nothing', async (id, fields) => {
    const row = { ...Object.fromEntries(Object.keys(fields).map(name => [name, null])), ...(await scene.database.kysely.selectFrom('recordHistory').select('row').where('record', '=', id).where('recordId', '=', ids[id]!).executeTakeFirst().then(found => JSON.parse(found!.row) as object)) }
    expect(await saysNothing(windowOfReader(), `${id}.save`, { id: ids[id], rev: 99, row })).toBe(false)
    if (`${id}.void` in api) expect(await saysNothing(windowOfReader(), `${id}.void`, { id: ids[id], rev: 99, reason: '登记有误' })).toBe(false)
  })
})

test.each(READS)('%s answers somebody', async name => {
  const answers = []
  for (const input of asked[name]!) for (const [, windowOfReader] of READERS) answers.push(await saysNothing(windowOfReader(), name, input))
  expect(answers).toContain(true)
})

test('her page, the search and the start page tell nothing', async () => {
  const { loginName: _care, ...nobody } = care
  for (const window of [scene.doctor, { ...nobody, loginName: 'yunbao' }]) {
    for (const [name, input] of [['person.timeline', { id: hers.womanId }], ['person.get', { id: hers.womanId }], ['person.history', { id: hers.womanId }], ['person.search', { text: '何', limit: 20 }], ['home.summary', null]] as const) await saysNothing(window, name, input)
  }
})

test('every paper that was made says nothing', () => {
  expect(scene.ports.printed.length).toBeGreaterThan(7)
  expect(scene.ports.madePdfs.length).toBeGreaterThan(7)
  for (const html of [...scene.ports.printed.map(job => job.html), ...scene.ports.madePdfs]) expect(tells(html, names)).toEqual([])
})

test('no data set of the package says anything', async () => {
  const filled = new Set<string>()
  for (const month of ['2025-12', '2026-02', '2026-03']) {
    for (const { map, rows } of await planMonth(scene.database.kysely, { month, institution: { ...SETTINGS.institution.initial, code: '121101010000000007' }, resourcesFolder: scene.ports.folders.resources })) {
      for (const { envelope } of rows) {
        filled.add(map.dataset.id)
        expect(tells({ ...envelope, recordId: '' }, names), JSON.stringify(envelope)).toEqual([])
      }
    }
  }
  expect([...filled]).toEqual(expect.arrayContaining(['maternal_care', 'risk_screening', 'risk_assessment', 'high_risk_case', 'referral', 'preconception']))
})

// What a form sends and the field in which the telling text is typed.
const rowOf = async (name: Name, reader: Window): Promise<{ id: string; rev: number; row: Record<string, unknown> }> => {
  const record = name.slice(0, name.lastIndexOf('.'))
  const stored = await reader.call(`${record}.get` as 'maternal.visit.get', { id: ids[record]! }) as unknown as { id: string; rev: number }
  return { id: stored.id, rev: stored.rev, row: valuesOf(CARE_RECORDS.find(({ id }) => id === record)!, stored as never) as Record<string, unknown> }
}
const columns = async (table: string, id: string): Promise<Values> => scene.database.kysely.selectFrom(table as 'pregnancy').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Where somebody types about a pregnancy: call, field, table. */
const TYPED = [
  ['maternal.first.save', 'ultrasound', 'maternalFirst'], ['maternal.visit.save', 'otherTests', 'maternalVisit'], ['maternal.attempt.save', 'note', 'maternalContactAttempt'], ['pregnancy.save', 'note', 'pregnancy'], ['risk.screening.save', 'otherText', 'riskScreening'],
  ['risk.case.save', 'tests', 'riskCase'], ['risk.caseVisit.save', 'situation', 'riskCaseVisit'], ['risk.report.save', 'sharedWith', 'riskReport'], ['risk.deliveryReview.save', 'cause', 'riskDeliveryReview'], ['risk.nearMiss.save', 'treatment', 'riskNearMiss'],
  ['infection.case.save', 'note', 'infectionCase'], ['infection.visit.save', 'condition', 'infectionVisit'], ['fertility.preconceptionFollowUp.save', 'note', 'preconceptionFollowUp'],
  ['referral.critical.save', 'fetusState', 'criticalReferral'], ['referral.retention.save', 'riskFactors', 'maternalRetention'], ['referral.diagnosis.save', 'otherUltrasound', 'diagnosisReferral'], ['referral.save', 'reason', 'referral'],
] as const

/** Who types there, where it is not maternal care. */
const CLERKS: readonly (readonly [string, () => Window])[] = [['infection.', () => named], ['fertility.', () => nurse], ['pregnancy.', () => scene.clerk], ['referral.', () => scene.doctor], ['risk.deliveryReview.', () => assessor], ['risk.nearMiss.', () => assessor]]
test.each(TYPED)('%s asks about the %s, and what comes back masked stays as it is kept', async (name, field, table) => {
  const clerk = CLERKS.find(([prefix]) => name.startsWith(prefix))?.[1]() ?? care
  const reader = clerk === scene.clerk ? care : clerk
  const { id, rev, row: stored } = await rowOf(name, reader)
  // The ticked items and the words of the table are the program's, though a text was written over them here.
  const row = name === 'risk.screening.save' ? { ...stored, items: 'S1.1' } : stored
  const before = await columns(table, id)
  // As it was shown: nothing new is told, so nothing is asked about and nothing is lost.
  const shown = await insist(clerk, name, { id, rev, row })
  const after = await columns(table, id)
  const texts = maskedFields(CARE_RECORDS.find(one => `${one.id}.save` === name)!).filter(text => row[text] !== null && !['items', 'itemTexts', 'tableName'].includes(text))
  // What another answer hides is emptied.
  for (const text of texts) expect([before[text], null], text).toContain(after[text])
  expect(after[field]).toBe(before[field])
  const typed = { ...row, [field]: '超声见男胎' }
  const answer = await scene.host.call(name, { id, rev: shown.rev, row: typed }, `window-${clerk.loginName}`)
  expect(answer.ok ? answer : [answer.error.code, answer.error.fields!.filter(({ message }) => message.key === 'prenatal.fetalSex').map(({ path }) => path)]).toEqual(['confirm', [field]])
  await insist(clerk, name, { id, rev: shown.rev, row: typed })
  expect((await columns(table, id))[field]).toBe('超声见男胎')
  expect(((await rowOf(name, reader)).row)[field]).toBe('超声见**')
})

test('an assessment is asked about before it is confirmed', async () => {
  const [{ pregnancyId }] = asked['risk.assessment.prepare'] as [{ pregnancyId: string }]
  const typed = { ...emptyRow(riskAssessment), pregnancyId, stage: 'dynamic', confirmedAt: '2026-03-10T09:00', criteria: 'O1.1', threatensLife: false, advice: '女胎,定期复查' }
  expect((await assessor.fails('risk.assessment.save', { row: typed } as never)).fields!.map(({ path, message }) => `${path} ${message.key}`)).toContain('advice prenatal.fetalSex')
  const { id } = await insist(assessor, 'risk.assessment.save', { row: typed })
  expect((await assessor.call('risk.assessment.get', { id })).advice).toBe('**,定期复查')
})

test('a step that writes a text asks as well', async () => {
  const asks = async (clerk: Window, name: Name, input: Values): Promise<string[]> => (await clerk.fails(name, input as never)).fields!.filter(({ message }) => message.key === 'prenatal.fetalSex').map(({ path }) => path)
  const revOf = async (table: string, record: string): Promise<{ id: string; rev: number }> => { const { rev } = await columns(table, ids[record]!); return { id: ids[record]!, rev: rev as number } }
  const refused = { to: 'rejected', reason: '男胎,对方拒收' }
  const [critical, stay, slip] = [await revOf('criticalReferral', 'referral.critical'), await revOf('maternalRetention', 'referral.retention'), await revOf('referral', 'referral')]
  const { id: sent, rev } = await scene.doctor.call('referral.critical.move', { ...critical, to: 'sent' } as never) as { id: string; rev: number }
  const left = { endedAt: '2026-03-10T09:00', endNote: '女胎,转市中心' }
  const decision = { stayReason: '男胎,宫口开全', consultation: '远程会诊', seniorDoctor: { loginName: 'shangji', password: PASSWORD } }
  expect(await asks(scene.doctor, 'referral.critical.move', { id: sent, rev, ...refused })).toEqual(['stateReason'])
  expect(await asks(scene.doctor, 'referral.move', { ...slip, ...refused })).toEqual(['stateReason'])
  expect(await asks(scene.doctor, 'referral.retention.decide', { ...stay, ...decision })).toEqual(['stayReason'])
  expect(await asks(scene.doctor, 'referral.retention.end', { ...stay, ...left })).toEqual(['endNote'])
  const confirmed = await scene.host.call('referral.retention.end', { ...stay, ...left, confirmations: [{ path: 'endNote', key: 'prenatal.fetalSex', reason: '已核对' }] }, 'window-yisheng')
  expect(confirmed).toMatchObject({ ok: true })
  expect((await scene.doctor.call('person.timeline', { id: hers.womanId })).find(({ kind }) => kind === 'retention')!.title).toBe('**,转市中心')
  const other = await bookWoman(care, '2025-12-01')
  const closing = { pregnancyId: other.pregnancyId, rev: 1, method: 'moved', day: '2026-03-10', reason: '男胎,迁往外地' }
  expect(await asks(care, 'maternal.close', closing)).toEqual(['stateReason'])
  expect(await scene.host.call('maternal.close', { ...closing, confirmations: [{ path: 'stateReason', key: 'prenatal.fetalSex', reason: '已核对' }] }, 'window-yunbao')).toMatchObject({ ok: true })
})

test('whoever is asked can answer: every call that writes a text about a pregnancy takes confirmations', () => {
  // A reason alone goes into the history, where it is masked.
  const reasonOnly = (name: string): boolean => name.endsWith('.void') || name.endsWith('.reopen')
  const deaf = API_NAMES.filter(name => (isCare(name) || name.startsWith('prenatal.')) && api[name].writes && !reasonOnly(name)).filter(name => !('confirmations' in (api[name].input as unknown as { shape: object }).shape))
  // A line of a laboratory's is put aside with a reason; a hand-over is signed for by a name.
  expect(deaf.toSorted()).toEqual(['prenatal.handover.receive', 'prenatal.resultRow.dismiss'])
})

test('where somebody is born the sex is a fact: home visits, the check after 42 days, the delivery, the slip of a child', async () => {
  await scene.database.write(async trx => { for (const table of ['maternalPostpartumVisit', 'maternalPostpartumCheck'] as const) await trx.updateTable(table).set({ note: '产一男婴' }).execute() })
  const notes = []
  for (const { pregnancyId } of asked['maternal.file'] as { pregnancyId: string }[]) {
    const { postpartumVisits, postpartumChecks, delivery } = await care.call('maternal.file', { pregnancyId })
    notes.push(...[...postpartumVisits, ...postpartumChecks].map(({ note }) => note), ...delivery?.newborns.map(({ sex }) => sex) ?? [])
  }
  expect(new Set(notes)).toEqual(new Set(['产一男婴', '2']))
  const child = await insist(scene.clerk, 'person.save', { row: { ...emptyRow(person), name: '何宝', sex: '1', birthDay: '2026-03-01', noDocumentReason: 'notBrought', nationality: 'CHN' } })
  const organizationId = (await scene.doctor.call('organization.list', {}))[0]!.id
  const { id } = await insist(scene.doctor, 'referral.save', { row: { ...emptyRow(referral), personId: child.id, organizationId, state: 'toSend', referredDay: '2026-03-10', impression: '新生儿黄疸', reason: '男婴,皮肤黄染三天', doctorName: '陈医生', critical: false } })
  expect((await scene.doctor.call('referral.get', { id })).reason).toBe('男婴,皮肤黄染三天')
})

describe('a two-way slip is about an unborn child by her pregnancy or by what it says', () => {
  const REASON = '孕24周,超声见男胎'
  type SlipValues = { impression?: string; reason?: string; referredDay?: string }
  const slipRow = async (personId: string, values: SlipValues) => ({ ...emptyRow(referral), personId, organizationId: (await scene.doctor.call('organization.list', {}))[0]!.id, state: 'toSend', referredDay: '2026-03-10', impression: '阴道流血', reason: REASON, doctorName: '陈医生', critical: false, ...values })
  /** Whether the save asked, whether its reason can be read, and where a slip or its history, list or paper tells the sex. */
  async function written(personId: string, values: SlipValues = {}): Promise<{ id: string; isAsked: boolean; isWhole: boolean; told: string[] }> {
    const row = await slipRow(personId, values)
    const answer = await scene.host.call('referral.save', { row }, 'window-yisheng')
    const isAsked = !answer.ok && answer.error.fields!.some(({ message }) => message.key === 'prenatal.fetalSex')
    const { id } = answer.ok ? answer.value as { id: string } : await insist(scene.doctor, 'referral.save', { row })
    return { id, isAsked, isWhole: (await scene.doctor.call('referral.get', { id })).reason === row.reason, told: await toldBy(id) }
  }
  async function toldBy(id: string): Promise<string[]> {
    const list = await scene.doctor.call('referral.list', { offset: 0, limit: 100 })
    const shown = { get: await scene.doctor.call('referral.get', { id }), history: await scene.doctor.call('referral.history', { id }), list: list.rows.find(row => row.id === id)!.impression, paper: (await scene.doctor.call('referral.preview', { id })).html }
    return Object.entries(shown).filter(([, answer]) => tells(answer, names).length > 0).map(([where]) => where)
  }
  const packaged = async (id: string): Promise<string> => {
    const { rev, number } = await scene.doctor.call('referral.get', { id })
    await scene.doctor.call('referral.move', { id, rev, to: 'sent' })
    const plan = await planMonth(scene.database.kysely, { month: '2026-03', institution: { ...SETTINGS.institution.initial, code: '121101010000000007' }, resourcesFolder: scene.ports.folders.resources })
    return JSON.stringify(plan.find(({ map }) => map.dataset.id === 'referral')!.rows.find(({ envelope }) => JSON.stringify(envelope).includes(number!))!.envelope)
  }
  const NOTHING = { isAsked: true, told: [] }
  const patientOf = async (sex: string, birthDay: string): Promise<string> => (await insist(scene.clerk, 'person.save', { row: { ...emptyRow(person), name: '何某', sex, birthDay, noDocumentReason: 'notBrought', nationality: 'CHN' } })).id

  test.each(['lost', 'moved'] as const)('of a woman who is %s she is still pregnant until 44 weeks', async state => {
    const { pregnancyId, womanId } = await bookWoman(care, '2025-09-20')
    await scene.database.write(trx => trx.updateTable('pregnancy').set({ state, stateDay: '2026-02-01' as never }).where('id', '=', pregnancyId).execute())
    // Nothing in the words says so.
    const slip = await written(womanId, { reason: '超声:男', impression: '女,头晕' })
    expect(slip).toMatchObject(NOTHING)
    expect(await packaged(slip.id)).toContain('超声:**')
    const { womanId: long, pregnancyId: before } = await bookWoman(care, '2025-05-01')
    await scene.database.write(trx => trx.updateTable('pregnancy').set({ state, stateDay: '2025-07-01' as never, startDay: '2025-05-01' as never }).where('id', '=', before).execute())
    expect(await written(long, { reason: '女性,32岁,乳腺结节' })).toMatchObject({ isAsked: false, isWhole: true })
  })
  test('of a woman nobody booked, when the slip speaks of a pregnancy, whichever text does', async () => {
    const womanId = await patientOf('2', '1996-03-01')
    const slip = await written(womanId)
    expect(slip).toMatchObject(NOTHING)
    expect(await packaged(slip.id)).toContain('孕24周,超声见**')
    const inAnother = await written(womanId, { reason: '孕24周', impression: '女,阴道流血' })
    expect(inAnother).toMatchObject(NOTHING)
    // What was only shown masked comes back as it was, also where it was the word that spoke of the pregnancy; the history stays covered once it is gone.
    const { id } = await written(womanId, { reason: '超声见男胎' })
    const shown = await scene.doctor.call('referral.get', { id })
    await insist(scene.doctor, 'referral.save', { id, rev: shown.rev, row: { ...valuesOf(referral, shown as never), treatment: '补液' } as never })
    expect((await columns('referral', id)).reason).toBe('超声见男胎')
    await insist(scene.doctor, 'referral.save', { id, rev: shown.rev + 1, row: { ...valuesOf(referral, shown as never), reason: '头晕' } as never })
    expect(await toldBy(id)).toEqual([])
    // A step that writes the first such word asks as well.
    const { id: moved } = await written(womanId, { reason: '头晕' })
    const { rev } = await scene.doctor.call('referral.move', { id: moved, rev: 1, to: 'sent' })
    expect((await scene.doctor.fails('referral.move', { id: moved, rev, to: 'rejected', reason: '孕24周男胎,无床' })).fields!.map(({ path, message }) => [path, message.key])).toEqual([['stateReason', 'prenatal.fetalSex']])
  })
  test('of a woman without a pregnancy, after a birth, of a man and of a child the slip stays as it is', async () => {
    const readable = { isAsked: false, isWhole: true }
    expect(await written(await patientOf('2', '1994-01-01'), { reason: '女性,32岁,乳腺结节' })).toMatchObject(readable)
    expect(await written(await patientOf('1', '1994-01-01'), { reason: '男性,配偶妊娠' })).toMatchObject(readable)
    expect(await written(await patientOf('2', '2026-03-01'), { reason: '早产,胎龄32周,女婴' })).toMatchObject(readable)
    const { womanId } = await bookWoman(care, '2025-05-25', { bookedDay: '2025-07-20', fetusCount: null })
    await deliver(care, womanId, '2026-03-01')
    const born = await written(womanId, { reason: '孕39周顺产一男婴,产后出血' })
    expect(born).toMatchObject(readable)
    expect(await packaged(born.id)).toContain('男婴')
    // Months later words of a pregnancy are of the next one.
    await scene.database.write(trx => trx.updateTable('pregnancy').set({ startDay: '2025-01-01' as never, stateDay: '2025-10-01' as never }).where('womanId', '=', womanId).execute())
    expect(await written(womanId)).toMatchObject(NOTHING)
  })
})

test('a name is a name: of the woman, of a doctor, of a place', async () => {
  const { pregnancyId, womanId } = await bookWoman(care, '2025-12-01', { doctorName: '王胜男' }, { name: '李亚男', township: undefined })
  const { head, pregnancy: row } = await care.call('pregnancy.open', { pregnancyId })
  expect([head.name, head.doctorName, row.doctorName, row.womanId]).toEqual(['李亚男', '王胜男', '王胜男', womanId])
})

test('no answer can take a text for a name: what names in one record tells nothing in another', () => {
  const all: readonly RecordDefinition[] = [...UNBORN_RECORDS, referral, person]
  const names = new Set(all.flatMap(({ fields }) => Object.entries(fields).flatMap(([name, field]) => isNameField(field) ? [name] : [])))
  expect([...UNBORN_RECORDS, { ...referral, unborn: true }].flatMap(one => maskedFields(one).filter(name => names.has(name)).map(name => `${one.id}.${name}`))).toEqual([])
})

test('what the program itself writes into such a record is never taken for the sex', () => {
  const texts = (value: unknown): string[] => typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
  const own = [...texts(SETTINGS.riskCriteria.initial), ...CARE_RECORDS.flatMap(({ fields }) => Object.values(fields).flatMap(field => field.kind === 'code' || field.kind === 'codes' ? field.codes.list.map(({ label }) => label) : []))]
  expect(own.length).toBeGreaterThan(300)
  expect(own.filter(text => findFetalSex(text).length > 0)).toEqual([])
  expect(findFetalSex(TELLING).length).toBeGreaterThan(0)
})

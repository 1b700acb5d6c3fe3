import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input, Name } from '../../domain/api/api.ts'
import { MATERNAL_DUE } from '../../domain/api/maternal-care-api.ts'
import { RISK_LISTS } from '../../domain/api/risk-api.ts'
import { ADOLESCENT_VIEWS, FOLLOW_UP_VIEWS, MENOPAUSE_VIEWS, SCREENING_VIEWS } from '../../domain/api/women-api.ts'
import { FOLIC_ACID_VIEW, PRECONCEPTION_VIEW, PREMARITAL_VIEW } from '../../domain/code/fertility.ts'
import { PRENATAL_LIST } from '../../domain/code/prenatal-record.ts'
import { VITAL_LIST } from '../../domain/code/vital.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { openScene, registerBirth, type Scene } from '../support/birth-scene.ts'
import { checkUp, openChildFile } from '../support/child-package.ts'
import type { Window } from '../support/desk.ts'
import { application, issueCertificate } from '../support/replacement-scene.ts'
import type { Day } from '../../domain/time/day.ts'

/** Tables that grow with every year of a hospital; none of them may be read from end to end while somebody waits. */
const GROWING = new Set(['person', 'person_search', 'pregnancy', 'delivery', 'newborn', 'blank', 'blank_event', 'stock_slip', 'stock_slip_range', 'certificate', 'certificate_registration', 'referral', 'audit', 'record_history', 'accepted_finding', 'child_file', 'child_visit', 'child_newborn_visit', 'child_due', 'child_appointment', 'child_contact_attempt', 'eye_visit', 'eye_referral', 'eye_retinopathy', 'eye_glasses', 'eye_device_row', 'maternal_first', 'maternal_visit', 'maternal_postpartum_visit', 'maternal_postpartum_check', 'maternal_redating', 'maternal_contact_attempt', 'risk_screening', 'risk_assessment', 'risk_attention', 'prenatal_consent', 'prenatal_request', 'prenatal_sample', 'prenatal_sample_step', 'prenatal_result', 'prenatal_recall', 'prenatal_attempt', 'prenatal_diagnosis', 'prenatal_outcome', 'prenatal_result_row', 'premarital_examination', 'premarital_hiv', 'preconception_couple', 'preconception_check', 'preconception_follow_up', 'folic_acid_course', 'folic_acid_issue', 'folic_acid_follow_up', 'women_cancer_screening', 'women_cancer_follow_up', 'women_attempt', 'women_menopause_file', 'women_menopause_visit', 'women_adolescent_visit', 'pelvic_file', 'pelvic_attempt', 'pelvic_course', 'pelvic_session', 'pelvic_assessment'])

const database = openSqlite({ path: ':memory:', key: null })
let scene: Scene
let statements: Set<string> | null = null

beforeAll(async () => {
  // Every statement Kysely runs is prepared here, once: whenever it answers it is written down, and runs as it is.
  const { connection } = database
  const prepare = connection.prepare.bind(connection)
  connection.prepare = ((text: string) => {
    const statement = prepare(text)
    const all = statement.all.bind(statement)
    statement.all = (...values) => {
      statements?.add(text)
      return all(...values)
    }
    return statement
  }) as typeof connection.prepare
  scene = await openScene({ database })
  await registerBirth(scene)
})
afterAll(() => scene.close())

/** The SELECTs one call ran. */
async function statementsOf<N extends Name>(window: Window, name: N, input: Input<N>): Promise<string[]> {
  // Signs in before anything is written down.
  await window.call('draft.list', null)
  statements = new Set()
  await window.call(name, input)
  const seen = [...statements]
  statements = null
  return seen.filter(text => /^\s*(select|with)\b/i.test(text))
}

/** Steps of SQLite's plan that read a growing table from end to end. A page read in the order of a key or an index stops at its limit. */
function endToEnd(statement: string): string[] {
  const names = new Map([...statement.matchAll(/"?(\w+)"? as "?(\w+)"?/gi)].map(match => [match[2]!, match[1]!]))
  const steps = database.connection.prepare(`EXPLAIN QUERY PLAN ${statement}`).all((statement.match(/\?/g) ?? []).map(() => null)) as { detail: string }[]
  const isPage = /\border by\b/i.test(statement) && /\blimit\b/i.test(statement) && !steps.some(step => step.detail === 'USE TEMP B-TREE FOR ORDER BY')
  return steps.map(step => step.detail).filter(detail => {
    const scanned = /^SCAN (\w+)/.exec(detail)?.[1]
    return scanned !== undefined && GROWING.has(names.get(scanned) ?? scanned) && !isPage
  }).map(detail => `${detail}\n    ${statement}`)
}

/** The number of all rows, for a list that nothing narrows: it can only be counted. */
const isCountOfAll = (statement: string): boolean => /^select ("state", )?count\(/i.test(statement)
// The stock's summary counts 80,000 blanks from the narrowest index (8 ms); it reads no row of theirs.
const COUNTS_ALL = new Set(['delivery.list', 'certificate.queue issued', 'certificate.queue ended', 'stock.summary', 'stock.list', 'child.list', 'child.list of the high-risk'])

// Whose outcome is asked for is what all results leave over when the known outcomes are taken away; both are read from an index alone.
const READS_INDEX = new Set(['prenatal.list outcome', 'prenatal.counts', 'prenatal.work', ...['fertility.premarital', 'fertility.preconception', 'fertility.folicAcid', 'women.cancerScreening', 'women.menopauseFile', 'women.adolescentVisit'].map(list => `${list}.list all`), 'women.screeningTarget.completion'])
const isIndexAlone = (detail: string): boolean => detail.includes(' USING COVERING INDEX ')
// These indexes hold only who is still to be seen to, or the few who ever were positive.
const HOLDS_FEW = / USING (?:COVERING )?INDEX (?:newborn_defect|delivery_mother_died|premarital_to_certify|preconception_open|folic_acid_due|women_cancer_screening_gaps|women_cancer_follow_up_due|women_cancer_follow_up_screening_id_state_voided_at)_ix\b/

type Waited = [title: string, who: (people: Scene) => Window, name: Name, input: unknown]
const search = (text: string): Waited => [`person.search ${text}`, people => people.clerk, 'person.search', { text, limit: 20 }]
const page = { offset: 0, limit: 20 }

const WAITED_FOR: Waited[] = [
  ['eye.recall.list', people => people.doctor, 'eye.recall.list', page], ['eye.reminder.list', people => people.doctor, 'eye.reminder.list', page], ['eye.referral.list of the waiting', people => people.doctor, 'eye.referral.list', { ...page, state: 'waiting' }], ['eye.referral.list of the overdue', people => people.doctor, 'eye.referral.list', { ...page, overdueOnly: true }],
  ...['张丽华', '丽华', 'zlh', 'zhanglihua', 'zhang lh', '110101199508150009', '0009', '13800001234', '1234', 'Z430000001', '430000001', 'ZY20260301', '张 1995', '张丽华 1234'].map(search),
  ...(['register', 'print', 'ask', 'seal', 'handOver', 'issued', 'ended'] as const).map((queue): Waited => [`certificate.queue ${queue}`, people => people.issuer, 'certificate.queue', { ...page, queue }]),
  ['certificate.queue ask, mine', people => people.issuer, 'certificate.queue', { ...page, queue: 'ask', mine: true }],
  ['home.summary', people => people.issuer, 'home.summary', null], ['deadline.list, of the keeper', people => people.keeper, 'deadline.list', null], ['deadline.list, of the window', people => people.issuer, 'deadline.list', null],
  ['annual.list of a month', people => people.keeper, 'annual.list', { ...page, period: '2026-03', what: 'total' }], ['annual.rates', people => people.keeper, 'annual.rates', { year: 2026 }],
  ['delivery.list without certificate', people => people.clerk, 'delivery.list', { ...page, withoutCertificate: true }],
  ['replacement.list', people => people.issuer, 'replacement.list', page], ['replacement.list of the open', people => people.issuer, 'replacement.list', { ...page, openOnly: true }],
  ['replacement.list by a name', people => people.reviewer, 'replacement.list', { ...page, state: 'applied', text: '李思远' }], ['replacement.counts', people => people.reviewer, 'replacement.counts', null],
  ['certificate.find', people => people.issuer, 'certificate.find', { number: 'Z430000001' }],
  ['certificate.nextNumber', people => people.issuer, 'certificate.nextNumber', null],
  ['stock.summary', people => people.keeper, 'stock.summary', null],
  ['stock.list', people => people.keeper, 'stock.list', page],
  ['stock.list of a state', people => people.keeper, 'stock.list', { ...page, state: 'inStock' }],
  ['stock.list from a number', people => people.keeper, 'stock.list', { ...page, number: 'Z430000050' }],
  ['stock.batches', people => people.keeper, 'stock.batches', page],
  ['stock.number', people => people.keeper, 'stock.number', { number: 'Z430000001' }],
  ['stock.unfit', people => people.keeper, 'stock.unfit', null],
  ['stock.waste', people => people.keeper, 'stock.waste', { ...page, stage: 'fresh' }],
  ['stock.slips', people => people.keeper, 'stock.slips', { ...page, kinds: ['draw'] }],
  ['stock.losses', people => people.keeper, 'stock.losses', page],
  ['stock.plan', people => people.keeper, 'stock.plan', { year: 2027 }],
  ['delivery.list, of one mother', people => people.clerk, 'delivery.list', { ...page, motherId: '01900000-0000-7000-8000-000000000001' }],
  ['delivery.list', people => people.clerk, 'delivery.list', page],
  ['referral.list overdue', people => people.doctor, 'referral.list', { ...page, overdueOnly: true }],
  ...(['due', 'overdue', 'missed', 'noShow', 'chain'] as const).map((kind): Waited => [`child.due.list ${kind}`, people => people.doctor, 'child.due.list', { ...page, kind }]),
  ['child.due.list of a month', people => people.doctor, 'child.due.list', { ...page, kind: 'due', from: '2026-03-01', to: '2026-03-31' }],
  ['child.due.list of a township', people => people.doctor, 'child.due.list', { ...page, kind: 'due', region: '430421100' }],
  ['child.due.counts', people => people.doctor, 'child.due.counts', {}],
  ['child.list', people => people.doctor, 'child.list', page], ['child.list of the high-risk', people => people.doctor, 'child.list', { ...page, highRisk: true }],
  ['child.newborns', people => people.doctor, 'child.newborns', page],
  ['home.summary, of the doctor', people => people.doctor, 'home.summary', null],
  ['eye.device.rows', people => people.doctor, 'eye.device.rows', page],
  ['eye.group.eyes', people => people.doctor, 'eye.group.eyes', { fileIds: ['x', 'y'], visitDay: '2026-03-10' }],
  ...MATERNAL_DUE.map((kind): Waited => [`maternal.due.list ${kind}`, people => people.doctor, 'maternal.due.list', { ...page, kind }]), ['maternal.due.list of a township', people => people.doctor, 'maternal.due.list', { ...page, kind: 'visit', township: '430421100' }],
  ...(['urgent', 'refused'] as const).map((view): Waited => [`pelvic.invitation.list ${view}`, people => people.doctor, 'pelvic.invitation.list', { ...page, view }]), ...(['open', 'closed'] as const).map((view): Waited => [`pelvic.file.list ${view}`, people => people.doctor, 'pelvic.file.list', { ...page, view }]),
  ...['王', '13800001234', 'PD2026000001'].map((text): Waited => [`pelvic.file.list of ${text}`, people => people.doctor, 'pelvic.file.list', { ...page, view: 'all', search: text }]),
  ...RISK_LISTS.map((list): Waited => [`risk.duty.list ${list}`, people => people.doctor, 'risk.duty.list', { ...page, list }]), ['risk.duty.counts', people => people.doctor, 'risk.duty.counts', null],
  ['maternal.due.count', people => people.doctor, 'maternal.due.count', {}], ['maternal.townships', people => people.doctor, 'maternal.townships', null], ['maternal.pregnancy.list', people => people.doctor, 'maternal.pregnancy.list', page],
  ...['王', 'wang', '0009', '13800001234'].map((text): Waited => [`maternal.pregnancy.list of ${text}`, people => people.doctor, 'maternal.pregnancy.list', { ...page, search: text, state: 'all' }]),
  ['maternal.indicators', people => people.doctor, 'maternal.indicators', { from: '2025-03-11', to: '2026-03-10' }],
  ...PRENATAL_LIST.values.map((list): Waited => [`prenatal.list ${list}`, people => people.doctor, 'prenatal.list', { ...page, list }]), ['prenatal.counts', people => people.doctor, 'prenatal.counts', null], ['prenatal.work', people => people.doctor, 'prenatal.work', null],
  ...(['township', 'institution'] as const).map((by): Waited => [`prenatal.bulletin by ${by}`, people => people.doctor, 'prenatal.bulletin', { month: '2026-03', by }]),
  ['prenatal.recall.closed', people => people.doctor, 'prenatal.recall.closed', { ...page, from: '2026-01-01', to: '2026-03-31' }], ['prenatal.figures', people => people.doctor, 'prenatal.figures', { from: '2026-01-01', to: '2026-03-31' }],
  ...PREMARITAL_VIEW.values.map((view): Waited => [`fertility.premarital.list ${view}`, people => people.doctor, 'fertility.premarital.list', { ...page, view }]),
  ...PRECONCEPTION_VIEW.values.map((view): Waited => [`fertility.preconception.list ${view}`, people => people.doctor, 'fertility.preconception.list', { ...page, view }]),
  ...FOLIC_ACID_VIEW.values.map((view): Waited => [`fertility.folicAcid.list ${view}`, people => people.doctor, 'fertility.folicAcid.list', { ...page, view }]),
  ...SCREENING_VIEWS.map((view): Waited => [`women.cancerScreening.list ${view}`, people => people.doctor, 'women.cancerScreening.list', { ...page, view }]), ['women.cancerScreening.list of a day', people => people.doctor, 'women.cancerScreening.list', { ...page, view: 'all', day: '2026-03-10' }], ['women.cancerScreening.list of a township', people => people.doctor, 'women.cancerScreening.list', { ...page, view: 'all', region: '430421100' }],
  ...FOLLOW_UP_VIEWS.map((view): Waited => [`women.cancerFollowUp.list ${view}`, people => people.doctor, 'women.cancerFollowUp.list', { ...page, view }]),
  ...MENOPAUSE_VIEWS.map((view): Waited => [`women.menopauseFile.list ${view}`, people => people.doctor, 'women.menopauseFile.list', { ...page, view }]), ...ADOLESCENT_VIEWS.map((view): Waited => [`women.adolescentVisit.list ${view}`, people => people.doctor, 'women.adolescentVisit.list', { ...page, view }]),
  ['women.screeningTarget.completion', people => people.doctor, 'women.screeningTarget.completion', { taskYear: 2026, freeOnly: false }], ['fertility.premarital.figures', people => people.doctor, 'fertility.premarital.figures', { firstDay: '2026-01-01', lastDay: '2026-03-31' }], ['fertility.preconception.figures', people => people.doctor, 'fertility.preconception.figures', { year: 2026 }], ['fertility.folicAcid.figures', people => people.doctor, 'fertility.folicAcid.figures', { firstDay: '2026-01-01', lastDay: '2026-03-31' }],
  ...VITAL_LIST.values.map((view): Waited => [`vital.list ${view}`, people => people.doctor, 'vital.list', { ...page, view }]), ['vital.count', people => people.doctor, 'vital.count', null], ['vital.figures', people => people.doctor, 'vital.figures', { year: 2026 }],
  ['women.work', people => people.doctor, 'women.work', null], ['fertility.preconception.work', people => people.doctor, 'fertility.preconception.work', null],
  ['pelvic.work', people => people.doctor, 'pelvic.work', null], ['pelvic.session.calendar', people => people.doctor, 'pelvic.session.calendar', { firstDay: '2026-03-09', days: 7 }], ...(['unanswered', 'missed'] as const).map((view): Waited => [`pelvic.session.list ${view}`, people => people.doctor, 'pelvic.session.list', { ...page, view }]),
  ...(['due', 'middle', 'followUp', 'agreed'] as const).map((view): Waited => [`pelvic.evaluation.list ${view}`, people => people.doctor, 'pelvic.evaluation.list', { ...page, view }]),
  ['audit.list', people => people.admin, 'audit.list', page],
  ['audit.list of a record', people => people.admin, 'audit.list', { ...page, recordId: '01900000-0000-7000-8000-000000000001' }],
  ['setting.history', people => people.admin, 'setting.history', { key: 'institution' }],
]

for (const [title, who, name, input] of WAITED_FOR) {
  test(`${title} reads no growing table from end to end`, async () => {
    const ran = await statementsOf(who(scene), name, input as never)
    expect(ran.length).toBeGreaterThan(0)
    expect(ran.filter(statement => !(COUNTS_ALL.has(title) && isCountOfAll(statement))).flatMap(endToEnd).filter(detail => !HOLDS_FEW.test(detail) && !(READS_INDEX.has(title) && isIndexAlone(detail)))).toEqual([])
  })
}

test.each(['postpartumVisit', 'postpartumCheck', 'closing'] as const)('maternal.due.list %s reads only who is still in care, not every birth of ten years', async kind => {
  const [asked] = (await statementsOf(scene.doctor, 'maternal.due.list', { ...page, kind })).filter(statement => statement.includes("'delivered'"))
  const steps = database.connection.prepare(`EXPLAIN QUERY PLAN ${asked}`).all((asked!.match(/\?/g) ?? []).map(() => null)) as { detail: string }[]
  expect(steps.map(({ detail }) => detail)).toContainEqual(expect.stringMatching(/^SEARCH p USING INDEX pregnancy_after_birth_ix /))
})

test('neither the form of a replacement nor the desk of its child reads a growing table from end to end', async () => {
  const issued = await issueCertificate(scene, { mother: { name: '王小红', idType: '03', idNumber: 'E12345678', birthDay: '1995-08-16' as Day } })
  const { id } = await scene.issuer.call('replacement.save', { ...await application(scene, issued.certificateId, 'exchange'), apply: false })
  const ran = [...await statementsOf(scene.issuer, 'replacement.prepare', { id }), ...await statementsOf(scene.issuer, 'certificate.desk', { newbornId: issued.newbornId }), ...await statementsOf(scene.issuer, 'replacement.formPreview', { id, what: 'application' })]
  expect(ran.length).toBeGreaterThan(10)
  expect(ran.flatMap(endToEnd)).toEqual([])
})

test('neither a child, its visit nor the saving of one reads a growing table from end to end', async () => {
  const { fileId } = await openChildFile(scene, { childName: '王一诺', birthDay: '2025-09-08' })
  const ran = [...await statementsOf(scene.doctor, 'child.file.open', { id: fileId }), ...await statementsOf(scene.doctor, 'child.visit.prepare', { fileId })]
  statements = new Set()
  await checkUp(scene, fileId)
  ran.push(...[...statements].filter(text => /^\s*(select|with)\b/i.test(text)))
  statements = null
  expect(ran.length).toBeGreaterThan(20)
  expect(ran.flatMap(endToEnd)).toEqual([])
})

test('a plan that reads everything is noticed', () => {
  expect(endToEnd(`select "name" from "person" as "mother" where "home_address" = ?`)[0]).toMatch(/^SCAN mother\n/)
  expect(endToEnd(`select "seq" from "audit" order by "at" limit ?`)).toHaveLength(1)
  expect(endToEnd(`select count(*) from "newborn"`)).toHaveLength(1)
  expect(endToEnd(`select "seq" from "audit" limit ?`)).toHaveLength(1)
  expect(endToEnd(`select "seq" from "audit" order by "seq" desc limit ?`)).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLE_NAMES, ROLES } from '../../domain/access/permission.ts'
import { api, API_NAMES, type Name } from '../../domain/api/api.ts'
import { CODE_TABLES } from '../../domain/code/index.ts'
import { INFECTION_RECORDS } from '../../domain/modules/infection/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { openScene, registerBirth, type Scene } from '../support/birth-scene.ts'
import { changeSetting, insist, PASSWORD, type Window } from '../support/desk.ts'
import { lines, openPackage, readyForPackage, type Sealed, sealMonth } from '../support/package-scene.ts'
import { grantInfection, infectionRows, pregnantWoman, rightsOf } from '../support/infection-scene.ts'

// Values that stand nowhere else: wherever one of them appears, it came from a record of this clinic.
const MARKS = { regimen: '罕见方案甲乙丙', note: '罕见备注丁戊己', condition: '罕见反应庚辛壬', advice: '罕见指导子丑寅', institution: '罕见检测所卯辰', value: '罕见滴度巳午', viralLoad: '7654321' } as const

let scene: Scene
let clerk: Window
let ids: { womanId: string; pregnancyId: string; caseId: string; childId: string; visitId: string; testId: string }
let number: string
beforeAll(async () => {
  scene = await openScene({ blanks: false })
  clerk = await scene.as('zhuanggan', ['maternalCare'], '曹孕保')
  await clerk.call('auth.current', null)
})
afterAll(() => scene.close())

test('no role holds the rights; the list alone gives them, at once and to open windows too', async () => {
  for (const { permissions } of Object.values(ROLES)) expect((permissions as readonly string[]).filter(right => right === 'infection.read' || right === 'infection.write')).toEqual([])
  expect((await clerk.fails('infection.list', { view: 'open', offset: 0, limit: 5 })).code).toBe('forbidden')
  await grantInfection(scene.admin, clerk.userId, 'read', 'fenguan')
  expect(await rightsOf(clerk)).toEqual(expect.arrayContaining(['infection.read']))
  expect((await clerk.call('infection.list', { view: 'open', offset: 0, limit: 5 })).total).toBe(0)
  const { pregnancyId } = await pregnantWoman(clerk)
  expect((await clerk.fails('infection.case.save', { row: infectionRows(pregnancyId).case() as never })).code).toBe('forbidden')
  await grantInfection(scene.admin, clerk.userId, 'write', 'fenguan')
  expect(await rightsOf(clerk)).toEqual(expect.arrayContaining(['infection.read', 'infection.write']))
})

test('nobody changes the list alone: not the administrator, not by the setting, not for himself', async () => {
  const before = await scene.admin.call('infection.access.list', null)
  const row = { rev: before.rev, userId: clerk.userId, level: 'write' as const, reason: '试试看' }
  expect((await scene.admin.fails('infection.access.save', { ...row, secondPerson: { loginName: 'admin', password: PASSWORD } })).fields?.[0]?.message.key).toBe('secondPerson.same')
  expect((await scene.admin.fails('infection.access.save', { ...row, secondPerson: { loginName: 'yisheng', password: PASSWORD } })).fields?.[0]?.message.key).toBe('secondPerson.noRight')
  expect((await scene.admin.fails('infection.access.save', { ...row, secondPerson: { loginName: 'fenguan', password: 'wrong-one' } })).fields?.[0]?.message.key).toBe('secondPerson.wrong')
  expect((await scene.admin.fails('infection.access.save', { ...row, userId: scene.director.userId, secondPerson: { loginName: 'fenguan', password: PASSWORD } })).fields?.[0]?.message.key).toBe('infectionAccess.own')
  expect((await scene.director.fails('infection.access.save', { ...row, secondPerson: { loginName: 'fenguan', password: PASSWORD } })).code).toBe('forbidden')
  const { rev, value } = await scene.admin.call('setting.get', { key: 'infectionAccess' })
  expect((await scene.admin.fails('setting.save', { key: 'infectionAccess', rev, value })).code).toBe('forbidden')
  expect((await scene.admin.call('infection.access.list', null)).rev).toBe(before.rev)
  // Who named whom, with whose word and why, stands in the list, in its history and in the audit.
  expect(before.people).toMatchObject([{ loginName: 'zhuanggan', level: 'write', reason: '艾梅乙专干', grantedByName: '王管理', approvedByName: '韩分管' }])
  expect(await scene.admin.call('setting.history', { key: 'infectionAccess' })).toHaveLength(2)
  expect((await scene.admin.call('audit.list', { call: 'infection.access.save', offset: 0, limit: 5 })).lines[0]).toMatchObject({ userName: '王管理', record: 'user', recordId: clerk.userId, facts: { level: 'write', approver: scene.director.userId } })
})

test('the administrator sees no record unless named', async () => {
  expect((await scene.admin.fails('infection.list', { view: 'all', offset: 0, limit: 5 })).code).toBe('forbidden')
})

test('no line of the contract shows a doctor who is not named anything of a case', async () => {
  const { womanId, pregnancyId } = await pregnantWoman(clerk, { name: '闻人暮雪', lastMenstrualDay: '2025-06-01', pregnancy: { bookedDay: '2025-08-20' } })
  const rows = infectionRows(pregnancyId)
  const { id: caseId } = await insist(clerk, 'infection.case.save', { row: rows.case({ hivDay: '2026-01-10', hivResult: 'positive', hivConfirmation: 'confirmed', hivConfirmationDay: '2026-01-15', viralLoadPerMl: Number(MARKS.viralLoad), hivTreatmentDay: '2026-01-16', hivRegimen: MARKS.regimen, note: MARKS.note }) })
  const { id: visitId } = await insist(clerk, 'infection.visit.save', { row: rows.visit(caseId, { condition: MARKS.condition, advice: MARKS.advice }) })
  const { newbornIds, deliveryId } = await registerBirth(scene, { motherId: womanId, delivery: { pregnancyId } })
  const { id: childId } = await insist(clerk, 'infection.child.save', { row: rows.child(caseId, { newbornId: newbornIds[0], bornAt: '2026-03-05T08:01', hivProphylaxis: MARKS.regimen, note: MARKS.note }) })
  const { id: testId } = await insist(clerk, 'infection.childTest.save', { row: rows.test(childId, { test: 'hivDna1', testDay: '2026-03-06', institution: MARKS.institution, value: MARKS.value }) })
  await clerk.call('draft.save', { form: `infection.case:${caseId}`, content: { note: MARKS.note } })
  ids = { womanId, pregnancyId, caseId, childId, visitId, testId }
  number = (await clerk.call('infection.open', { caseId })).case.number!
  await changeSetting(scene.admin, 'infectionRules', { inPackage: 1 })

  // Everything the roles can give, without the list: what a doctor sees and more.
  const doctor = await scene.as('quan', ROLE_NAMES.filter(role => role !== 'stockKeeper'))
  await doctor.call('auth.current', null)
  const known: Record<string, unknown> = { id: caseId, caseId, childId, pregnancyId, womanId, motherId: womanId, personId: womanId, newbornId: newbornIds[0], deliveryId, recordId: caseId, text: '闻人暮雪', search: '闻人', form: `infection.case:${caseId}`, year: 2026, month: '2026-03', offset: 0, limit: 100, from: '2025-10-01', to: '2026-09-30', rev: 1, key: 'infectionRules', view: 'all' }
  const all = [ids.caseId, ids.childId, ids.visitId, ids.testId, number, ...Object.values(MARKS)]
  const shapes = (schema: unknown): Record<string, unknown>[] => {
    const { def } = (schema as { _zod: { def: { shape?: Record<string, unknown> } } })._zod
    const names = Object.keys(def.shape ?? {})
    const whole = Object.fromEntries(names.filter(name => name in known).map(name => [name, known[name]]))
    // Each id of the case in the place of an id, and with every view a list has.
    const withIds = [caseId, childId, visitId, testId, pregnancyId, womanId, newbornIds[0], deliveryId].map(id => ({ ...whole, ...'id' in whole ? { id } : {} }))
    const views = CODE_TABLES.filter(table => /List$|Reminder$/.test(table.id)).flatMap(table => table.values.map(view => ({ ...whole, view, kind: view })))
    return [whole, ...withIds, ...'view' in whole || names.includes('kind') ? views.map(one => Object.fromEntries(Object.entries(one).filter(([name]) => names.includes(name)))) : []]
  }
  const traces: string[] = []
  let answered = 0
  for (const name of API_NAMES.filter(one => !api[one].writes && !api[one].beforeOpen && !one.startsWith('auth.')) as Name[]) {
    for (const input of [null, ...shapes(api[name].input)]) {
      const answer = await scene.host.call(name, input, 'window-quan')
      if (answer.ok) answered += 1
      const text = JSON.stringify(answer)
      for (const mark of all) {
        // The audit says that a case was opened, and by whom: by an id that leads nowhere without the list.
        if (name === 'audit.list' && (mark === caseId || mark === childId || mark === visitId || mark === testId)) continue
        // What a caller typed in may stand in the refusal.
        if (!answer.ok && JSON.stringify(input).includes(mark)) continue
        if (text.includes(mark)) traces.push(`${name} ${JSON.stringify(input)}: ${mark}`)
      }
      if (name.startsWith('infection.') && answer.ok && name !== 'infection.access.list') traces.push(`${name} answered`)
    }
  }
  expect(traces).toEqual([])
  // A proof that asked nothing would find nothing.
  expect(answered).toBeGreaterThan(150)
  // A person with a case cannot be told by what refuses to be voided.
  const { rev } = await doctor.call('person.get', { id: womanId })
  expect(JSON.stringify(await doctor.fails('person.void', { id: womanId, rev, reason: '试一试' }))).not.toMatch(/母婴阻断|随访|暴露/)
})

test('a pregnancy that hangs on a case alone is voided by a doctor like any other, and the named still find the case', async () => {
  const { doctor } = scene
  const { pregnancyId } = await pregnantWoman(clerk, { name: '令狐晓棠' })
  const { id: caseId } = await insist(clerk, 'infection.case.save', { row: infectionRows(pregnancyId).case() })
  const { rev } = await doctor.call('pregnancy.get', { id: pregnancyId })
  // Whoever is on the list is told what stands in the way; to anybody else the sentence itself would tell of the disease.
  expect((await clerk.fails('pregnancy.void', { id: pregnancyId, rev, reason: '登记错误' })).fields?.[0]?.message.params).toEqual({ records: '母婴阻断个案' })
  await doctor.call('pregnancy.void', { id: pregnancyId, rev, reason: '登记错误' })
  const line = (await clerk.call('infection.list', { view: 'open', offset: 0, limit: 50 })).rows.find(row => row.caseId === caseId)
  expect(line).toMatchObject({ behind: { isPregnancyVoided: true } })
  const { case: row } = await clerk.call('infection.open', { caseId })
  await clerk.call('infection.case.void', { id: caseId, rev: row.rev, reason: '妊娠登记错误' })
  expect((await clerk.fails('infection.case.save', { row: infectionRows(pregnancyId).case() as never })).code).toBe('not-found')
})

test('what goes into the package tells its reporter neither who nor when', async () => {
  const rows = await plannedRows()
  expect(rows.map(row => row.ext.rowKind)).toEqual(['woman', 'child'])
  const text = JSON.stringify(rows.map(({ payload, ext, bk, eventDate }) => ({ payload, ext, bk, eventDate })))
  for (const word of ['闻人', '暮雪', MARKS.regimen, MARKS.note, MARKS.institution, ids.pregnancyId, ids.womanId, '20260305', '2026-03-05', '20260110']) expect(text).not.toContain(word)
  expect(rows[0]!.ext).toMatchObject({ caseNo: number, hivConfirmation: 'confirmed', hivTestDays: '223', confirmed: 'hiv,hbv' })
  expect(rows[1]!.ext).toMatchObject({ caseNo: number, hivDna1TestAgeDays: '1', hivDna1TestResult: 'negative', birthOrder: '1' })
  // Born on a day that travels in the same package, the child's row says the month alone.
  expect(rows.map(({ eventDate }) => eventDate)).toEqual(['2026-03-01', '2026-03-01'])
})

test('the package is made without these records by whoever is not on the list; the next by a named hand takes them along', async () => {
  await readyForPackage(scene)
  const { name, code, countyCode } = { name: '青山县妇幼保健院', code: '121101010000000007', countyCode: '430421' }
  await changeSetting(scene.admin, 'institution', { name, code, countyCode })
  const of = async (window: Window) => {
    const { datasets, withheld } = await window.call('package.plan', { month: '2026-03' })
    return { records: datasets.find(({ dataset }) => dataset === 'mother_to_child_prevention')!.records, withheld }
  }
  const named = await scene.as('mingdan', ['reporter'], '褚专报')
  await grantInfection(scene.admin, named.userId, 'read', 'fenguan')
  expect(await of(scene.reporter)).toEqual({ records: 0, withheld: ['mother_to_child_prevention'] })
  const waiting = (await of(named)).records
  expect(waiting).toBeGreaterThan(1)
  const rowsIn = ({ folder, baseName }: Sealed) => lines(openPackage(folder, baseName), 'mother_to_child_prevention').length
  expect(rowsIn(await sealMonth(scene.reporter, '2026-03'))).toBe(0)
  expect(await of(named)).toEqual({ records: waiting, withheld: [] })
  expect(rowsIn(await sealMonth(named, '2026-03'))).toBe(waiting)
  // The HIV result of the premarital examination travels in a row of everybody's: there the named seal, or nobody.
  await changeSetting(scene.admin, 'fertilityRules', { hivInPackage: 1 })
  expect((await scene.reporter.fails('package.seal', { month: '2026-03' })).fields?.[0]?.message.key).toBe('package.hivUnlisted')
  await changeSetting(scene.admin, 'infectionRules', { inPackage: 0 })
  expect(await of(scene.reporter)).toEqual({ records: 0, withheld: [] })
  expect(await plannedRows()).toEqual([])
  await grantInfection(scene.admin, named.userId, null, 'fenguan', '测试结束')
})

async function plannedRows() {
  const planned = await planMonth(scene.database.kysely, { month: '2026-03', institution: { ...SETTINGS.institution.initial, code: '121101010000000007', countyCode: '430421' }, resourcesFolder: scene.ports.folders.resources, rights: ['infection.read'] })
  return planned.find(({ map }) => map.dataset.id === 'mother_to_child_prevention')!.rows.map(({ envelope }) => envelope).toSorted((one, other) => one.ext.rowKind! > other.ext.rowKind! ? -1 : 1).filter(({ bk }) => bk.caseNo === number)
}

test('every reading by the named leaves a line; a name taken off the list ends it at once and takes the unfinished work along', async () => {
  const lines = async (call: string) => (await scene.admin.call('audit.list', { call, offset: 0, limit: 100 })).lines
  for (const call of ['infection.open', 'infection.reveal', 'infection.ofPregnancy', 'infection.paper.preview', 'infection.case.get', 'infection.case.history'] as const) {
    const before = (await lines(call)).length
    await clerk.call(call as 'infection.open', (call === 'infection.ofPregnancy' ? { pregnancyId: ids.pregnancyId } : call === 'infection.paper.preview' ? { caseId: ids.caseId, what: 'case' } : call.startsWith('infection.case.') ? { id: ids.caseId } : { caseId: ids.caseId }) as never)
    const [last] = await lines(call)
    expect((await lines(call)).length, call).toBe(before + 1)
    // The auditor, who is not on the list, learns no pregnancy.
    expect(JSON.stringify(last)).not.toContain(ids.pregnancyId)
  }
  // Asked from the page of a pregnancy that the audit does name: with a case and without one the line is the same.
  const { pregnancyId: other } = await pregnantWoman(clerk)
  for (const call of ['infection.ofPregnancy', 'infection.prepare'] as const) {
    for (const pregnancyId of [ids.pregnancyId, other]) {
      await clerk.call(call, { pregnancyId })
      expect((await lines(call))[0], call).toMatchObject({ record: null, recordId: null })
    }
  }
  expect((await clerk.call('infection.reveal', { caseId: ids.caseId })).name).toBe('闻人暮雪')
  await grantInfection(scene.admin, clerk.userId, null, 'fenguan', '调离岗位')
  expect((await clerk.fails('infection.open', { caseId: ids.caseId })).code).toBe('forbidden')
  expect(await clerk.call('draft.get', { form: `infection.case:${ids.caseId}` })).toBeNull()
  expect((await scene.admin.call('infection.access.list', null)).people).toEqual([])
})

test('health data of the clinic is marked as such, and no record of it names a person', () => {
  for (const definition of INFECTION_RECORDS as readonly RecordDefinition[]) {
    for (const [name, field] of Object.entries(definition.fields)) {
      if (field.kind === 'ref') expect(['pregnancy', 'newborn', 'infection.case', 'infection.child'], `${definition.id}.${name}`).toContain(field.to)
    }
  }
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api, API_NAMES, type Name } from '../../domain/api/api.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { criticalReferral } from '../../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral } from '../../domain/modules/maternal/diagnosis-referral.record.ts'
import { retention } from '../../domain/modules/maternal/retention.record.ts'
import { organization } from '../../domain/modules/referral/organization.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { isNameField, maskedFields } from '../../domain/record/derive/fetal-sex.ts'
import { findFetalSex } from '../../domain/rule/prenatal/fetal-sex.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { UNBORN_RECORDS } from '../../electron/core/fetal-sex.ts'
import { openScene, type Scene } from '../support/birth-scene.ts'
import { insist, PASSWORD, type Window } from '../support/desk.ts'
import { TELLING, tellEverywhere, tells } from '../support/fetal-sex.ts'
import { careRows, maternalExamples } from '../support/maternal-scene.ts'
import { riskExamples } from '../support/risk-scene.ts'

// Prenatal screening note §1, §15, P-32: whatever is written about a pregnancy tells nobody the sex of the fetus. The screening's own calls: prenatal-fetal-sex.test.ts.
const CARE_RECORDS = UNBORN_RECORDS.filter(({ id }) => !id.startsWith('prenatal.'))
const isCare = (name: string): boolean => ['pregnancy.', 'maternal.', 'risk.', 'referral.'].some(prefix => name.startsWith(prefix))
/** Of a child that is born, by name: its sex is a fact. */
const BORN = ['maternal.postpartumVisit.', 'maternal.postpartumCheck.']
const CALLS = API_NAMES.filter(name => isCare(name) && !BORN.some(born => name.startsWith(born)))
const READS = CALLS.filter(name => !api[name].writes)

let scene: Scene
let care: Window
let assessor: Window
let asked: Readonly<Record<string, readonly unknown[]>>
let ids: Record<string, string>
let ownerId: string
beforeAll(async () => {
  scene = await openScene()
  const examples = { ...await maternalExamples(scene), ...await riskExamples(scene) } as Record<string, Record<string, unknown>[]>
  care = { ...scene.doctor, loginName: 'yunbao', ...windowAs('yunbao') }
  assessor = { ...scene.doctor, loginName: 'fengxian', ...windowAs('fengxian') }
  const [{ pregnancyId }] = examples['maternal.file'] as [{ pregnancyId: string }]
  ownerId = pregnancyId
  const { pregnancy: { rev, womanId, ...dated } } = await care.call('pregnancy.open', { pregnancyId })
  await insist(scene.clerk, 'pregnancy.save', { id: pregnancyId, rev, row: { ...emptyRow(pregnancy), womanId, state: 'pregnant', bookedDay: dated.bookedDay, lastMenstrualDay: '2025-10-13' } })
  const { id: organizationId } = await insist(scene.admin, 'organization.save', { row: { ...emptyRow(organization), name: '市妇幼保健院', active: true } })
  const woman = { personId: womanId, organizationId }
  const { id: critical } = await insist(scene.doctor, 'referral.critical.save', { row: { ...emptyRow(criticalReferral), ...woman, state: 'toSend', referredAt: '2026-03-10T08:50', contact: '家属 13800005678', reason: '血压升高', vitalSignsAt: '2026-03-10T08:45' } })
  await insist(scene.doctor, 'referral.retention.save', { row: { ...emptyRow(retention), personId: womanId, riskColour: 'red', keptSince: '2026-03-09T08:00', doctorName: '陈医生' } })
  const { id: diagnosis } = await insist(scene.doctor, 'referral.diagnosis.save', { row: { ...emptyRow(diagnosisReferral), ...woman, referredDay: '2026-03-09', expectedDeliveryDay: '2026-07-20', trisomy21Risk: '1/120', doctorName: '陈医生', answer: 'waiting' } })
  const rows = await Promise.all([...CARE_RECORDS].map(async ({ id, table }) => [id, (await scene.database.kysely.selectFrom(table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as 'pregnancy').select('id').orderBy('id').executeTakeFirstOrThrow(() => new Error(`no row of ${id}`))).id] as const))
  ids = Object.fromEntries(rows)
  const paging = { offset: 0, limit: 100 }
  const slips = [{ what: 'critical', id: critical }, { what: 'diagnosis', id: diagnosis }]
  const papers = [...examples['maternal.paper.preview']!, { pregnancyId, what: 'visits' }, { pregnancyId, what: 'first' }]
  const printed = (list: readonly object[]) => list.map(one => ({ ...one, printerName: '' }))
  asked = {
    ...Object.fromEntries(Object.entries(examples).filter(([name]) => (READS as string[]).includes(name))),
    ...Object.fromEntries(rows.flatMap(([record, id]) => [[`${record}.get`, [{ id }]], [`${record}.history`, [{ id }]]].filter(([name]) => (READS as unknown[]).includes(name)))) as Record<string, unknown[]>,
    'maternal.paper.preview': papers, 'maternal.paper.pdf': papers, 'maternal.paper.print': printed(papers), 'maternal.townships': [null], 'risk.duty.counts': [null],
    'referral.maternal.preview': slips, 'referral.maternal.pdf': slips, 'referral.maternal.print': printed(slips),
    'referral.critical.list': [paging, { ...paging, openOnly: true }], 'referral.retention.list': [paging, { ...paging, all: true }], 'referral.diagnosis.list': [paging],
  }
  await scene.director.call('auth.current', null)
  await tellEverywhere(scene.database, CARE_RECORDS)
})
afterAll(() => scene.close())
const windowAs = (loginName: string): Pick<Window, 'call' | 'fails'> => ({
  call: async (name, input) => { const answer = await scene.host.call(name, input, `window-${loginName}`); if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`); return answer.value as never },
  fails: async (name, input) => { const answer = await scene.host.call(name, input, `window-${loginName}`); if (answer.ok) throw new Error(`${name} answered`); return answer.error },
})

test('every call that reads is asked about; a new one has to be added here', () => {
  expect(Object.keys(asked).toSorted()).toEqual(READS.toSorted())
})

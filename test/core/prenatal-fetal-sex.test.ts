import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api, API_NAMES, type Name } from '../../domain/api/api.ts'
import { PRENATAL_PAPERS } from '../../domain/api/prenatal-paper-api.ts'
import { diagnosisReferral } from '../../domain/modules/maternal/diagnosis-referral.record.ts'
import { PRENATAL_RECORDS } from '../../domain/modules/prenatal/index.ts'
import { prenatalCounselling } from '../../domain/modules/prenatal/recall.record.ts'
import { prenatalRemark } from '../../domain/modules/prenatal/remark.record.ts'
import { prenatalTarget } from '../../domain/modules/prenatal/target.record.ts'
import { organization } from '../../domain/modules/referral/organization.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { readWorkbook } from '../../electron/core/list-file/workbook.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { TELLING, tellEverywhere, tells } from '../support/fetal-sex.ts'
import { calendarOf, delivered, drawn, HIGH_SERUM, pregnantWoman, prenatalRows, screened } from '../support/prenatal-scene.ts'

// Prenatal screening note §1, §15, P-32: nothing that leaves the store tells the sex of a fetus.
const RECORDS: readonly RecordDefinition[] = [...PRENATAL_RECORDS, diagnosisReferral]

let desk: Desk
let nurse: Window
let doctor: Window
let reader: Window
let ids: Record<string, string>
beforeAll(async () => {
  desk = await openDesk()
  const clerk = await desk.as('yunbao', ['maternalCare'], '曹孕保')
  nurse = await desk.as('chanshai', ['prenatalCare'], '魏产筛')
  doctor = await desk.as('yisheng', ['doctor'], '周医生')
  reader = await desk.as('fenguan', ['director'], '韩分管')
  const admin = await desk.as('guanli', ['administrator'], '林管理')
  await calendarOf(desk, clerk, nurse, doctor, reader, admin)('2025-05-12')
  const { id: organizationId } = await insist(admin, 'organization.save', { row: { ...emptyRow(organization), name: '省产前诊断中心', active: true } })
  const { pregnancyId } = await pregnantWoman(clerk)
  const rows = prenatalRows(pregnancyId)
  const { resultId, barcode } = await screened(nurse, pregnancyId, HIGH_SERUM)
  const opened = await nurse.call('prenatal.open', { pregnancyId })
  const [recall, sample, consent, request] = [opened.recalls[0]!.recall, opened.samples[0]!.sample, opened.consents[0]!.consent, opened.requests[0]!]
  const { id: attempt } = await insist(nurse, 'prenatal.attempt.save', { row: rows.attempt(recall.id, '2025-05-12T08:00', 'refused') })
  const { id: counselling } = await insist(nurse, 'prenatal.counselling.save', { row: { ...emptyRow(prenatalCounselling), pregnancyId, resultId, counselledDay: '2025-05-12', doctorName: '魏产筛', content: '说明' } })
  const { id: target } = await insist(nurse, 'prenatal.target.save', { row: { ...emptyRow(prenatalTarget), year: 2025, scope: 'institution', place: '西渡镇卫生院', women: 10 } })
  const { id: remark } = await insist(nurse, 'prenatal.remark.save', { row: { ...emptyRow(prenatalRemark), year: 2025, month: 12, scope: 'institution', place: '西渡镇卫生院', remark: '停采' } })
  const { id: referral } = await insist(nurse, 'referral.diagnosis.save', { row: { ...emptyRow(diagnosisReferral), ...(await nurse.call('prenatal.referral.prepare', { pregnancyId })).row, organizationId } })
  const { id: diagnosis } = await insist(nurse, 'prenatal.diagnosis.save', { row: rows.diagnosis({ sampledDay: null, diagnosedDay: '2025-05-12', referralId: referral }) })
  const { id: outcome } = await insist(nurse, 'prenatal.outcome.save', { row: rows.outcome({ outcome: '3', endedDay: '2025-05-12', followedDay: '2025-05-12' }) })
  // A second woman whose tube travels, so that hand-overs and waiting lines have something to show.
  const other = await pregnantWoman(clerk)
  const tube = await drawn(nurse, other.pregnancyId)
  await delivered(nurse, other.pregnancyId)
  const closed = await nurse.call('prenatal.open', { pregnancyId: other.pregnancyId })
  const sent = await pregnantWoman(clerk)
  await drawn(nurse, sent.pregnancyId)
  for (const to of ['processed', 'toSend'] as const) { const { sample: one } = (await nurse.call('prenatal.open', { pregnancyId: sent.pregnancyId })).samples[0]!; await insist(nurse, 'prenatal.sample.step', { id: one.id, rev: one.rev, to, remark: '无' }) }
  const { sample: ready } = (await nurse.call('prenatal.open', { pregnancyId: sent.pregnancyId })).samples[0]!
  const { id: handover } = await nurse.call('prenatal.handover.send', { samples: [{ id: ready.id, rev: ready.rev }], laboratory: '市检验科', sender: '李送样' })
  const file = `条形码,姓名,项目,结论\n无此号码,张某,中孕期血清学筛查,"${TELLING}"\n${tube.barcode},${closed.head.name},中孕期血清学筛查,"${TELLING}"\n`
  const read = await nurse.call('prenatal.resultFile.read', { file: { name: `${TELLING}.csv`, base64: Buffer.from(file).toString('base64') } })
  const { rows: [line] } = await nurse.call('prenatal.resultRow.list', { offset: 0, limit: 10 })
  ids = { pregnancyId, womanId: opened.head.womanId, barcode, consent: consent.id, request: request.id, sample: sample.id, handover, result: resultId, resultFile: read!.resultFileId, resultRow: line!.id, recall: recall.id, attempt, counselling, diagnosis, outcome, target, remark, referral }
  await nurse.call('prenatal.consent.addScan', { id: consent.id, file: { name: 'x.png', base64: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).toString('base64') } })
  for (const window of [doctor, reader]) await window.call('auth.current', null)
  await tellEverywhere(desk.database, RECORDS)
  await desk.database.write(async trx => { await trx.updateTable('prenatalSampleStep').set({ remark: TELLING }).execute() })
})
afterAll(() => desk.close())

const paging = { offset: 0, limit: 100 }
const span = { from: '2025-01-01', to: '2025-12-31' }
/** What each call that reads is asked; a new call without an entry fails the test below. */
const asked = (): Readonly<Record<string, readonly unknown[]>> => {
  const own = (record: string, id: string): [string, unknown[]][] => [[`${record}.get`, [{ id }]], [`${record}.history`, [{ id }]]]
  const about = [{ pregnancyId: ids.pregnancyId }]
  const papers = PRENATAL_PAPERS.map(what => what === 'consentForm' ? { what, id: ids.pregnancyId, kind: 'serum' } : { what, id: ids[what === 'label' ? 'sample' : what] })
  const bulletin = { month: '2025-12', by: 'institution' }
  return Object.fromEntries<readonly unknown[]>([
    ...PRENATAL_RECORDS.filter(({ id }) => `${id}.get` in api).flatMap(({ id }) => own(id, ids[id.slice('prenatal.'.length)]!)), ...own('referral.diagnosis', ids.referral!),
    ['prenatal.open', about], ['prenatal.find', [{ number: ids.barcode }]], ['prenatal.consent.prepare', [{ ...about[0], kind: 'serum' }]], ['prenatal.consent.scan', [{ id: ids.consent }]], ['prenatal.consent.addScan', [{ id: ids.consent }]],
    ['prenatal.request.prepare', about], ['prenatal.request.evaluate', [{ row: prenatalRows(ids.pregnancyId!).request('nipt', { history: TELLING, requestedDay: null }) }]], ['prenatal.handover.open', [{ id: ids.handover }]], ['prenatal.handover.list', [paging]],
    ['prenatal.result.prepare', [{ ...about[0], test: 'nt' }]], ['prenatal.result.evaluate', [{ row: prenatalRows(ids.pregnancyId!).result('thalassaemia', null, { womanGenotype: TELLING }) }]],
    ['prenatal.resultFile.mappings', [null]], ['prenatal.resultFile.read', [{}]], ['prenatal.resultFile.list', [paging]], ['prenatal.resultRow.list', [paging, { ...paging, resultFileId: ids.resultFile }]],
    ['prenatal.referral.prepare', about], ['prenatal.diagnosis.prepare', about], ['prenatal.outcome.prepare', about], ['prenatal.list', ['consent', 'draw', 'closing', 'send', 'transit', 'rejected', 'report', 'unmatched', 'issue', 'recall', 'diagnosis', 'outcome'].map(list => ({ ...paging, list }))], ['prenatal.counts', [null]], ['prenatal.work', [null]],
    ['prenatal.recall.closed', [{ ...paging, ...span }]], ['prenatal.target.list', [{ year: 2025 }]], ['prenatal.bulletin', [{ month: '2025-12', by: 'institution' }, { month: '2025-12', by: 'township' }]], ['prenatal.bulletin.women', [{ month: '2025-12', by: 'institution', column: 'screened', ...paging }]], ['prenatal.figures', [span]],
    ['prenatal.of', [{ womanId: ids.womanId }]], ['prenatal.paper.preview', papers], ['prenatal.paper.pdf', papers], ['prenatal.paper.print', papers.map(one => ({ ...one, printerName: '' }))],
    ['prenatal.bulletin.preview', [bulletin]], ['prenatal.bulletin.pdf', [bulletin]], ['prenatal.bulletin.print', [{ ...bulletin, printerName: '' }]], ['prenatal.bulletin.file', [bulletin]],
    ['referral.diagnosis.list', [paging]], ['referral.maternal.preview', [{ what: 'diagnosis', id: ids.referral }]], ['referral.maternal.pdf', [{ what: 'diagnosis', id: ids.referral }]], ['referral.maternal.print', [{ what: 'diagnosis', id: ids.referral, printerName: '' }]],
  ])
}
/** Refused where the bytes themselves tell it. */
const REFUSED = 'prenatal.resultFile.original'
const SCREENING_CALLS = API_NAMES.filter(name => name.startsWith('prenatal.') || name.startsWith('referral.diagnosis.') || name.startsWith('referral.maternal.'))
const READS = SCREENING_CALLS.filter(name => !api[name].writes && name !== REFUSED)

test('every call that reads is asked about; a new one has to be added here', () => {
  expect(Object.keys(asked()).toSorted()).toEqual(READS.toSorted())
})

describe.each([['a leader who reads', () => reader], ['prenatal care', () => nurse], ['a doctor of diagnosis', () => doctor]] as const)('to %s', (_title, windowOf) => {
  test.each(READS)('%s tells nothing', async name => {
    const window = windowOf()
    for (const input of asked()[name]!) {
      const answer = await desk.host.call(name, input, `window-${window.loginName}`)
      // Who may not ask is told that and nothing else.
      if (!answer.ok) expect(answer.error.code, JSON.stringify(answer.error)).toBe('forbidden')
      expect(tells(answer.ok ? answer.value : answer.error), `${name} ${JSON.stringify(answer).slice(0, 2000)}`).toEqual([])
    }
  })
  test.each(SCREENING_CALLS.filter(name => name.endsWith('.save')))('a conflict of %s tells nothing', async name => {
    const record = RECORDS.find(({ id }) => `${id}.save` === name)!
    const id = record === diagnosisReferral ? ids.referral : ids[record.id.slice('prenatal.'.length)]
    const answer = await desk.host.call(name as Name, { id, rev: 99, row: { ...emptyRow(record), pregnancyId: ids.pregnancyId, recallId: ids.recall, test: 'nt' } }, `window-${windowOf().loginName}`)
    expect(answer.ok).toBe(false)
    expect(tells(answer), JSON.stringify(answer).slice(0, 2000)).toEqual([])
  })
})

test('the spreadsheet of the bulletin says nothing', async () => {
  const { base64 } = await nurse.call('prenatal.bulletin.file', { month: '2025-12', by: 'institution' })
  const { rows } = await readWorkbook(Buffer.from(base64, 'base64'))
  expect(rows.length).toBeGreaterThan(2)
  expect(tells(rows.map(({ cells }) => cells))).toEqual([])
})

test('every paper that was made says nothing', () => {
  for (const html of [...desk.ports.printed.map(job => job.html), ...desk.ports.madePdfs]) expect(tells(html)).toEqual([])
  expect(desk.ports.printed.length + desk.ports.madePdfs.length).toBeGreaterThan(0)
})

test('the package says nothing', async () => {
  const plan = await planMonth(desk.database.kysely, { month: '2025-05', institution: { ...SETTINGS.institution.initial, code: '430421000123' }, resourcesFolder: desk.ports.folders.resources })
  const { rows } = plan.find(({ map }) => map.dataset.id === 'prenatal_screening')!
  expect(rows.length).toBeGreaterThan(1)
  for (const { envelope } of rows) expect(tells({ ...envelope, recordId: '' }), JSON.stringify(envelope)).toEqual([])
})

test('a laboratory file that tells it is kept and never given out', async () => {
  expect((await doctor.fails(REFUSED, { id: ids.resultFile! })).fields).toMatchObject([{ path: 'file', message: { key: 'prenatalFile.fetalSex' } }])
  expect(Buffer.from((await desk.database.kysely.selectFrom('prenatalResultOriginal').select('original').executeTakeFirstOrThrow()).original, 'base64').toString()).toContain(TELLING)
})

test('P-32: a karyotype is masked, an abnormality of X and Y is read by the diagnosis role alone; typing it is asked about, and saving what was shown masked keeps it', async () => {
  const save = { row: prenatalRows(ids.pregnancyId!).diagnosis({ sampledDay: null, diagnosedDay: '2025-05-12', karyotype: '46,XY', resultText: '47,XXY', conclusion: 'positive' }) }
  const refused = await nurse.fails('prenatal.diagnosis.save', save as never)
  expect([refused.code, refused.fields!.map(({ path, message }) => [path, message.key])]).toEqual(['confirm', [['karyotype', 'prenatal.fetalSex']]])
  const { id, rev } = await insist(doctor, 'prenatal.diagnosis.save', save)
  expect(await nurse.call('prenatal.diagnosis.get', { id })).toMatchObject({ karyotype: '46,**', resultText: '47,**' })
  expect(await doctor.call('prenatal.diagnosis.get', { id })).toMatchObject({ karyotype: '46,**', resultText: '47,XXY' })
  const { defVersion: _version, createdAt: _at, createdBy: _by, updatedAt: _then, updatedBy: _who, voidedAt: _void, voidReason: _why, id: _id, rev: _rev, ...shown } = await nurse.call('prenatal.diagnosis.get', { id })
  await insist(nurse, 'prenatal.diagnosis.save', { id, rev, row: { ...shown, note: '电话已告知来院' } })
  expect(await desk.database.kysely.selectFrom('prenatalDiagnosis').select(['karyotype', 'resultText', 'note']).where('id', '=', id).executeTakeFirstOrThrow()).toEqual({ karyotype: '46,XY', resultText: '47,XXY', note: '电话已告知来院' })
})

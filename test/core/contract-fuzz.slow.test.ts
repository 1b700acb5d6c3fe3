// Random inputs around each call's own schema, through the real host on a real database, as users who may do everything.
// `FUYOU_FUZZ_RUNS=10000` runs every call ten thousand times (about an hour and a half); without it each call gets the count below.
// `FUYOU_FUZZ_SEED` repeats a run.
import fc from 'fast-check'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ROLE_NAMES } from '../../domain/access/permission.ts'
import { api, API_NAMES, type Name } from '../../domain/api/api.ts'
import type { CallError, Result } from '../../domain/api/result.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { criticalReferral } from '../../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral } from '../../domain/modules/maternal/diagnosis-referral.record.ts'
import { retention } from '../../domain/modules/maternal/retention.record.ts'
import { referral } from '../../domain/modules/referral/referral.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { INITIAL_DEVICE_SETTINGS, READER_PRESETS } from '../../domain/device/device-settings.ts'
import { ANNUAL_KEYS, annualFigures } from '../../domain/rule/annual-form.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { Day } from '../../domain/time/day.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { createHost, type Host } from '../../electron/core/host.ts'
import { saveDeviceSettings } from '../../electron/core/device-settings.ts'
import { fromColumns, valuesOf } from '../../electron/core/record/store.ts'
import { FIRST_NUMBER, type NewbornInput, openScene, prepared, printCertificate, registerBirth, registerCertificate, motherRow, type Scene } from '../support/birth-scene.ts'
import { childCaseExamples } from '../support/child-case-scene.ts'
import { developmentExamples } from '../support/child-development-scene.ts'
import { childExamples } from '../support/child-scene.ts'
import { eyePaperExamples } from '../support/eye-paper-scene.ts'
import { eyeExamples } from '../support/eye-scene.ts'
import { fertilityExamples } from '../support/fertility-scene.ts'
import { infectionExamples, nameForInfection } from '../support/infection-scene.ts'
import { maternalExamples } from '../support/maternal-scene.ts'
import { pelvicCourseExamples } from '../support/pelvic-course-examples.ts'
import { pelvicAssessmentExamples } from '../support/pelvic-assessment-examples.ts'
import { pelvicFileExamples } from '../support/pelvic-file-examples.ts'
import { prenatalExamples } from '../support/prenatal-scene.ts'
import { riskExamples } from '../support/risk-scene.ts'

import { application, approvedReplacement, finishReplacement, issueCertificate, type Issued, setRules } from '../support/replacement-scene.ts'
import { CARD_OF_MOTHER } from '../support/card-reader-simulator.ts'
import { PASSWORD } from '../support/desk.ts'
import { fieldsOf, inputArbitrary, type Pools, PRESENT_REV, shapeKey } from '../support/input-arbitrary.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { finished, readyForPackage } from '../support/package-scene.ts'
import { stocktakeExamples } from '../support/stocktake-scene.ts'
import { pelvicReportExamples } from '../support/pelvic-report-examples.ts'
import { womenExamples } from '../support/women-scene.ts'
import { vitalExamples } from '../support/vital-scene.ts'
import type { TestPorts } from '../support/test-ports.ts'

const asked = Number(process.env.FUYOU_FUZZ_RUNS ?? 0)
const asSeed = process.env.FUYOU_FUZZ_SEED
const seed = asSeed === 'random' ? Date.now() % 1_000_000 : Number(asSeed ?? 20260310)
const READS = 250
const WRITES = 200
const LEAST = 50
const PER_FIELD = 15
// Paper is composed, passwords are hashed, packages are signed: each run costs a hundred reads.
const DEAR: Partial<Record<Name, number>> = {
  'user.save': 40, 'auth.changePassword': 30, 'package.seal': 15, 'package.check': 20, 'package.plan': 60, 'stock.receive': 150,
  'stocktake.sign': 100, 'stocktake.finalise': 60, 'ledger.print': 60, 'certificate.preview': 60, 'certificate.print': 100, 'certificate.pdf': 60, 'certificate.printForm': 60, 'certificate.formPreview': 60, 'certificate.beginPrint': 200,
  'replacement.formPreview': 60, 'replacement.pdf': 60, 'replacement.printForm': 60, 'certificate.voidFormPreview': 60, 'certificate.voidFormPdf': 60, 'certificate.printVoidForm': 60, 'replacement.prepare': 300, 'replacement.check': 300,
  'annual.preview': 60, 'annual.pdf': 60, 'annual.save': 100, 'annual.print': 60, 'annual.rates': 100, 'annual.form': 300, 'annual.csv': 200,
  'child.due.export': 60, 'child.statistics': 60, 'child.statistics.children': 60, 'referral.preview': 60, 'referral.maternal.preview': 60, 'referral.maternal.pdf': 60, 'referral.maternal.print': 60, 'referral.pdf': 60, 'referral.print': 60, 'workstation.recoverySheet': 60,
  'child.autism.ledger': 60, 'child.autism.preview': 60, 'child.autism.pdf': 60, 'child.autism.print': 60,
  'child.growth.curve': 100, 'child.paper.preview': 60, 'child.paper.pdf': 60, 'child.paper.print': 60, 'child.notice.preview': 60, 'child.notice.pdf': 60, 'child.notice.print': 60,
  'child.entrance.results': 60, 'child.sheet.preview': 60, 'child.sheet.pdf': 60, 'child.sheet.print': 60, 'child.handout.preview': 60, 'child.handout.pdf': 60, 'child.handout.print': 60,
  'maternal.paper.preview': 60, 'maternal.paper.pdf': 60, 'maternal.paper.print': 60,
  'infection.paper.preview': 60, 'infection.paper.pdf': 60, 'infection.paper.print': 60, 'infection.figures': 100, 'infection.figure.list': 100, 'vital.paper.preview': 60, 'vital.paper.pdf': 60, 'vital.paper.print': 60, 'vital.figures': 100,
  'eye.paper.preview': 60, 'eye.paper.pdf': 60, 'eye.paper.print': 60, 'eye.device.read': 100, 'pelvic.consentPaper.preview': 60, 'pelvic.consentPaper.pdf': 60, 'pelvic.consentPaper.print': 60, 'women.paper.preview': 60, 'women.paper.pdf': 60, 'women.paper.print': 60, 'eye.coverage': 60, 'eye.coverage.children': 60,
  'pelvic.assessmentPaper.preview': 60, 'pelvic.assessmentPaper.pdf': 60, 'pelvic.assessmentPaper.print': 60,
}
/** Runs made of one look at the hospital; then the inputs are made of what the runs have left. */
const BATCH = 50
const WALKS = 30
// A database in memory has no file to create, restore or back up; jobs, packages and chosen lists have ids of their own.
// The starting stock is entered once, and the hospital of these runs has done it.
// The list that lies ready is the province's, no class list.
// A step of a positive woman's chain goes with its screening, never by itself.
// One stock-take is open at a time, and the hospital of these runs is in the middle of counting.
const NEVER_OK = new Set<Name>(['printing.loadScan', 'annual.start', 'stocktake.open', 'workstation.reveal', 'package.reveal', 'child.entrance.import', 'eye.group.read', 'women.cancerFollowUp.void', 'person.unmerge', 'reconcile.compare', 'system.create', 'system.openPractice', 'system.leavePractice', 'system.unlock', 'system.restoreChoices', 'system.restore', 'backup.run', 'recovery.renew', 'job.get'])
/** An id alone is tried out sooner than a row of forty fields. */
const runsOf = (name: Name): number => asked || Math.min(DEAR[name] ?? (api[name].writes ? WRITES : READS), LEAST + PER_FIELD * fieldsOf(api[name].input))

const sessions = ['window-quan1', 'window-quan2']
const jobIds: string[] = []
let counted: Record<string, number> = {}
let ports: TestPorts
let folder: string
let database: OpenDatabase
let host: Host
let isOpen = false
/** How many rows calls have written into the copy that is open, by whatever way, the lines of the audit left out. */
let written: () => number
/** Inputs that a careful clerk gives, to be varied; by call. */
let examples: Partial<Record<Name, Record<string, unknown>[]>>
let copies = 0

/** A hospital with a child on every step of the way, kept as a file: each call starts from it, whatever the one before did. Calls that leave nothing behind share a copy. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fuyou-fuzz-'))
  const scene = await openScene({ database: openSqlite({ path: join(folder, 'base.db'), key: null }) })
  ports = scene.ports
  // Random ports of this machine are nobody's to knock at, and no parent sits here to answer.
  ports.cardReader = { read: async () => ({ code: 0, IDCardInfo: CARD_OF_MOTHER }), status: () => 'idle' }
  ports.secondScreen.reply = { kind: 'right', by: 'parent' }
  const clerk = await scene.as('quan1', ROLE_NAMES)
  await nameForInfection(scene.database, clerk.userId)
  await scene.as('quan2', ROLE_NAMES)
  await scene.keeper.call('stock.draw', { firstNumber: 'Z430000021', lastNumber: 'Z430000060', receiver: { loginName: 'quan1', password: PASSWORD } })
  await scene.keeper.call('stock.draw', { firstNumber: 'Z430000061', lastNumber: 'Z430000080', receiver: { loginName: 'quan2', password: PASSWORD } })
  const twins: NewbornInput[] = [{}, { sex: '1', bornAt: '2026-03-05T08:09' }]
  const first = await registerBirth(scene, { newborns: twins })
  const printed = await printCertificate(scene, await registerCertificate(scene, first.newbornIds[0]!))
  await registerCertificate(scene, first.newbornIds[1]!)
  const second = await registerBirth(scene, { mother: { name: '王芳', idNumber: '110101199003072228', birthDay: '1990-03-07' as Day, phone: '13900000001' }, newborns: twins })
  const { certificateId, number } = await printCertificate(scene, await registerCertificate(scene, second.newbornIds[0]!))
  await scene.sealer.call('certificate.seal', { certificateId, rev: (await scene.sealer.call('certificate.get', { id: certificateId })).rev, scannedNumber: number, matches: true })
  const heldRegistration = await registerCertificate(scene, second.newbornIds[1]!)
  const held = await scene.issuer.call('certificate.beginPrint', { registrationId: heldRegistration, scannedNumber: (await scene.issuer.call('certificate.nextNumber', null)).number! })
  await scene.issuer.call('certificate.print', { certificateId: held.certificateId, printerName: 'PDF' })
  const third = await registerBirth(scene, { mother: { name: '赵敏', idNumber: null, idType: null, noDocumentReason: 'unknownIdentity', phone: '13900000002' } })
  const fourth = await registerBirth(scene, { mother: { name: '钱秀英', idNumber: '110101199203042226', birthDay: '1992-03-04' as Day, phone: '13900000003' } })
  const begun = await clerk.call('certificate.beginPrint', { registrationId: await registerCertificate(scene, fourth.newbornIds[0]!), scannedNumber: 'Z430000021' })
  const alone = await scene.clerk.call('person.save', { row: motherRow({ name: '孤身', idNumber: null, idType: null, noDocumentReason: 'unknownIdentity', phone: null }) })
  const expecting = await scene.clerk.call('pregnancy.save', { row: { ...emptyRow(pregnancy), womanId: third.motherId } as never })
  const draft = await prepared(scene, third.newbornIds[0]!)
  const organizationId = await readyForPackage(scene)
  const referralRow = { ...emptyRow(referral), personId: second.motherId, organizationId, referredDay: '2026-03-09', impression: '子痫前期', reason: '血压升高', doctorName: '陈医生', critical: false, state: 'toSend' }
  const { id: referralId } = await scene.doctor.call('referral.save', { row: referralRow as never })
  const woman = { personId: second.motherId, organizationId }
  const criticalRow = { ...emptyRow(criticalReferral), ...woman, state: 'toSend', referredAt: '2026-03-10T09:00', contact: '家属 13800005678', reason: '产后出血', vitalSignsAt: '2026-03-10T08:55' }
  const stayRow = { ...emptyRow(retention), personId: second.motherId, riskColour: 'red', keptSince: '2026-03-09T08:00', doctorName: '陈医生' }
  const diagnosisRow = { ...emptyRow(diagnosisReferral), ...woman, referredDay: '2026-03-09', expectedDeliveryDay: '2026-08-01', trisomy21Risk: '1/120', doctorName: '陈医生', answer: 'waiting' }
  const { id: criticalId } = await scene.doctor.call('referral.critical.save', { row: criticalRow as never })
  const { id: stayId } = await scene.doctor.call('referral.retention.save', { row: stayRow as never })
  const { id: diagnosisId } = await scene.doctor.call('referral.diagnosis.save', { row: diagnosisRow as never })
  const registered = await scene.database.kysely.selectFrom('certificateRegistration').select('id').where('newbornId', '=', first.newbornIds[1]!).executeTakeFirstOrThrow()
  const reviewer = { loginName: 'shenhe', password: PASSWORD }
  // The stock of the beginning is entered once; only then can a year be finalised.
  await scene.keeper.call('annual.start', { year: 2025, opening: 0, source: '启用时没有空白证件', secondPerson: { loginName: 'fenguan', password: PASSWORD } })
  const countyForm = { year: 2025, institutionCode: null, source: '邮件', note: null, ...annualFigures({ opening: 5, received: 10, firstIssued: 7, exchanged: 0, reissued: 1, homeAttendant: 0, outsideOther: 0, misprinted: 1, lost: 0, otherVoid: 0, liveBirths: 8 }) }
  await scene.keeper.call('annual.report.save', { row: { ...countyForm, institutionName: '乙镇卫生院' } })
  const keeper2 = { loginName: 'zhengjian2', password: PASSWORD }
  await scene.as('qianfa3', ['issuer'], '何签发')
  // Where only the county re-issues, the issuer forwards: before this hospital becomes the manager.
  const replacing = await replacementScene(scene)
  // The county's manager may do everything an issuer may, and distribute besides.
  const institution = await scene.admin.call('setting.get', { key: 'institution' })
  await scene.admin.call('setting.save', { key: 'institution', rev: institution.rev, value: { ...(institution.value as object), certificateRole: 'manager' } })
  const batches = await scene.keeper.call('stock.batches', {})
  const request = await scene.keeper.call('stock.request', { quantity: 100, appliedTo: '卫生局', appliedDay: '2026-03-01', secondApplicant: keeper2 })
  await scene.keeper.call('stock.transfer', { organizationId, ranges: [{ firstNumber: 'Z430000087', lastNumber: 'Z430000088' }], day: '2026-03-01', firstApplicant: { name: '张领', idNumber: '1' }, secondApplicant: { name: '李领', idNumber: '2' }, secondIssuer: keeper2 })
  const wasteRange = (first: number, last: number) => ({ firstNumber: `Z4300000${first}`, lastNumber: `Z4300000${last}` })
  await scene.keeper.call('stock.void', { ...wasteRange(81, 83), reasonCode: '9', reason: '受潮', secondPerson: reviewer })
  await scene.keeper.call('stock.collectWaste', { ranges: [wasteRange(82, 83)], reviewer })
  const handedIn = await scene.keeper.call('stock.handIn', { ranges: [wasteRange(83, 83)], handedTo: '市妇幼', receiverName: '周审', day: '2026-03-01', secondPerson: keeper2 })
  const { id: lossId } = await scene.keeper.call('stock.reportLoss', { ...wasteRange(84, 84), kind: 'lost', discoveredAt: '2026-03-10T08:00', place: '证件室', discoveredBy: '赵证件', circumstances: '清点时缺少' })
  const { rev: lossRev } = await scene.keeper.call('stock.updateLoss', { id: lossId, rev: 1, upwardAt: '2026-03-10T08:30', upwardTo: '省卫健委', upwardBy: '赵证件', policeNumber: null, declaration: '青山日报', declarationDay: '2026-03-01', writtenReport: '青妇 1 号' })
  await scene.keeper.call('stock.savePlan', { year: 2027, rev: 0, rule: 'thisYearPlus5', quantity: 300, reason: '新院区', filedDay: null })
  const listPath = join(folder, '省平台名单.csv')
  writeFileSync(listPath, '出生证编号,新生儿姓名,签发日期,状态\nZ430000001,李思源,2026-03-10,已签发\nZ430000090,王小明,2026-03-10,已签发\nY999999999,赵外院,2026-03-10,作废\n')
  ports.dialogs.chooseFile = async () => listPath
  const list = (await scene.reporter.call('reconcile.choose', null))!
  const compared = await finished(scene.reporter, (await scene.reporter.call('reconcile.compare', { token: list.token, headingRow: 0, mapping: list.mapping, firstDay: null, lastDay: null, ownOnly: false })).jobId)
  const reconciliationId = (compared.result as { id: string }).id
  const counting = await stocktakeExamples(scene)
  const children = await childExamples(scene)
  const development = await developmentExamples(scene)
  const cases = await childCaseExamples(scene)
  const women = await womenExamples(scene)
  const pelvicFiles = await pelvicFileExamples(scene)
  const eyes = { ...await eyeExamples(scene), ...await eyePaperExamples(scene) }
  const fertility = await fertilityExamples(scene)
  const maternal = await maternalExamples(scene)
  const prenatal = await prenatalExamples(scene)
  const voidedBy = (id: string): Record<string, unknown>[] => [{ id, rev: PRESENT_REV, reason: '登记有误' }]
  const [infections, cards] = [await infectionExamples(scene, voidedBy), await vitalExamples(scene, voidedBy)]
  const named = await scene.database.kysely.selectFrom('userAccount').select('id').where('loginName', '=', 'zhuanggan').executeTakeFirstOrThrow()
  examples = {
    ...counting, ...children, ...development, ...cases, ...eyes, ...fertility, ...maternal, ...prenatal, ...women, ...pelvicFiles, ...infections, ...cards,
    ...await riskExamples(scene),
    ...await pelvicCourseExamples(scene),
    ...await pelvicAssessmentExamples(scene),
    ...await pelvicReportExamples(scene),
    'infection.access.save': ['read', 'write', null].map(level => ({ rev: 2, userId: named.id, level, reason: '艾梅乙专干', secondPerson: { loginName: 'quan2', password: PASSWORD } })),
    'reconcile.answer': ['oursRight', 'correctOurs', 'reported', null].map(answer => ({ id: reconciliationId, seqs: [1, 2], answer, note: '已电话核实' })),
    // With so many settings, key and value hardly ever meet by chance.
    'setting.save': [{ key: 'referral', rev: PRESENT_REV, value: SETTINGS.referral.initial }, { key: 'pelvicHomeExercise', rev: PRESENT_REV, value: SETTINGS.pelvicHomeExercise.initial }],
    'user.save': [{ loginName: 'xinren', displayName: '新人', roles: ['doctor'], disabled: false, password: PASSWORD }],
    'stock.receive': ['Z430000301', 'Z430000401'].map(firstNumber => ({ edition: '7', firstNumber, lastNumber: firstNumber, receivedFrom: '卫生局', receivedDay: '2026-03-01', secondCounter: { loginName: 'zhengjian2', password: PASSWORD } })),
    'stock.request': [{ quantity: 100, appliedTo: '卫生局', appliedDay: '2026-03-01', secondApplicant: keeper2 }],
    'stock.endRequest': [{ id: request.id, rev: 1, state: 'withdrawn', reason: '改期再领' }],
    'stock.setPrintYear': [{ batchId: batches[0]!.id, printYear: 2026 }],
    'stock.draw': [{ firstNumber: 'Z430000095', lastNumber: 'Z430000095', receiver: { loginName: 'qianfa', password: PASSWORD } }],
    'stock.giveBack': [{ firstNumber: 'Z430000020', lastNumber: 'Z430000020', holder: { loginName: 'qianfa', password: PASSWORD }, reason: '用不完' }],
    'stock.handOver': [{ from: { loginName: 'quan2', password: PASSWORD }, reason: '调离窗口' }, { from: { loginName: 'quan2', password: PASSWORD }, to: { loginName: 'qianfa3', password: PASSWORD }, reason: '调离窗口' }],
    'stock.void': [{ firstNumber: 'Z430000096', lastNumber: 'Z430000096', reasonCode: '9', reason: '受潮', secondPerson: reviewer }],
    'stock.returnUp': [{ firstNumber: 'Z430000097', lastNumber: 'Z430000097', returnedTo: '卫生局', receiverName: '周审', day: '2026-03-01', reason: '停业清退', secondPerson: keeper2 }],
    'stock.transfer': [{ organizationId, ranges: [{ firstNumber: 'Z430000098', lastNumber: 'Z430000098' }], day: '2026-03-01', firstApplicant: { name: '张领', idNumber: '1' }, secondApplicant: { name: '李领', idNumber: '2' }, secondIssuer: keeper2 }],
    'stock.takeBack': [{ organizationId, firstNumber: 'Z430000088', lastNumber: 'Z430000088', day: '2026-03-01', broughtBy: { name: '张领', idNumber: '1' }, reason: '停业清退', secondCounter: keeper2 }],
    'stock.receiveWaste': [{ organizationId, numbers: [{ number: 'X430000001', reasonCode: '1' }], day: '2026-03-01', broughtBy: { name: '张领', idNumber: '1' }, secondPerson: keeper2 }],
    'stock.reportLoss': [{ firstNumber: 'Z430000099', lastNumber: 'Z430000099', kind: 'lost', discoveredAt: '2026-03-01T08:00', place: '证件室', discoveredBy: '赵证件', circumstances: '清点时缺少' }],
    'stock.updateLoss': [{ id: lossId, rev: lossRev, upwardAt: '2026-03-10T08:30', upwardTo: '省卫健委', upwardBy: '赵证件', policeNumber: null, declaration: '青山日报', declarationDay: '2026-03-01', writtenReport: '青妇 1 号' }],
    'stock.confirmLoss': [{ id: lossId, rev: lossRev, reviewer }],
    'stock.collectWaste': [{ ranges: [{ firstNumber: 'Z430000081', lastNumber: 'Z430000081' }], reviewer }],
    'stock.handIn': [{ ranges: [{ firstNumber: 'Z430000082', lastNumber: 'Z430000082' }], handedTo: '市妇幼', receiverName: '周审', day: '2026-03-01', secondPerson: keeper2 }],
    'stock.destroy': [{ ranges: [{ firstNumber: 'Z430000083', lastNumber: 'Z430000083' }], day: '2026-03-01', method: 'shred', place: '市妇幼', cityReceiver: '周审', witnessName: '马纪检', leader: { loginName: 'fenguan', password: PASSWORD } }],
    'stock.plan': [{ year: 2027 }],
    'stock.savePlan': [{ year: 2027, rev: 1, rule: 'thisYearPlus5', quantity: 400, reason: '新院区', filedDay: null }],
    ...Object.fromEntries((['stock.paperPreview', 'stock.paperPdf'] as const).map(name => [name, [{ what: 'handIn', id: handedIn.slipId }, { what: 'plan', id: '2027' }, { what: 'slip', id: handedIn.slipId }]])),
    'stock.printPaper': [{ what: 'handIn', id: handedIn.slipId, printerName: 'PDF' }],
    'certificate.register': [{ row: { ...draft.row, complete: false }, materials: [] }, { row: draft.row, materials: draft.materials.map(material => ({ material, present: true, note: null })) }],
    'certificate.beginPrint': [{ registrationId: registered.id, scannedNumber: 'Z430000022' }, { registrationId: registered.id, scannedNumber: 'Z430000061' }],
    'certificate.answerPrint': ['ok', 'inked', 'notInked'].map(result => ({ certificateId: held.certificateId, rev: PRESENT_REV, result, reason: '卡纸了', secondPerson: reviewer })),
    'certificate.seal': [true, false].map(matches => ({ certificateId: printed.certificateId, rev: PRESENT_REV, scannedNumber: printed.number, matches, reason: '姓名不符' })),
    'certificate.cancelPrint': [{ certificateId: held.certificateId, rev: PRESENT_REV, reason: '不打了', secondPerson: reviewer }],
    'certificate.handOver': [{ certificateId, rev: PRESENT_REV, collectorName: '王芳', collectorRelation: '1', collectorIdType: '01', collectorIdNumber: '110101199003072228', authorised: false }],
    'delivery.register': [{ row: { motherId: third.motherId, gestationDays: 275, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产' }, newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '1', bornAt: '2025-03-05T08:01', weightG: 3250, lengthCm: 50, health: '1' } }] }],
    'identity.note': ['card', 'face'].map(method => ({ registrationId: registered.id, subject: 'mother', method, matches: true })), 'identity.list': [{ registrationId: registered.id }],
    'referral.critical.save': [{ row: criticalRow }], 'referral.critical.move': ['sent', 'closed'].map(to => ({ id: criticalId, rev: PRESENT_REV, to, reason: '已处理' })),
    'referral.retention.save': [{ row: stayRow }], 'referral.retention.end': [{ id: stayId, rev: PRESENT_REV, endedAt: '2026-03-10T08:30', endNote: '转市中心' }],
    'referral.retention.decide': [{ id: stayId, rev: PRESENT_REV, stayReason: '宫口开全', consultation: '远程会诊', seniorDoctor: { loginName: 'shangji', password: PASSWORD } }],
    'referral.diagnosis.save': [{ row: diagnosisRow }], 'referral.maternal.pdf': [{ what: 'diagnosis', id: diagnosisId }, { what: 'critical', id: criticalId }], 'referral.maternal.print': [{ what: 'critical', id: criticalId, printerName: 'PDF' }],
    'referral.maternal.preview': [{ what: 'diagnosis', id: diagnosisId }, { what: 'critical', id: criticalId }],
    'referral.save': [{ row: referralRow }], 'referral.move': ['sent', 'patientRefused', 'closed'].map(to => ({ id: referralId, rev: PRESENT_REV, to, reason: '本人要求' })),
    'certificate.print': [{ certificateId: begun.certificateId, printerName: 'PDF' }], 'person.void': [{ id: alone.id, rev: PRESENT_REV, reason: '重复建档' }], 'pregnancy.void': [{ id: expecting.id, rev: PRESENT_REV, reason: '登记有误' }],
    ...replacing,
    'certificate.voidNumber': [{ number: 'Z430000025', reasonCode: '9', reason: '受潮', reviewer }], ...Object.fromEntries((['certificate.voidFormPreview', 'certificate.voidFormPdf', 'certificate.printVoidForm'] as const).map(name => [name, [{ number: 'Z430000081', ...name === 'certificate.printVoidForm' ? { printerName: 'PDF' } : {} }]])),
    'certificate.backEnter': [{ newbornId: third.newbornIds[0], number: 'X350247695', issueDay: '2026-03-06', issuingInstitution: '青山县人民医院', row: draft.row, reason: '纸质档案补录', director: { loginName: 'fenguan', password: PASSWORD } }],
    'annual.report.save': [{ row: { ...countyForm, institutionName: '青石镇卫生院' } }], 'annual.import': [{ year: 2025, text: `甲镇卫生院,${ANNUAL_KEYS.map(key => countyForm[key]).join(',')}`, source: '县汇总' }],
    'annual.list': [{ period: '2026', what: 'received' }, { period: '2026-03', what: 'total' }, { period: '2026', what: 'liveBirths' }], 'annual.finalise': [{ year: 2025, secondPerson: { loginName: 'fenguan', password: PASSWORD } }], 'deadline.done': [{ kind: 'plan', period: '2027', done: true }],
    'printing.ruler': [{ form: 'birth-certificate', printerName: 'PDF', silent: true, used: null }],
    'printing.calibrate': [{ rev: 0, form: 'birth-certificate', printerName: 'PDF', tray: '', silent: true, paper: 'A4', portrait: true, driverPercent: 100, used: null, measured: { firstXMm: 22.4, firstYMm: 18.9, secondXMm: 192.4, secondYMm: 278.9 } }],
    'printing.sample': [{ form: 'birth-certificate', target: { level: 'institution' }, dxMm: 0.1, dyMm: 0, fields: [{ part: 'main', value: 'babyName', dxMm: 0.3, dyMm: -0.2 }] }],
    'printing.saveShifts': [{ rev: 0, form: 'birth-certificate', target: { level: 'institution' }, dxMm: 0, dyMm: 0, fields: [{ part: 'main', value: 'babyName', dxMm: 0.3, dyMm: -0.2 }] }, { rev: 0, form: 'birth-certificate', target: { level: 'printer', printerName: 'PDF', tray: '手动进纸' }, dxMm: 0.5, dyMm: 0, fields: [] }],
    'printing.reset': [{ rev: 0, form: 'birth-certificate', target: { level: 'institution' } }],
    'printing.import': [{ rev: 0, text: JSON.stringify({ format: 'fuyou-desk/printing-profiles/1', profiles: [{ printerName: 'PDF', form: 'birth-certificate', dxMm: -2.4, dyMm: 1, scaleX: 1, scaleY: 1, silent: true }], paperLevels: [] }) }],
    'device.saveSettings': [{ ...INITIAL_DEVICE_SETTINGS }], 'device.testReader': Object.values(READER_PRESETS).map(reader => ({ reader })),
    'device.askParent': [{ newbornId: first.newbornIds[1] }],
    'delivery.void': [{ id: third.deliveryId, rev: PRESENT_REV, reason: '重复登记' }],
  }
  await scene.host.close()
})
afterAll(async () => { await closeCopy(); rmSync(folder, { recursive: true, force: true }); ports.remove() })

beforeEach(async () => {
  counted = {}
  if (isOpen) return
  saveDeviceSettings(ports.folders, { ...INITIAL_DEVICE_SETTINGS, reader: READER_PRESETS.http38088!, secondScreen: { mode: 'window', fullNumbers: false, openAtStart: false } })
  const path = join(folder, `copy-${copies += 1}.db`)
  copyFileSync(join(folder, 'base.db'), path)
  const opened = openSqlite({ path, key: null })
  // Thousands of commits that nobody needs after the test.
  opened.connection.pragma('synchronous = OFF')
  database = opened
  host = createHost(ports, { database, checkOutputs: true })
  isOpen = true
  await signInAgain()
  const changes = opened.connection.prepare<[], number>('SELECT total_changes() - (SELECT max(seq) FROM audit)').pluck()
  const atOpening = changes.get()!
  written = () => changes.get()! - atOpening
  held = atFirst
})
// The settings of the devices are a file beside the database.
afterEach(async ({ task }) => { if (written() > 0 || task.name.startsWith('device.')) await closeCopy() })

async function closeCopy(): Promise<void> {
  if (!isOpen) return
  isOpen = false
  await host.close()
  rmSync(join(folder, `copy-${copies}.db`), { force: true })
}

// One application in every state: a draft, one for the reviewer, one for the director, one approved, one forwarded, one done.
async function replacementScene(scene: Scene): Promise<Record<string, unknown[]>> {
  const numbers = ['110101198506150027', '110101198506150043', '11010119850615006X', '110101198506150086', '110101198506150123', '11010119850615014X', '110101198506150166']
  const issued: Issued[] = []
  for (const [index, idNumber] of numbers.entries()) issued.push(await issueCertificate(scene, { mother: { name: `母亲${'甲乙丙丁戊己庚'[index]}`, idNumber, birthDay: '1985-06-15' as Day, phone: `1390000010${index}` } }))
  const [draft, applied, reviewed, approved, forwarded, done, fresh] = issued as [Issued, Issued, Issued, Issued, Issued, Issued, Issued]
  const { id: draftId } = await scene.issuer.call('replacement.save', { ...await application(scene, draft.certificateId, 'exchange'), apply: false })
  const { id: appliedId } = await scene.issuer.call('replacement.save', await application(scene, applied.certificateId, 'exchange'))
  const { id: forwardedId } = await scene.issuer.call('replacement.save', await application(scene, forwarded.certificateId, 'reissue'))
  await scene.reviewer.call('replacement.review', { id: forwardedId, rev: 1, decision: 'agree', reason: '转报' })
  await setRules(scene, { reissueAuthority: 'issuer' })
  await approvedReplacement(scene, reviewed.certificateId, 'reissue')
  const again = await finishReplacement(scene, reviewed.registrationId)
  const { id: reviewedId } = await scene.issuer.call('replacement.save', await application(scene, again.certificateId, 'reissue'))
  await scene.reviewer.call('replacement.review', { id: reviewedId, rev: 1, decision: 'agree', reason: '属实' })
  const approvedId = await approvedReplacement(scene, approved.certificateId, 'exchange')
  const doneId = await approvedReplacement(scene, done.certificateId, 'reissue')
  await finishReplacement(scene, done.registrationId)
  const form = await application(scene, fresh.certificateId, 'exchange')
  const { register } = await scene.issuer.call('replacement.prepare', { id: draftId })
  const asked = { certificateId: fresh.certificateId, kind: 'exchange', row: form.row, materials: form.materials.map(({ material }) => material) }
  return {
    'replacement.prepare': [{ id: draftId }, { certificateId: fresh.certificateId, kind: 'reissue' }], 'replacement.check': [asked], 'replacement.save': [form, { ...form, apply: false }],
    'replacement.checkRegister': [{ id: draftId, row: { ...register, babyName: '李思源' } }], 'replacement.saveRegister': [{ id: draftId, rev: PRESENT_REV, row: null }, { id: draftId, rev: PRESENT_REV, row: { ...register, babyName: '李思源' } }],
    'replacement.review': ['agree', 'refuse', 'sendBack'].map(decision => ({ id: appliedId, rev: PRESENT_REV, decision, reason: '已核' })), 'replacement.approve': ['agree', 'refuse', 'sendBack'].map(decision => ({ id: reviewedId, rev: PRESENT_REV, decision, reason: '属实' })),
    'replacement.withdraw': [{ id: draftId, rev: PRESENT_REV, reason: '不办了' }, { id: approvedId, rev: PRESENT_REV, reason: '改一改', toDraft: true }],
    'replacement.forwardAnswered': [{ id: forwardedId, rev: PRESENT_REV, number: 'Z430099001', issueDay: '2026-03-10' }], 'replacement.noteFound': [{ id: doneId, rev: PRESENT_REV, foundDay: '2026-03-10', handedInBy: '李国强' }],
    'replacement.formPreview': [{ id: draftId, what: 'application' }, { id: doneId, what: 'lossStatement' }, { id: forwardedId, what: 'forwarding' }], 'replacement.pdf': [{ id: doneId, what: 'application' }], 'replacement.printForm': [{ id: draftId, what: 'application', printerName: 'PDF' }],
  }
}

const ID_FIELDS: Readonly<Record<string, string>> = {
  womanId: 'person', motherId: 'person', personId: 'person', keptId: 'person', mergedId: 'person', motherPersonId: 'person', fatherPersonId: 'person', fatherId: 'person', childId: 'person', fileId: 'child.file', keptFileId: 'child.file', otherFileId: 'child.file', sampleId: 'child.bloodSpot', newbornId: 'newborn', deliveryId: 'delivery',
  deviceFileId: 'eye.deviceFile', autismId: 'child.autism', developmentId: 'child.scale', mchatId: 'child.scale', abcId: 'child.scale', carsId: 'child.scale',
  pregnancyId: 'pregnancy', registrationId: 'certificate.registration', certificateId: 'certificate', organizationId: 'organization', mergeId: 'merge', batchId: 'batch', countId: 'stocktakeCount', holderId: 'user', userId: 'user',
}
const inputKey = (name: Name): string => shapeKey(Object.keys((api[name].input as unknown as { _zod: { def: { shape: object } } })._zod.def.shape))
/** Both clinics call it a visit. */
const visitRecord = (name: Name): string => name.startsWith('eye.') ? 'eye.visit' : 'child.visit'
/** Which record a call's own `id` is of. */
const recordOf = (name: Name): string => {
  if (name.startsWith('referral.maternal.')) return 'referral.critical'
  if (name.startsWith('eye.device.')) return 'eye.deviceRow'
  const own = RECORDS.map(definition => definition.id as string).filter(id => name.startsWith(`${id}.`)).sort((one, other) => other.length - one.length)[0]
  return own ?? name.slice(0, name.indexOf('.'))
}

/** What the hospital holds: ids and newest rows of each record (see `shapeKey`), ids of what is no record, numbers of sheets. */
type Holdings = { written: number; auditSeq: number; idsOf: ReadonlyMap<string, string[]>; rowsOf: ReadonlyMap<string, Record<string, unknown>[]>; accounts: { id: string; loginName: string }[]; blanks: string[]; sheets: string[] }
const definitions = RECORDS as readonly RecordDefinition[]
const shapes = new Map(definitions.map(definition => [definition.id, shapeKey(Object.keys(definition.fields))]))
let held: Holdings | null = null
/** The same in every copy that nothing was written into yet. */
let atFirst: Holdings | null = null

/** What the hospital holds now; only records with a history since the last look are read again. */
async function holdings(): Promise<Holdings> {
  const now = written()
  if (held?.written === now) return held
  const db = database.kysely
  const changed = held ? new Set((await db.selectFrom('recordHistory').select('record').distinct().where('auditSeq', '>', held.auditSeq).execute()).map(row => row.record)) : null
  const [idsOf, rowsOf] = [new Map(held?.idsOf), new Map(held?.rowsOf)]
  for (const definition of definitions) {
    if (changed && !changed.has(definition.id)) continue
    const found = await db.selectFrom(definition.table as 'person').selectAll().orderBy('updatedAt', 'desc').limit(25).execute()
    const stored = found.map(columns => fromColumns(definition, columns))
    idsOf.set(definition.id, stored.map(row => row.id))
    rowsOf.set(shapes.get(definition.id)!, stored.map(row => valuesOf(definition, row) as Record<string, unknown>))
  }
  const idsIn = async (query: { execute(): Promise<{ id: string }[]> }): Promise<string[]> => (await query.execute()).map(row => row.id)
  const accounts = await db.selectFrom('userAccount').select(['id', 'loginName']).where('loginName', 'not in', ['quan1', 'quan2']).execute()
  idsOf.set('user', accounts.map(account => account.id))
  idsOf.set('stocktake', await idsIn(db.selectFrom('stocktake').select('id').limit(5)))
  idsOf.set('stocktakeCount', await idsIn(db.selectFrom('stocktakeCount').select('id').limit(10)))
  idsOf.set('batch', await idsIn(db.selectFrom('blankBatch').select('id').limit(5)))
  idsOf.set('merge', await idsIn(db.selectFrom('personMerge').select('id').orderBy('id', 'desc').limit(5)))
  idsOf.set('replacement', idsOf.get('certificate.replacement') ?? [])
  idsOf.set('reconcile', await idsIn(db.selectFrom('reconciliation').select('id').limit(5)))
  idsOf.set('package', await idsIn(db.selectFrom('exportPackage').select('id').limit(5)))
  held = {
    written: now, accounts, idsOf, rowsOf,
    auditSeq: (await db.selectFrom('audit').select(({ fn }) => fn.max('seq').as('seq')).executeTakeFirstOrThrow()).seq,
    blanks: (await db.selectFrom('blank').select('number').where('state', 'in', ['drawn', 'inStock']).orderBy('number').limit(100).execute()).map(row => row.number),
    sheets: (await db.selectFrom('certificate').select('number').where('endedAt', 'is', null).limit(10).execute()).map(row => row.number),
  }
  if (now === 0) atFirst = held
  return held
}

/** What the inputs of a call are made of. */
async function pools(name: Name): Promise<Pools> {
  const { idsOf, rowsOf, accounts, blanks, sheets } = await holdings()
  const rows = new Map(rowsOf)
  const inputs = examples[name] ?? []
  if (inputs.length) rows.set(inputKey(name), inputs)
  const settings = Object.entries(SETTINGS).map(([, { initial }]) => initial)
  return {
    ids: [...idsOf.values()].flat(), idsFor: field => idsOf.get(field === 'id' ? recordOf(name) : field === 'visitId' ? visitRecord(name) : ID_FIELDS[field] ?? '') ?? [],
    logins: [...accounts.map(account => account.loginName), 'xinren', 'xinren2'], password: PASSWORD, rows,
    numbers: [...blanks, ...sheets, FIRST_NUMBER, 'Z430000201', 'Z430000210', 'z 430000090', 'Z43000009', 'X999999999', `Z43001${String(blanks.length).padStart(4, '0')}`],
    folders: ['', ports.folders.data, `${ports.folders.data}/packages`, '/proc/nowhere'],
    texts: ['张丽华', 'zlh', '打印卡纸', '重复建档', '138', '1234', 'person.get', 'PDF', '@pdf', 'not a printer', '国家', 'x', '  ', '%_%', '"', "'", '\\', '\u{20000}\u{2FFFD}', 'AB-23-CD-45'],
    unknowns: [...settings, ...settings.map(value => ({ ...(value as object), extra: 1 })), null, undefined, 'text', 5, { a: { b: [1, '中', null] } }, { content: '张三' }, [], 10n, new Map(), JSON.parse('{"__proto__":1}')],
  }
}

async function withPresentRev(input: unknown): Promise<unknown> {
  if (typeof input !== 'object' || input === null) return input
  const object = input as Record<string, unknown>
  for (const [name, value] of Object.entries(object)) {
    if (value === PRESENT_REV && typeof object.key === 'string') object[name] = (await database.kysely.selectFrom('setting').select('rev').where('key', '=', object.key).executeTakeFirst())?.rev ?? 0
    else if (value === PRESENT_REV) object[name] = await presentRev(object[name === 'rev' ? ('certificateId' in object ? 'certificateId' : 'id') : name.replace('Rev', 'Id')])
    else if (Array.isArray(value)) for (const inner of value) await withPresentRev(inner)
  }
  return input
}

const REVISED = [...definitions.map(definition => definition.table as 'person'), 'userAccount' as const]
/** Where the row of an id is; null for what is no row of any record. */
const tableOfId = new Map<string, (typeof REVISED)[number] | null>()
async function presentRev(id: unknown): Promise<number> {
  if (typeof id !== 'string') return 1
  const known = tableOfId.get(id)
  for (const table of known === undefined ? REVISED : known === null ? [] : [known]) {
    const row = await database.kysely.selectFrom(table).select('rev').where('id', '=', id).executeTakeFirst()
    if (!row) continue
    tableOfId.set(id, table)
    return row.rev
  }
  if (known === undefined) tableOfId.set(id, null)
  return 1
}

/** The clerk who says yes to every question. */
function confirmed(input: unknown, error: CallError): unknown {
  const row = (input as { row?: Record<string, unknown> }).row ?? input as Record<string, unknown>
  return {
    ...input as object,
    confirmations: error.fields!.map(({ path, message }) => ({
      path, key: message.key, reason: '已核对', approver: { loginName: 'shenhe', password: PASSWORD }, again: String(row[path] ?? '').slice(0, 200),
    })),
  }
}

const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

function expectAnswer(name: Name, answer: Result<unknown>): void {
  counted[answer.ok ? 'ok' : answer.error.code] = (counted[answer.ok ? 'ok' : answer.error.code] ?? 0) + 1
  if (answer.ok) {
    const jobId = (answer.value as { jobId?: string } | null)?.jobId
    if (jobId) jobIds.push(jobId)
    return
  }
  const { error } = answer
  expect(error.code, `${name} ${error.ref ?? ''} ${JSON.stringify(ports.logged.at(-1))}`).not.toBe('internal')
  if (error.code === 'invalid' || error.code === 'confirm') {
    expect(error.fields?.length ?? 0).toBeGreaterThan(0)
    for (const field of error.fields ?? []) expect(hasChinese(field.message.zh), field.message.zh).toBe(true)
  }
}

async function tryOne(name: Name, given: unknown, session: string, insist: boolean): Promise<void> {
  const input = await withPresentRev(given)
  const answer = await host.call(name, input, session)
  expectAnswer(name, answer)
  if (!answer.ok && answer.error.code === 'confirm' && insist) expectAnswer(name, await host.call(name, confirmed(input, answer.error), session))
}

async function signInAgain(): Promise<void> {
  for (const login of ['quan1', 'quan2']) expect(await host.call('auth.login', { loginName: login, password: PASSWORD }, `window-${login}`)).toMatchObject({ ok: true, value: { outcome: 'signed-in' } })
}

describe('random inputs never break a call', () => {
  for (const name of API_NAMES) {
    test(name, { timeout: 3_600_000 }, async () => {
      // The calls of log-in have a window to themselves, or the others would find their sessions ended.
      const windows = name.startsWith('auth.') ? ['window-fuzz'] : sessions
      if (name.startsWith('auth.')) await host.call('auth.login', { loginName: 'yisheng', password: PASSWORD }, 'window-fuzz')
      for (let left = runsOf(name), batch = 0; left > 0; left -= BATCH, batch += 1) {
        const inputs = inputArbitrary(api[name].input, await pools(name))
        await fc.assert(fc.asyncProperty(inputs, fc.nat(1), fc.boolean(), (input, window, insist) => tryOne(name, input, windows[window % windows.length]!, insist)),
          { numRuns: Math.min(left, BATCH), seed: seed + batch, endOnFailure: true })
      }
      if (!NEVER_OK.has(name)) expect(counted.ok ?? 0, `a call that only refuses has not been tried: ${JSON.stringify(counted)}`).toBeGreaterThan(0)
      await waitForJobs()
      // What left nothing behind has broken nothing; its lines of the audit are checked with the next that did.
      if (written() > 0) expect(await brokenInvariants(database)).toEqual([])
    })
  }

  test('and in any order', { timeout: 3_600_000 }, async () => {
    const names = API_NAMES.filter(name => !name.startsWith('auth.') && !name.startsWith('system.') && !(name in DEAR && DEAR[name]! < 50))
    for (let walk = 0; walk < (asked ? asked / BATCH : WALKS); walk += 1) {
      const known = new Map<Name, Pools>()
      for (const name of names) known.set(name, await pools(name))
      const step = fc.constantFrom(...names).chain(name => inputArbitrary(api[name].input, known.get(name)!).map(input => ({ name, input })))
      await fc.assert(fc.asyncProperty(step, fc.nat(1), fc.boolean(), ({ name, input }, window, insist) => tryOne(name, input, sessions[window]!, insist)), { numRuns: BATCH, seed: seed + walk, endOnFailure: true })
    }
    await waitForJobs()
    expect(await brokenInvariants(database)).toEqual([])
  })
})

// Long work goes on behind its answer.
async function waitForJobs(): Promise<void> {
  for (const id of jobIds.splice(0)) {
    for (let answer = await jobOf(id); answer?.state === 'running'; answer = await jobOf(id)) await new Promise(resolve => setImmediate(resolve))
    expect((await jobOf(id))?.error?.code).not.toBe('internal')
  }
}
async function jobOf(id: string): Promise<{ state: string; error?: CallError } | null> {
  const answer = await host.call('job.get', { id }, sessions[0]!) as Result<{ state: string; error?: CallError }>
  return answer.ok ? answer.value : null
}

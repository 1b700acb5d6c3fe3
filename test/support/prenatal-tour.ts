import type { Input, Output } from '../../domain/api/api.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { prenatalConsent } from '../../domain/modules/prenatal/consent.record.ts'
import { prenatalCounselling } from '../../domain/modules/prenatal/recall.record.ts'
import { prenatalDiagnosis } from '../../domain/modules/prenatal/diagnosis.record.ts'
import { prenatalRequest } from '../../domain/modules/prenatal/request.record.ts'
import { prenatalResult } from '../../domain/modules/prenatal/result.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { tellOfScreening } from './fetal-sex.ts'
import type { guideOf, Visit } from './practice-tour.ts'
import { woman } from './women.ts'

type Call = ReturnType<typeof guideOf>['call']
export const PRENATAL_TOWNSHIP = '430421100'
const today = (): Day => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day

/** A woman so many days pregnant today. */
export async function pregnantInWindow(call: Call, name: string, days: number, changes: object = {}): Promise<string> {
  const { id: womanId } = await call('person.save', { row: woman({ name, idType: null, idNumber: null, noDocumentReason: 'lost', homeRegion: PRENATAL_TOWNSHIP, ...changes } as never) })
  return (await call('pregnancy.save', { row: { ...emptyRow(pregnancy), womanId, state: 'pregnant', lastMenstrualDay: addDays(today(), -days), fetusCount: 1 } as never })).id
}

type Step = Omit<Input<'prenatal.sample.step'>, 'id' | 'rev'>
export const TO_SEND: readonly Step[] = [{ to: 'processed' }, { to: 'toSend' }]
export const RECEIVED: readonly Step[] = [...TO_SEND, { to: 'inTransit', sender: '周送样', laboratory: '衡阳市妇幼保健院' }, { to: 'received', sender: '周送样', receiver: '王收样' }]

/** The newest tube of a pregnancy, moved on. */
export async function moveTube(call: Call, pregnancyId: string, steps: readonly Step[]): Promise<Output<'prenatal.open'>['samples'][number]['sample']> {
  for (const step of steps) {
    const { sample } = (await call('prenatal.open', { pregnancyId })).samples.at(-1)!
    await call('prenatal.sample.step', { id: sample.id, rev: sample.rev, ...step })
  }
  return (await call('prenatal.open', { pregnancyId })).samples.at(-1)!.sample
}

/** Consent, request and the drawn tube of a test, moved on. */
export async function tubeInWindow(call: Call, pregnancyId: string, barcode: string, steps: readonly Step[], test: 'secondSerum' | 'nipt' | 'thalassaemia' | 'deafness' = 'secondSerum'): Promise<string> {
  const kind = test === 'secondSerum' ? 'serum' : test
  const prepared = await call('prenatal.consent.prepare', { pregnancyId, kind })
  await call('prenatal.consent.save', { row: { ...emptyRow(prenatalConsent), ...prepared.row, choice: 'agreed', ...(kind === 'nipt' ? { isCautionTold: true } : {}) } as never })
  const request = await call('prenatal.request.prepare', { pregnancyId })
  await call('prenatal.request.save', { row: { ...emptyRow(prenatalRequest), ...request.row, tests: test, panel: test === 'secondSerum' ? 'two' : null, programme: test === 'secondSerum' ? request.row.programme : 'self', weightKg: 58, heightCm: 160, criteria: null } as never })
  return (await moveTube(call, pregnancyId, [{ to: 'drawn', barcode }, ...steps])).id
}

/** A result of a tube, or of a scan. */
export async function resultInWindow(call: Call, pregnancyId: string, test: Output<'prenatal.result.prepare'>['row']['test'] & string, values: object, sampleId?: string): Promise<string> {
  const { row } = await call('prenatal.result.prepare', { pregnancyId, test, ...(sampleId ? { sampleId } : {}) })
  return (await call('prenatal.result.save', { row: { ...emptyRow(prenatalResult), ...row, ...values } as never })).id
}

/** Everything a screen of the clinic may show: a high risk with its recall, a refused tube, one to send, carriers, scans, a file with waiting lines, targets. */
export async function prenatalScene({ call }: Pick<ReturnType<typeof guideOf>, 'call'>): Promise<{ high: string; refused: string; waiting: string; carriers: string; results: Readonly<Record<string, string>>; handover: string; closing: string }> {
  const high = await pregnantInWindow(call, '古丽米热·阿卜杜热合曼', 17 * 7 + 3)
  const highTube = await tubeInWindow(call, high, '2600000101', RECEIVED)
  const results: Record<string, string> = { serum: await resultInWindow(call, high, 'secondSerum', { t21Comparator: '=', t21Denominator: 150, t18Comparator: '<', t18Denominator: 50_000, afp: 45.2, afpUnit: 'ngPerMl', afpMom: 1.1, freeBetaHcg: 21.5, freeBetaHcgUnit: 'ngPerMl', freeBetaHcgMom: 2.1 }, highTube) }
  await call('prenatal.counselling.save', { row: { ...emptyRow(prenatalCounselling), pregnancyId: high, resultId: results.serum, counselledDay: today(), doctorName: '周医生', content: '说明筛查不是诊断,建议羊膜腔穿刺', advice: '三天内答复' } as never })
  results.ultrasound = await resultInWindow(call, high, 'midUltrasound', { level: '3', bpdMm: 42, flMm: 27, systemBrain: '1', systemHeart: '3', findingsText: '胎儿心脏因体位显示不清' })
  const carriers = await pregnantInWindow(call, '钟桂兰', 19 * 7)
  const couple = await tubeInWindow(call, carriers, '2600000102', RECEIVED, 'thalassaemia')
  results.thalassaemia = await resultInWindow(call, carriers, 'thalassaemia', { womanMcvFl: 68.5, womanMchPg: 21.4, partnerMcvFl: 84, partnerMchPg: 28, womanGenotype: '--SEA/αα', partnerGenotype: '-α3.7/αα', partnerName: '钟建国' }, couple)
  results.nipt = await resultInWindow(call, carriers, 'nipt', { niptResult: 'low', fetalFractionPercent: 11.2, z21: 0.4, z18: -0.8, z13: 0.2 }, await tubeInWindow(call, carriers, '2600000103', RECEIVED, 'nipt'))
  results.deafness = await resultInWindow(call, carriers, 'deafness', Object.fromEntries(['Gjb2a', 'Gjb2b', 'Gjb2c', 'Gjb2d', 'Gjb3a', 'Slc26a4a', 'Slc26a4b', 'MtA', 'MtB'].map(site => [`woman${site}`, site === 'Gjb2c' ? 'heterozygous' : 'wild'])), await tubeInWindow(call, carriers, '2600000104', RECEIVED, 'deafness'))
  const refused = await pregnantInWindow(call, '欧阳慧', 18 * 7)
  await tubeInWindow(call, refused, '2600000105', [...TO_SEND, { to: 'rejected', rejection: ['1'] }])
  const waiting = await pregnantInWindow(call, '龚晓燕', 16 * 7)
  await tubeInWindow(call, waiting, '2600000106', TO_SEND)
  const sent = await pregnantInWindow(call, '伍小红', 16 * 7)
  await tubeInWindow(call, sent, '2600000107', TO_SEND)
  const { sample } = (await call('prenatal.open', { pregnancyId: sent })).samples[0]!
  const { id: handover } = await call('prenatal.handover.send', { samples: [{ id: sample.id, rev: sample.rev }], laboratory: '衡阳市妇幼保健院', sender: '周送样', celsius: 4 })
  const closing = await pregnantInWindow(call, '谢冬梅', 20 * 7 + 2)
  const lines = ['条形码,姓名,项目,报告日期,21三体风险,18三体风险,AFP MoM', `2600000106,龚晓燕,中孕期血清学筛查,${today()},1/900,<1/50000,1.02`, `2699999999,孙三三,中孕期血清学筛查,${today()},1/2500,<1/50000,0.98`]
  await call('prenatal.resultFile.read', { file: { name: '产筛结果.csv', base64: Buffer.from(lines.join('\r\n')).toString('base64') } })
  const year = Number(today().slice(0, 4))
  const known = await call('prenatal.target.list', { year })
  for (const [scope, place, women] of [['county', null, 600], ['township', PRENATAL_TOWNSHIP, 40]] as const) {
    if (!known.some(one => one.scope === scope && (one.place ?? null) === place)) await call('prenatal.target.save', { row: { year, scope, place, women } as never })
  }
  return { high, refused, waiting, carriers, results, handover, closing }
}

const LISTS = ['consent', 'draw', 'closing', 'send', 'transit', 'rejected', 'report', 'unmatched', 'issue', 'recall', 'couple', 'diagnosis', 'outcome'] as const
const NEW_RESULTS = ['nt', 'midUltrasound', 'lateUltrasound'] as const

/** The screens of prenatal screening, as its own staff sees them. */
export async function tourPrenatal(guide: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const { call, go, signIn, page, settled } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('yisheng')
  const { high, refused, carriers, results, handover, closing } = await prenatalScene(guide)
  const opened = await call('prenatal.open', { pregnancyId: high })
  const { id: diagnosisId } = await call('prenatal.diagnosis.save', { row: { ...emptyRow(prenatalDiagnosis), ...(await call('prenatal.diagnosis.prepare', { pregnancyId: carriers })).row, tests: '4', institution: '湖南省妇幼保健院', resultText: '胎儿地贫基因未见异常', conclusion: 'negative', diagnosedDay: today() } as never })
  for (const pregnancyId of [high, carriers]) await tellOfScreening(guide, pregnancyId)
  await signIn('chanshai')
  await show('/', 'prenatal-home')
  for (const list of LISTS) await show(`/prenatal?list=${list}`, `prenatal-list-${list}`)
  await show(`/pregnancies/${high}?tab=prenatal`, 'prenatal-tab')
  await show(`/pregnancies/${refused}?tab=prenatal`, 'prenatal-tab-refused')
  await show(`/prenatal/${closing}/consents/new?kind=nipt`, 'prenatal-consent-new')
  await show(`/prenatal/${high}/consents/${opened.consents[0]!.consent.id}`, 'prenatal-consent')
  await show(`/prenatal/${closing}/requests/new`, 'prenatal-request-new')
  await show(`/prenatal/${high}/requests/${opened.requests[0]!.id}`, 'prenatal-request')
  await show(`/prenatal/${high}/samples/${opened.samples[0]!.sample.id}`, 'prenatal-sample')
  await show(`/prenatal/${refused}/samples/${(await call('prenatal.open', { pregnancyId: refused })).samples[0]!.sample.id}`, 'prenatal-sample-refused')
  await show(`/prenatal/handovers/${handover}`, 'prenatal-handover')
  for (const [name, id] of Object.entries(results)) await show(`/prenatal/${name === 'serum' || name === 'ultrasound' ? high : carriers}/results/${id}`, `prenatal-result-${name}`)
  for (const test of NEW_RESULTS) await show(`/prenatal/${closing}/results/new?test=${test}`, `prenatal-result-new-${test}`)
  await show('/prenatal/files', 'prenatal-files')
  await show('/prenatal/files?view=files', 'prenatal-files-read')
  await show(`/prenatal/${high}/recalls/${opened.recalls[0]!.recall.id}`, 'prenatal-recall')
  const couple = (await call('prenatal.open', { pregnancyId: carriers })).recalls.find(({ recall }) => recall.kind === 'couple' && recall.closedDay === null)!
  await show(`/prenatal/${carriers}/recalls/${couple.recall.id}`, 'prenatal-recall-couple')
  await show(`/prenatal/${high}/counsellings/new`, 'prenatal-counselling-new')
  await show(`/prenatal/${high}/counsellings/${opened.counsellings[0]!.id}`, 'prenatal-counselling')
  await show(`/prenatal/${high}/diagnoses/new`, 'prenatal-diagnosis-new')
  await show(`/prenatal/${carriers}/diagnoses/${diagnosisId}`, 'prenatal-diagnosis')
  await show(`/prenatal/${high}/outcome`, 'prenatal-outcome')
  await show('/prenatal/bulletin', 'prenatal-bulletin')
  await visit('prenatal-bulletin-women', async () => {
    // The women screened this year, of the whole county.
    await page.getByRole('row').last().getByRole('button').nth(1).click()
    await page.getByRole('dialog').waitFor()
    await settled()
  })
  await show('/prenatal/bulletin?by=institution', 'prenatal-bulletin-institution')
  await show('/prenatal/bulletin/print', 'prenatal-bulletin-print')
  await show('/prenatal/figures', 'prenatal-figures')
  const papers = { consent: opened.consents[0]!.consent.id, consentForm: `${high}&kind=nipt`, request: opened.requests[0]!.id, label: opened.samples[0]!.sample.id, handover, result: results.serum!, recall: opened.recalls[0]!.recall.id }
  for (const [what, id] of Object.entries(papers)) await show(`/prenatal/print?what=${what}&id=${id}&pregnancy=${high}`, `prenatal-print-${what}`)
  await show(`/maternal/diagnosis/new?person=${opened.head.womanId}&pregnancy=${high}`, 'prenatal-referral-new')
}

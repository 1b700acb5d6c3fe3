import { bloodSpot, bloodSpotResult } from '../modules/child/blood-spot.record.ts'
import { eyesAtBirth } from '../modules/child/eyes-at-birth.record.ts'
import { hearingTest } from '../modules/child/hearing-test.record.ts'
import { heartResultOf } from '../modules/child/heart-screening.rules.ts'
import { heartScreening, type HeartScreeningRow } from '../modules/child/heart-screening.record.ts'
import { screeningClosing } from '../modules/child/screening-closing.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { CHILD_RULES_DEFAULT } from '../rule/child/child-rules.ts'
import { addDays, type Day } from '../time/day.ts'
import type { Random } from './random.ts'

type Add = (definition: RecordDefinition, day: Day, row: object) => string
/** What the laboratory was asked for and calls them; its cut-offs are its own. */
const ORDERED = [['CH', '先天性甲状腺功能减低症', 'mU/L', '<9'], ['PKU', '苯丙酮尿症', 'μmol/L', '<120']] as const
const LABORATORY = '市新生儿疾病筛查中心'
const MISSED = 0.03
const NOT_PASSED = 0.06
const SUSPICIOUS = 0.004
const PRETERM_BELOW_DAYS = 259

/** The four screenings of a child born here, as far as their days have come; `nth` counts children, so that every kind of answer is found. */
export function sampleScreening(random: Random, add: Add, child: { fileId: string; birthDay: Day; gestationDays: number | null; lastDay: Day; institution: string; doctorName: string; number: string; nth: number }): void {
  const { fileId, birthDay, lastDay, institution, doctorName } = child
  const on = (days: number): Day => addDays(birthDay, days)
  const has = (day: Day): boolean => day <= lastDay
  // One family in so many refuses the ears: the chain is closed by a signature.
  const isRefused = child.nth % 97 === 23
  if (has(on(2)) && isRefused) add(screeningClosing, on(2), { ...emptyRow(screeningClosing), fileId, line: 'hearing', reason: 'refused', day: on(2), signedBy: '母亲', recorderName: doctorName })
  if (has(on(2)) && !isRefused) {
    const isPassed = !random.chance(NOT_PASSED)
    add(hearingTest, on(2), { ...emptyRow(hearingTest), fileId, stage: '1', testedDay: on(2), testedTime: '15:30', method: '1', rightEar: '1', leftEar: isPassed ? '1' : '2', institution, testerName: doctorName, ...(isPassed ? {} : { appointmentDay: on(40), appointmentPlace: '本院听力筛查室', noticeSignedBy: '母亲', noticeDay: on(2) }) })
    if (!isPassed && has(on(40)) && random.chance(0.85)) add(hearingTest, on(40), { ...emptyRow(hearingTest), fileId, stage: '2', testedDay: on(40), method: '3', rightEar: '1', leftEar: random.chance(0.9) ? '1' : '2', institution, testerName: doctorName })
  }
  if (has(on(1)) && !random.chance(MISSED)) {
    const hasMurmur = random.chance(0.01)
    const row = { ...emptyRow(heartScreening), fileId, screenedAt: `${on(1)}T09:00`, ageHours: 24, institution, screenerName: doctorName, murmur: hasMurmur ? '2' : '1', murmurGrade: hasMurmur ? 2 : null, firstHandPercent: random.int(96, 99), firstFootPercent: random.int(96, 99) } as unknown as HeartScreeningRow
    const result = heartResultOf(row, CHILD_RULES_DEFAULT)
    const isEcho = result === 'positive' && has(on(6))
    add(heartScreening, on(1), { ...row, result, ...(result === 'positive' ? { referralDay: on(1), referralInstitution: '市妇幼保健院心脏超声室' } : {}), ...(isEcho ? { echoDay: on(6), echo: 'normal' } : {}) })
  }
  if (has(on(2)) && !random.chance(MISSED)) {
    add(eyesAtBirth, on(2), { ...emptyRow(eyesAtBirth), fileId, examinedDay: on(2), institution, examinerName: doctorName, appearance: '1', lightRight: '1', lightLeft: '1', redReflexRight: '1', redReflexLeft: '1', riskFactors: null })
  }
  const takenDay = on(child.gestationDays !== null && child.gestationDays < PRETERM_BELOW_DAYS ? 6 : 3)
  if (!has(takenDay) || random.chance(MISSED)) return
  const isResult = has(addDays(takenDay, 6))
  const isSuspicious = random.chance(SUSPICIOUS)
  const sampleId = add(bloodSpot, takenDay, {
    ...emptyRow(bloodSpot), fileId, sampleNumber: `NS${child.number.slice(1)}`, takenAt: `${takenDay}T08:30`, method: '1', site: '1', institution, takerName: doctorName, fedEnough: true, ordered: ORDERED.map(([disease]) => disease).join(','),
    ...(has(addDays(takenDay, 2)) ? { dispatchDay: addDays(takenDay, 1), receiptDay: addDays(takenDay, 2) } : {}), ...(isResult ? { noticeDay: addDays(takenDay, 6), noticeForm: '5', noticeRecipient: '母亲', noticeRelation: '52', notifierName: doctorName } : {}),
  })
  if (!isResult) return
  for (const [index, [disease, diseaseName, unit, cutOff]] of ORDERED.entries()) {
    const isHigh = isSuspicious && index === 0
    add(bloodSpotResult, addDays(takenDay, 5), {
      ...emptyRow(bloodSpotResult), fileId, sampleId, disease, diseaseName, interpretation: isHigh ? '2' : '1', numericValue: index === 0 ? (isHigh ? random.int(100, 160) / 10 : random.int(8, 60) / 10) : random.int(300, 1000) / 10, unit, cutOff, laboratory: LABORATORY, experimentDay: addDays(takenDay, 5), method: index === 0 ? '4' : '9',
    })
  }
}

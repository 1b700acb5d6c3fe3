import { bloodSpot, bloodSpotResult } from '../../domain/modules/child/blood-spot.record.ts'
import { childContactAttempt } from '../../domain/modules/child/appointment.record.ts'
import { eyesAtBirth } from '../../domain/modules/child/eyes-at-birth.record.ts'
import { hearingTest } from '../../domain/modules/child/hearing-test.record.ts'
import { heartScreening } from '../../domain/modules/child/heart-screening.record.ts'
import { screeningClosing } from '../../domain/modules/child/screening-closing.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'

type Values = Record<string, unknown>

/** Rows of newborn screening with what every test would repeat. */
export const screeningRows = (fileId: string) => {
  const row = (definition: RecordDefinition, values: Values): Values => ({ ...emptyRow(definition), fileId, ...values })
  return {
    sample: (takenAt: string, values: Values = {}) => row(bloodSpot, { sampleNumber: `S${takenAt.replaceAll(/\D/g, '')}`, takenAt, method: '1', site: '1', institution: '青山县妇幼保健院', takerName: '陈医生', ...values }),
    result: (sampleId: string, disease: string, interpretation: string, experimentDay: string, values: Values = {}) => row(bloodSpotResult, { sampleId, disease, interpretation, experimentDay, laboratory: '市筛查中心', ...values }),
    hearing: (stage: string, testedDay: string, values: Values = {}) => row(hearingTest, { stage, testedDay, institution: '青山县妇幼保健院', testerName: '陈医生', ...(stage === '1' || stage === '2' || stage === '5' ? { method: '1', rightEar: '1', leftEar: '1' } : {}), ...values }),
    heart: (screenedAt: string, values: Values = {}) => row(heartScreening, { screenedAt, institution: '青山县妇幼保健院', screenerName: '陈医生', ...values }),
    eyes: (examinedDay: string, values: Values = {}) => row(eyesAtBirth, { examinedDay, institution: '青山县妇幼保健院', examinerName: '陈医生', ...values }),
    closing: (line: string, reason: 'refused' | 'lost', day: string, values: Values = {}) => row(screeningClosing, { line, reason, day, recorderName: '陈医生', ...(reason === 'refused' ? { signedBy: '张丽华' } : {}), ...values }),
    attempt: (day: string, outcome: string) => row(childContactAttempt, { day, outcome, about: '筛查召回', callerName: '陈医生' }),
  }
}

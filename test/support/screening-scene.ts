import type { Input, Name } from '../../domain/api/api.ts'
import { bloodSpot, bloodSpotResult } from '../../domain/modules/child/blood-spot.record.ts'
import { childContactAttempt } from '../../domain/modules/child/appointment.record.ts'
import { eyesAtBirth } from '../../domain/modules/child/eyes-at-birth.record.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { hearingTest } from '../../domain/modules/child/hearing-test.record.ts'
import { heartScreening } from '../../domain/modules/child/heart-screening.record.ts'
import { screeningClosing } from '../../domain/modules/child/screening-closing.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Day } from '../../domain/time/day.ts'
import type { Window } from './desk.ts'

type Values = Record<string, unknown>
type Saved = { id: string; rev: number }

/** Saves as a doctor does who reads every warning and goes on. */
export async function insist<N extends Name>(doctor: Window, name: N, input: Values): Promise<Saved> {
  const ask = async (confirmations: unknown[]): Promise<Saved> => await doctor.call(name, { ...input, confirmations } as never) as never
  try {
    return await ask([])
  } catch (error) {
    const { code, fields } = JSON.parse(String(error instanceof Error ? error.message : '').slice(name.length + 2)) as { code: string; fields?: { path: string; message: { key: string } }[] }
    if (code !== 'confirm') throw error
    return ask(fields!.map(({ path, message }) => ({ path, key: message.key, reason: '已核对' })))
  }
}

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

/** A child with its file; born at a known moment when a delivery is given. */
export async function childWithFile(doctor: Window, birthDay: string, file: Partial<Input<'child.file.save'>['row']> = {}, name = '李思远'): Promise<string> {
  const { id: childId } = await insist(doctor, 'person.save', { row: { ...emptyRow(person), name, sex: '1', birthDay: birthDay as Day, nationality: 'CHN', noDocumentReason: 'newborn' } })
  return (await insist(doctor, 'child.file.save', { row: { ...emptyRow(childFile), childId, openedDay: birthDay, state: 'managed', residence: 'local', gestationDays: 275, birthWeightG: 3300, ...file } })).id
}

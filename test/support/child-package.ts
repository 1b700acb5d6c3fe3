import { childFile, type ChildFile } from '../../domain/modules/child/file.record.ts'
import { newbornVisit, type NewbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { childVisit, type ChildVisit } from '../../domain/modules/child/visit.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Day } from '../../domain/time/day.ts'
import type { Scene } from './birth-scene.ts'
import { insist } from './desk.ts'

type Born = { childName: string; newbornId?: string; birthDay?: string; sex?: '1' | '2'; row?: Partial<Record<keyof ChildFile, unknown>> }

/** The file of a child: of a birth here (with the weight and weeks of the birth), or of one from elsewhere. */
export async function openChildFile(scene: Scene, { childName, newbornId, birthDay, sex = '2', row = {} }: Born): Promise<{ fileId: string; childId: string }> {
  const born = newbornId === undefined ? undefined : await scene.doctor.call('newborn.get', { id: newbornId })
  const childId = born?.personId ?? (await scene.clerk.call('person.save', {
    row: { ...emptyRow(person), name: childName, sex, birthDay: birthDay as Day, nationality: 'CHN', noDocumentReason: 'newborn', homeRegion: '430421', homeAddress: '西渡镇解放路128号', phone: '13800005678' } as never, confirmations: [],
  })).id
  const prepared = await scene.doctor.call('child.file.prepare', { childId })
  const saved = await insist(scene.doctor, 'child.file.save', { row: { ...emptyRow(childFile), ...prepared.row, doctorName: '陈医生', ...row } })
  return { fileId: saved.id, childId }
}

/** A home visit of a healthy newborn. */
export const homeVisit = (scene: Scene, fileId: string, changes: Partial<Record<keyof NewbornVisit, unknown>> = {}): Promise<{ id: string; rev: number }> =>
  insist(scene.doctor, 'child.newbornVisit.save', { row: {
    ...emptyRow(newbornVisit), fileId, visitDay: '2026-03-10', place: 'home', doctorName: '陈医生', birthWeightG: 3250, weightKg: 3.31, feeding: '1', temperatureC: 36.8, hearingStatus: '1', diseaseStatus: '2', jaundiceSites: '1', cord: '1', referral: '1', guidance: '1,2', ...changes,
  } })

/** A check-up of a child of six months, as a good doctor fills it. */
export const checkUp = (scene: Scene, fileId: string, changes: Partial<Record<keyof ChildVisit, unknown>> = {}): Promise<{ id: string; rev: number }> =>
  insist(scene.doctor, 'child.visit.save', { row: {
    ...emptyRow(childVisit), fileId, contact: 'month6', visitDay: '2026-03-10', place: 'clinic', doctorName: '陈医生', weightKg: 7.8, lengthCm: 66.5, position: 'L', headCm: 42.5, complexionLater: '1', skin: '1', fontanelle: '2', fontanelleLengthCm: 1.5, fontanelleWidthCm: 1,
    neckMass: '2', eyes: '1', ears: '1', hearing: '1', teethCount: 1, chest: '1', abdomen: '1', limbs: '1', ricketsSymptoms: '1', ricketsSignsInfant: '1', anusAndGenitals: '1', haemoglobinGPerL: 118, outdoorHoursPerDay: 1.5, vitaminDIuPerDay: 400,
    feeding: '1', feedingAssessed: true, warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false, languageRegression: false, illness: '1', tcmServices: '1,2', referral: '1', guidance: '1,3', ...changes,
  } })

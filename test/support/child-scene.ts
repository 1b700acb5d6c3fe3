import { childFile } from '../../domain/modules/child/file.record.ts'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { motherRow, type Scene } from './birth-scene.ts'
import { changeSetting, insist } from './desk.ts'
import { screeningRows } from './screening-scene.ts'

/** A child of half a year with a file, a home visit and a booked day; what a careful doctor gives to the calls of the clinic. */
export async function childExamples(scene: Scene): Promise<Record<string, Record<string, unknown>[]>> {
  const doctor = await scene.as('erbao', ['childCare'], '陈医生')
  const { id: childId } = await scene.clerk.call('person.save', { row: motherRow({ name: '周小满', sex: '1', idNumber: null, idType: null, noDocumentReason: 'newborn' as never, birthDay: '2025-09-10' as never, phone: '13900000009' }) })
  const { id: secondId } = await scene.clerk.call('person.save', { row: motherRow({ name: '周小暑', sex: '2', idNumber: null, idType: null, noDocumentReason: 'newborn' as never, birthDay: '2026-03-01' as never, phone: '13900000010' }) })
  const { id: thirdId } = await scene.clerk.call('person.save', { row: motherRow({ name: '周小寒', sex: '2', idNumber: null, idType: null, noDocumentReason: 'newborn' as never, birthDay: '2026-02-01' as never, phone: '13900000011' }) })
  const fileRow = { ...emptyRow(childFile), childId, openedDay: '2026-03-01', state: 'managed', residence: 'local', gestationDays: 250, birthWeightG: 2400, contactPhone: '13900000009' }
  const { id: fileId } = await doctor.call('child.file.save', { row: fileRow as never })
  const homeRow = { ...emptyRow(newbornVisit), fileId, visitDay: '2025-09-20', place: 'home', referral: '1', doctorName: '陈医生', weightKg: 3, jaundiceSites: '1', skin: '1' }
  await doctor.call('child.newbornVisit.save', { row: homeRow as never })
  const visitRow = { ...emptyRow(childVisit), fileId, contact: 'month6', visitDay: '2026-03-10', place: 'clinic', referral: '1', doctorName: '陈医生', position: 'L', weightKg: 7.6, lengthCm: 66.5, headCm: 43, complexionLater: '1', ricketsSignsInfant: '1', signsAgeMonths: 3, warningSign1: false, illness: '1' }
  const { id: visitId } = await doctor.call('child.visit.save', { row: { ...visitRow, contact: 'month3', visitDay: '2025-12-12', weightKg: 6, lengthCm: 61, headCm: 40.5, complexionLater: null, complexion: '1', ricketsSignsInfant: null, ricketsSignsMonth3: '1', signsAgeMonths: 0, warningSign1: null } as never })
  // A file that nothing was written into yet: it can be voided.
  await doctor.call('child.file.save', { row: { ...fileRow, childId: thirdId } as never })
  const appointmentRow = { fileId, contact: 'month6', day: '2026-03-12', time: '上午', state: 'booked', note: null, endedByDeath: null }
  await doctor.call('child.appointment.save', { row: appointmentRow as never })
  const attemptRow = { fileId, day: '2026-03-09', outcome: 'noAnswer', about: '6月龄体检', callerName: '周护士', note: null }
  await doctor.call('child.attempt.save', { row: attemptRow as never })
  const screening = screeningRows(fileId)
  const { id: sampleId } = await insist(doctor, 'child.bloodSpot.save', { row: screening.sample('2025-09-14T08:00', { sampleNumber: 'NS01' }) })
  await insist(doctor, 'child.bloodSpotResult.save', { row: screening.result(sampleId, 'CH', '2', '2025-09-18') })
  // A sample without results can be voided.
  await insist(doctor, 'child.bloodSpot.save', { row: screening.sample('2025-09-20T08:00', { sampleNumber: 'NS02', ordered: 'CH' }) })
  await insist(doctor, 'child.hearingTest.save', { row: screening.hearing('1', '2025-09-13', { leftEar: '2' }) })
  await insist(doctor, 'child.heartScreening.save', { row: screening.heart('2025-09-12T08:00', { murmur: '2', firstHandPercent: 97, firstFootPercent: 96 }) })
  await insist(doctor, 'child.eyesAtBirth.save', { row: screening.eyes('2025-09-12', { appearance: '1', redReflexLeft: '2' }) })
  await insist(doctor, 'child.screeningClosing.save', { row: screening.closing('heart', 'refused', '2025-09-20') })
  // A notice is refused without the hospital's phone.
  await changeSetting(await scene.as('shezhi', ['administrator']), 'institution', { phone: '0734-6812345' })
  const curve = { standard: 'wst423', indicator: 'wfa', lines: 'sd' }
  const papers = [{ fileId, what: 'infant' }, { fileId, what: 'newbornVisit' }, { fileId, what: 'tcm6to18' }, { fileId, what: 'handbook', visitId }, { fileId, what: 'curve', options: { ...curve, page: 'handbook' } }]
  const notices = { items: [{ fileId, contact: 'month6' }], perPage: 3 }
  return {
    'child.bloodSpot.save': [{ row: screening.sample('2025-09-15T08:00', { sampleNumber: 'NS03' }) }], 'child.bloodSpotResult.save': [{ row: screening.result(sampleId, 'PKU', '1', '2025-09-18') }],
    'child.hearingTest.save': [{ row: screening.hearing('2', '2025-10-10') }], 'child.heartScreening.save': [{ row: screening.heart('2025-09-13T08:00', { murmur: '1', firstHandPercent: 98, firstFootPercent: 98 }) }],
    'child.eyesAtBirth.save': [{ row: screening.eyes('2025-09-13', { appearance: '1' }) }], 'child.screeningClosing.save': [{ row: screening.closing('hearing', 'refused', '2026-03-10') }],
    'child.screening.open': [{ fileId }], 'child.screening.list': ['bloodSpot', 'hearing', 'heart', 'eyes', 'missing'].map(kind => ({ kind })),
    'child.growth.curve': [{ fileId, ...curve }], 'child.paper.preview': papers, 'child.paper.pdf': papers, 'child.paper.print': papers.map(paper => ({ ...paper, printerName: 'PDF' })),
    'child.notice.preview': [notices], 'child.notice.pdf': [notices], 'child.notice.print': [{ ...notices, printerName: 'PDF' }],
    'child.file.save': [{ row: { ...fileRow, childId: secondId } }], 'child.file.prepare': [{ childId: secondId }, { childId }], 'child.file.of': [{ childId }],
    'child.newbornVisit.save': [{ row: { ...homeRow, visitDay: '2025-09-21' } }], 'child.visit.save': [{ row: visitRow }], 'child.visit.evaluate': [{ fileId, row: { visitDay: '2026-03-10', weightKg: 7.6, lengthCm: 66.5, position: 'L' } }],
    'child.visit.prepare': [{ fileId }], 'child.newbornVisit.prepare': [{ fileId }], 'child.appointment.save': [{ row: appointmentRow }], 'child.attempt.save': [{ row: attemptRow }],
    'child.due.list': ['due', 'overdue', 'missed', 'noShow', 'chain'].map(kind => ({ kind })), 'child.due.export': [{ kind: 'due' }],
    'child.statistics': [{ year: 2026 }], 'child.statistics.children': [{ year: 2026, figure: 'healthManaged', part: 'denominator' }, { year: 2026, figure: 'newbornVisit', part: 'rest' }],
  }
}

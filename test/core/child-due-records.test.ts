import { afterAll, beforeAll, expect, test } from 'vitest'
import { RECORDS } from '../../domain/modules/index.ts'
import type { WriteDb } from '../../electron/core/db/engine.ts'
import { filesOfRow, refreshChildDue } from '../../electron/core/registry/child-due.ts'
import { openScene, type Scene } from '../support/birth-scene.ts'
import { childCaseExamples, childWithFile } from '../support/child-case-scene.ts'
import { developmentExamples } from '../support/child-development-scene.ts'
import { insist } from '../support/desk.ts'
import { eyeExamples } from '../support/eye-scene.ts'
import { screeningRows } from '../support/screening-scene.ts'
import { tableOf } from '../support/table-of.ts'

let scene: Scene
beforeAll(async () => { scene = await openScene() })
afterAll(() => scene.close())

// A new record of either clinic fails here until somebody has decided: does it change a due line or an open chain?
const CHANGES = [
  'child.attempt', 'child.autism', 'child.autismFollowUp', 'child.autismStep', 'child.bloodSpot', 'child.bloodSpotResult', 'child.case', 'child.caseVisit', 'child.entranceExam', 'child.eyesAtBirth', 'child.file', 'child.hearingTest', 'child.heartScreening', 'child.newbornVisit',
  'child.screeningClosing', 'child.visit', 'eye.retinopathy', 'eye.visit',
]
const CHANGES_NOTHING = ['child.appointment', 'child.caseDecline', 'child.deathCard', 'child.scale', 'eye.deviceFile', 'eye.deviceRow', 'eye.file', 'eye.glasses', 'eye.photo', 'eye.referral']
const ofClinics = RECORDS.filter(({ id }) => /^(child|eye)\./u.test(id))

test('every record of both clinics has decided whether a row of it works the lines of its child out anew', async () => {
  const refreshing: string[] = []
  for (const { id } of ofClinics) if ((await filesOfRow(scene.database.kysely, id, 'x', { fileId: 'x' })).length > 0) refreshing.push(id)
  expect(refreshing.toSorted()).toEqual(CHANGES)
  expect(ofClinics.map(({ id }) => id).filter(id => !refreshing.includes(id)).toSorted()).toEqual(CHANGES_NOTHING)
})

/** The tables that queries begin at while `work` runs. */
async function tablesRead(work: (trx: WriteDb) => Promise<void>): Promise<Set<string>> {
  const tables = new Set<string>()
  await scene.database.write(trx => work(new Proxy(trx, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => { if (name === 'selectFrom') tables.add(String(given[0])); return Reflect.apply(member, target, given) as unknown }
    },
  })))
  return tables
}

test('the lines are worked out from the records that say so and from no other', async () => {
  await childCaseExamples(scene)
  await developmentExamples(scene)
  await eyeExamples(scene)
  const doctor = await scene.as('shaicha', ['childCare'], '陈医生')
  const fileId = await childWithFile(doctor, '2026-02-25')
  // Attempts to reach a family are read where a chain was closed.
  await insist(doctor, 'child.screeningClosing.save', { row: screeningRows(fileId).closing('hearing', 'refused', '2026-03-10') })
  const files = (await scene.database.kysely.selectFrom('childFile').select('id').execute()).map(({ id }) => id)
  const tables = await tablesRead(trx => refreshChildDue(trx, files, '2026-03-10' as never))
  expect(ofClinics.filter(definition => tables.has(tableOf(definition))).map(({ id }) => id).toSorted()).toEqual(CHANGES)
})

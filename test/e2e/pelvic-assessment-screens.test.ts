import { expect, test } from '@playwright/test'
import { tourPelvicAssessment } from '../support/pelvic-assessment-tour.ts'
import { faultsInPractice } from './pages/screen-reading.ts'

const PERSONS = 120

test('every screen of 盆底评估, its questionnaires, trends and papers is readable, fits 1366×768 and speaks one language at a time', async () => {
  const { faults, seen } = await faultsInPractice(PERSONS, tourPelvicAssessment)
  expect(faults).toEqual([])
  expect(seen).toContain('pelvic-print-none')
})

import { expect, test } from '@playwright/test'
import { tourPelvicFiles } from '../support/pelvic-file-tour.ts'
import { faultsInPractice } from './pages/screen-reading.ts'

const PERSONS = 300

test('every screen of pelvic files, consents and invitations is readable, fits 1366×768 and speaks one language at a time', async () => {
  const { faults, seen } = await faultsInPractice(PERSONS, tourPelvicFiles)
  expect(faults).toEqual([])
  expect(seen).toContain('pelvic-from-check')
})

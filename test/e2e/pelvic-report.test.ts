import { expect, test } from '@playwright/test'
import { tourPelvicReports } from '../support/pelvic-report-tour.ts'
import { faultsInPractice } from './pages/screen-reading.ts'

test('every screen of device reports and of the board is readable, fits 1366×768 and speaks one language at a time', async () => {
  test.setTimeout(300_000)
  const { faults, seen } = await faultsInPractice(300, tourPelvicReports)
  expect(faults).toEqual([])
  expect(seen).toContain('pelvic-board-people')
})

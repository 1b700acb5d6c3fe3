import { expect, test } from '@playwright/test'
import { tourWomen } from '../support/women-tour.ts'
import { faultsInPractice } from './pages/screen-reading.ts'

const PERSONS = 200

test('every screen of 两癌筛查, 更年期 and 青少年 is readable, fits 1366×768 and speaks one language at a time', async () => {
  const { faults, seen } = await faultsInPractice(PERSONS, tourWomen)
  expect(faults).toEqual([])
  expect(seen).toContain('women-print-adolescent')
})

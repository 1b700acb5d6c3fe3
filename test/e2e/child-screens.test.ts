import { expect, test } from '@playwright/test'
import { tourChildren } from '../support/child-tour.ts'
import { faultsInPractice } from './pages/screen-reading.ts'

// The smallest practice hospital with a child in every step of the clinic.
const PERSONS = 120

test('every screen of the child health clinic is readable, fits 1366×768 and speaks one language at a time', async () => {
  const { faults, seen } = await faultsInPractice(PERSONS, tourChildren)
  expect(faults).toEqual([])
  expect(seen).toEqual(expect.arrayContaining(['child-case-visit', 'child-death-card']))
})

import { expect, test } from '@playwright/test'
import { tourChildStates } from '../support/child-states-tour.ts'
import { faultsInPractice } from './pages/screen-reading.ts'

// The smallest practice hospital with a child in every step of the clinic.
const PERSONS = 120

test('what few children have, and every question of the clinic, is readable, fits 1366×768 and speaks one language at a time', async () => {
  const { faults, seen } = await faultsInPractice(PERSONS, tourChildStates)
  expect(faults).toEqual([])
  expect(seen).toEqual(expect.arrayContaining(['child-visit-retype', 'child-book-again', 'child-merge']))
})

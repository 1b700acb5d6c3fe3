import { expect, test } from '@playwright/test'
import { tourEyes } from '../support/eye-tour.ts'
import { launchDesk } from '../support/launch.ts'
import { guideOf } from '../support/practice-tour.ts'
import { faultsOfTour } from './pages/screen-reading.ts'

// The smallest practice hospital with referrals in every state.
const PERSONS = 120

test('every screen of the eye clinic is readable, fits 1366×768 and speaks one language at a time', async () => {
  test.setTimeout(480_000)
  const desk = await launchDesk()
  try {
    const guide = guideOf(desk)
    await guide.fitScreen()
    await guide.call('system.openPractice', { persons: PERSONS })
    await desk.page.reload()
    await desk.page.getByRole('textbox').first().waitFor()
    const { faults, seen } = await faultsOfTour(desk, visit => tourEyes(guide, visit))
    expect(faults).toEqual([])
    expect(seen).toContain('eye-coverage-children')
  } finally {
    await desk.close()
  }
})

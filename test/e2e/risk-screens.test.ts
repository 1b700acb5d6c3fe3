import { expect, test } from '@playwright/test'
import { launchDesk } from '../support/launch.ts'
import { guideOf } from '../support/practice-tour.ts'
import { tourRisk } from '../support/risk-tour.ts'
import { faultsOfTour } from './pages/screen-reading.ts'

// The smallest practice hospital with a case that was followed up.
const PERSONS = 400

test('every screen of risk care is readable, fits 1366×768 and speaks one language at a time, and tells nobody the sex of a fetus', async () => {
  const desk = await launchDesk()
  try {
    const { page } = desk
    const guide = guideOf(desk)
    await guide.fitScreen()
    await guide.call('system.openPractice', { persons: PERSONS })
    await page.reload()
    await page.getByRole('textbox').first().waitFor()
    const { faults, seen, dated } = await faultsOfTour(desk, visit => tourRisk(guide, visit), { born: [] })
    expect(faults).toEqual([])
    expect([
      ...['screen', 'assess', 'attention', 'followUp', 'unreferred'].map(list => `risk-list-${list}`), 'risk-screening-new', 'risk-assessment-new', 'risk-report-new', 'risk-case-new', 'risk-near-miss',
      // A slip or a stay says it of itself, whatever was written on it.
      ...['risk-slip', 'risk-slip-edit', 'risk-slip-new', 'risk-stay', 'risk-stay-new', 'risk-diagnosis-slip', 'risk-diagnosis-slip-edit'], ...['', '-edit', '-history', '-print'].map(page => `risk-two-way-slip${page}`),
    ].filter(screen => !dated.includes(screen))).toEqual([])
    expect(seen).toContain('risk-screening-read')
  } finally {
    await desk.close()
  }
})

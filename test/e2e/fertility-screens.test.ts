import { expect, test } from '@playwright/test'
import { tourFertility } from '../support/fertility-tour.ts'
import { launchDesk } from '../support/launch.ts'
import { guideOf } from '../support/practice-tour.ts'
import { faultsOfTour } from './pages/screen-reading.ts'

// The smallest practice hospital with somebody on every list the tour opens.
const PERSONS = 600
// Man and woman before they marry, and the numbers of both.
const BORN = [...['toExamine', 'toConclude', 'toCertify', 'all', 'couple', 'sheet-woman', 'sheet-man', 'hiv-new', 'print-examination', 'figures'].map(screen => `premarital-${screen}`), 'fertility-base-marriage']

test('every screen of the programmes before pregnancy is readable, fits 1366×768 and speaks one language at a time, and tells nobody the sex of a fetus', async () => {
  const desk = await launchDesk()
  try {
    const guide = guideOf(desk)
    await guide.fitScreen()
    await guide.call('system.openPractice', { persons: PERSONS })
    await desk.page.reload()
    await desk.page.getByRole('textbox').first().waitFor()
    const { faults, seen, dated } = await faultsOfTour(desk, visit => tourFertility(guide, visit), { born: BORN })
    expect(faults).toEqual([])
    expect(['folic-acid-toIssue', 'folic-acid-new-pregnant'].filter(screen => !dated.includes(screen))).toEqual([])
    expect(seen).toContain('settings-fertility')
  } finally {
    await desk.close()
  }
})

import { expect, test } from '@playwright/test'
import { launchDesk } from '../support/launch.ts'
import { tourMaternal } from '../support/maternal-tour.ts'
import { guideOf } from '../support/practice-tour.ts'
import { faultsOfTour } from './pages/screen-reading.ts'

// The tour brings its own women; the smallest practice hospital will do.
const PERSONS = 60

test('every screen of the maternal clinic is readable, fits 1366×768 and speaks one language at a time, and tells nobody the sex of a fetus', async () => {
  const desk = await launchDesk()
  try {
    const guide = guideOf(desk)
    await guide.fitScreen()
    await guide.call('system.openPractice', { persons: PERSONS })
    await desk.page.reload()
    await desk.page.getByRole('textbox').first().waitFor()
    const { faults, seen, dated } = await faultsOfTour(desk, visit => tourMaternal(guide, visit), { born: ['maternal-delivery', 'maternal-delivery-edit', 'maternal-delivery-new'] })
    expect(faults).toEqual([])
    expect([
      ...['registered', 'visit', 'unbooked'].map(view => `maternal-list-${view}`), 'maternal-visits', 'maternal-history', 'maternal-edit', 'maternal-redate', 'maternal-visit-stored', 'maternal-print-pregnant',
    ].filter(screen => !dated.includes(screen))).toEqual([])
    expect(seen).toContain('maternal-delivery-new')
  } finally {
    await desk.close()
  }
})

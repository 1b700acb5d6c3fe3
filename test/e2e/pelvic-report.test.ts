import { launchDesk } from '../support/launch.ts'
import { tourPelvicReports } from '../support/pelvic-report-tour.ts'
import { guideOf } from '../support/practice-tour.ts'
import { faultsInPractice } from './pages/screen-reading.ts'
import { expect, test } from '@playwright/test'

test('every screen of device reports and of the board is readable, fits 1366×768 and speaks one language at a time', async () => {
  test.setTimeout(300_000)
  const { faults, seen } = await faultsInPractice(300, tourPelvicReports)
  expect(faults).toEqual([])
  expect(seen).toContain('pelvic-board-people')
})

test('a report that waits is given to its woman without the mouse, and its figures stay with it', async () => {
  test.setTimeout(200_000)
  const desk = await launchDesk()
  try {
    const guide = guideOf(desk)
    await guide.fitScreen()
    await guide.call('system.openPractice', { persons: 300 })
    await desk.page.reload()
    await desk.page.getByRole('textbox').first().waitFor()
    await guide.signIn('pendi')
    const waiting = (await guide.call('pelvic.report.list', { state: 'waiting', offset: 0, limit: 1 })).rows[0]!
    await guide.go(`/pelvic/reports/${waiting.id}`)
    // Nobody is chosen for the therapist: without her word it is refused.
    await desk.page.keyboard.press('F2')
    await expect(desk.page.getByText('请先选择这份报告是谁的盆底档案')).toBeVisible()
    await desk.page.getByRole('radio').first().focus()
    await desk.page.keyboard.press('Space')
    await desk.page.keyboard.press('F2')
    await expect.poll(() => desk.page.evaluate(() => location.hash)).toMatch(new RegExp(`/pelvic/[\\w-]+/assessments/new\\?report=${waiting.id}$`))
    const after = await guide.call('pelvic.report.open', { id: waiting.id })
    expect([after.state, after.fileId, Object.keys(after.lifted).length]).toEqual(['confirmed', expect.any(String), waiting.figures])
  } finally {
    await desk.close()
  }
})

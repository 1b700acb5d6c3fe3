import { expect, test } from '@playwright/test'
import { addDays, type Day } from '../../domain/time/day.ts'
import { launchDesk } from '../support/launch.ts'
import { registerWoman } from '../support/maternal-window.ts'
import { guideOf } from '../support/practice-tour.ts'
import { adolescentRow } from '../support/women-scene.ts'

// Enough for a report card, a case and a couple of every list or nearly.
const PERSONS = 400

test('every count of the home page opens the list it counts, and somebody not named sees nothing of 艾梅乙', async () => {
  const desk = await launchDesk()
  try {
    const guide = guideOf(desk)
    const { page } = desk
    await guide.fitScreen()
    await guide.call('system.openPractice', { persons: PERSONS })
    await page.reload()
    await page.getByRole('textbox').first().waitFor()
    const card = (title: string) => page.locator('.home-card').filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) })
    /** Each line of a card, opened: its number is the length of the list it leads to. */
    async function expectLines(title: string, lines: number): Promise<number> {
      const shown = card(title).locator('.home-line')
      await expect(shown).toHaveCount(lines)
      let sum = 0
      for (let at = 0; at < lines; at += 1) {
        await guide.go('/')
        const line = shown.nth(at)
        const [label, count] = [await line.getByRole('link').innerText(), Number((await line.locator('span').innerText()).replace(',', ''))]
        sum += count
        await line.getByRole('link').click()
        await guide.settled()
        if (count === 0) await expect(page.locator('main tbody tr[data-row]'), `${title} ${label}`).toHaveCount(0)
        else await expect(page.locator('main .ant-pagination-total-text'), `${title} ${label}`).toHaveText(`共 ${count} 条`)
      }
      await guide.go('/')
      return sum
    }
    await test.step('of the one who is named', async () => {
      await guide.signIn('yunbao')
      expect(await expectLines('报告卡', 3)).toBeGreaterThan(0)
      expect(await expectLines('艾梅乙', 5)).toBeGreaterThan(0)
      await expect(card('孕前优生')).toHaveCount(0)
    })
    await test.step('of women’s care', async () => {
      await guide.signIn('fubao')
      // The practice hospital has nobody of that age who is due just now.
      const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
      const girl = await registerWoman(guide.call, '柳青禾', { birthDay: addDays(today, -14 * 366) })
      await guide.call('women.adolescentVisit.save', { row: adolescentRow(girl, { visitDay: addDays(today, -90), nextVisitDay: today }) as never })
      await guide.signIn('fubao')
      expect(await expectLines('孕前优生', 4)).toBeGreaterThan(0)
      expect(await expectLines('更年期、青少年随访', 2)).toBeGreaterThan(0)
      for (const title of ['艾梅乙', '报告卡']) await expect(card(title)).toHaveCount(0)
    })
    await test.step('of a doctor, who is not on the list of names', async () => {
      await guide.signIn('yisheng')
      await expect(card('报告卡')).toHaveCount(1)
      await expect(card('艾梅乙')).toHaveCount(0)
    })
  } finally {
    await desk.close()
  }
})

import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Day } from '../../domain/time/day.ts'
import { addDays, monthAnniversary } from '../../domain/time/day.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { readPdf } from '../print/support/pdf-text.ts'
import { ChildClinic } from './pages/child.ts'
import { fitsSideways, keepPicture } from './pages/screen.ts'

let hospital: WindowHospital
let clinic: ChildClinic
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day

test.beforeEach(async () => {
  hospital = await openHospital(['childCare', 'registrar'])
  clinic = new ChildClinic(hospital.page)
})
test.afterEach(async () => { await hospital.close() })

test('a preterm twin from the birth to 24 months: file, home visit, check-ups with corrected age, the curve printed', async () => {
  const { page, call } = hospital
  const birthDay = addDays(monthAnniversary(today, -24), -5)
  const { id: motherId } = await call('person.save', { row: { name: '欧阳静茹', sex: '2', birthDay: '1995-08-15', idType: '01', idNumber: '110101199508150009', otherDocumentType: null, otherDocumentName: null, noDocumentReason: null, nationality: 'CHN', ethnicGroup: '01', maritalStatus: null, phone: '13800001234', householdRegion: '430421', householdAddress: null, homeRegion: '430421', homeAddress: '西渡镇解放路 8 号', handbookNumber: null, note: null, mergedIntoId: null } as never })
  await call('delivery.register', {
    row: { motherId, admissionNumber: 'ZY20240101', gestationDays: 224, mode: '1', fetusCount: 2, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产' } as never,
    newborns: [1, 2].map(order => ({ row: { birthOrder: order, outcome: '1', sex: '1', bornAt: `${birthDay}T08:0${order}`, weightG: 1800 - order * 50, lengthCm: 42, health: '1', apgarOneMinute: 8, apgarFiveMinutes: 9 } as never })),
    confirmations: [{ path: 'newborns.1.bornAt', key: 'x', reason: '双胎' }],
  })
  const newborns = await call('child.newborns', { offset: 0, limit: 10 })
  const first = newborns.rows.at(-1)!

  await test.step('the file takes over the birth; nothing is typed twice', async () => {
    await clinic.goto('/children?view=newborns')
    await expect(page.locator('tbody tr[data-row]')).toHaveCount(2)
    await keepPicture(page, 'child-newborns')
    await clinic.goto(`/children/new?child=${first.childId}`)
    await expect(clinic.input('birthWeightG')).toHaveValue(/^17\d0$/)
    await clinic.type('dischargeDay', addDays(birthDay, 20))
    expect(await fitsSideways(page)).toBe(true)
    await keepPicture(page, 'child-new')
    await page.keyboard.press('F2')
    await expect(page.locator('.child-schedule li')).toHaveCount(13)
    await expect(page.locator('.child-head')).toContainText('欧阳静茹')
    await expect(page.locator('.child-head')).toContainText('矫正')
    await keepPicture(page, 'child-file-empty')
  })
  const { fileId } = await call('child.file.of', { childId: first.childId })

  await test.step('the home visit, by keyboard', async () => {
    await page.keyboard.press('F7')
    await expect(clinic.input('weightKg')).toBeFocused()
    await clinic.type('visitDay', addDays(birthDay, 24))
    await clinic.type('weightKg', '2.35')
    await clinic.choose('feeding', '1')
    await clinic.type('temperatureC', '36.8')
    await clinic.type('heartRatePerMinute', '140')
    await clinic.type('breathsPerMinute', '46')
    await page.keyboard.press('F6')
    await clinic.choose('jaundiceSites', '2')
    await clinic.expectChosen('jaundiceSites', '面部')
    await expect(clinic.field('jaundiceSites').locator('.ant-checkbox-checked')).toHaveCount(1)
    await clinic.choose('cord', '2')
    await keepPicture(page, 'child-home-visit')
    expect(await fitsSideways(page)).toBe(true)
    await clinic.choose('dangerSigns')
    await page.keyboard.press('F2')
    await expect(page.locator('.child-schedule .is-done')).toHaveCount(1)
  })

  for (const [contact, months, weightKg, lengthCm] of [['month3', 3, 5.1, 57], ['month6', 6, 7.0, 64], ['month12', 12, 9.0, 73]] as const) {
    await call('child.visit.save', { row: { ...emptyRow(childVisit), fileId: fileId!, contact, visitDay: monthAnniversary(birthDay, months), place: 'clinic', referral: '1', doctorName: '陈医生', position: 'L', weightKg, lengthCm, headCm: 40 + months / 2, vitaminDIuPerDay: 400, outdoorHoursPerDay: 1.5 } as never })
  }

  await test.step('the check-up at 24 months: the last values beside, the evaluation by corrected age, the rest by one key', async () => {
    await page.reload()
    await clinic.goto(`/children/${fileId}`)
    await expect(page.locator('.child-schedule .is-done')).toHaveCount(4)
    await keepPicture(page, 'child-file')
    await page.keyboard.press('F4')
    await expect(clinic.input('weightKg')).toBeFocused()
    await expect(page.locator('h1')).toHaveText('24月龄')
    await expect(clinic.field('weightKg')).toContainText('上次 9 kg')
    await expect(clinic.input('vitaminDIuPerDay')).toHaveValue('400')
    await page.keyboard.insertText('11.2')
    await page.keyboard.press('Enter')
    await page.keyboard.insertText('84.5')
    await expect(page.locator('.evaluation')).toContainText('年龄别体重')
    await expect(page.locator('.visit-side')).toContainText('按矫正月龄')
    await page.keyboard.press('F6')
    await expect(page.getByText('项未见异常,请核对')).toBeVisible()
    await clinic.choose('hearing', '1')
    await clinic.type('teethCount', '16')
    await clinic.type('cariesCount', '0')
    for (const sign of [1, 2, 3, 4]) {
      await clinic.choose(`warningSign${sign}`, '2')
      await clinic.expectChosen(`warningSign${sign}`, '否')
    }
    await clinic.choose('illness', '1')
    await clinic.choose('guidance', '1', '4')
    await clinic.expectChosen('guidance', '预防意外伤害')
    await keepPicture(page, 'child-visit')
    expect(await fitsSideways(page)).toBe(true)
    await page.keyboard.press('F2')
    await expect(page.locator('.child-schedule .is-done')).toHaveCount(5)
    await expect(page.locator('tbody tr[data-row]').first()).toContainText('24月龄')
    await keepPicture(page, 'child-file-24')
  })

  await test.step('Alt and the page keys turn the tabs wherever the focus is, not under a question nor while an input method composes', async () => {
    const shown = page.getByRole('tab', { selected: true })
    await page.evaluate(() => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur() })
    await page.keyboard.press('Alt+PageDown')
    await expect(shown).toHaveText('生长曲线')
    await page.getByRole('button', { name: /返回/ }).first().focus()
    await page.keyboard.press('Alt+PageUp')
    await expect(shown).toHaveText('随访')
    await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', altKey: true, bubbles: true, cancelable: true, isComposing: true })))
    await expect(shown).toHaveText('随访')
    await page.keyboard.press('Control+d')
    const asked = page.locator('.ant-modal-confirm-title', { hasText: '填写死亡报告卡?' })
    await expect(asked).toBeVisible()
    await page.keyboard.press('Alt+PageDown')
    await expect(shown).toHaveText('随访')
    await page.keyboard.press('Escape')
    await expect(asked).toBeHidden()
    await expect(shown).toHaveText('随访')
    await page.locator('tbody tr[data-row]').first().focus()
    await page.keyboard.press('Alt+PageDown')
    await expect(shown).toHaveText('生长曲线')
    await page.keyboard.press('Alt+PageUp')
    await expect(shown).toHaveText('随访')
  })

  await test.step('the growth curve with both ages, and the same on paper', async () => {
    const file = join(tmpdir(), `fuyou-e2e-curve-${process.pid}.pdf`)
    await hospital.app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = (async () => ({ canceled: false, filePath })) as typeof dialog.showSaveDialog }, file)
    try {
      await page.getByRole('tab', { name: '生长曲线' }).click()
      await expect(page.getByText('空心:同一测量值在实足月龄的位置')).toBeVisible()
      await page.keyboard.press('Control+p')
      await expect(page.frameLocator('iframe').locator('.page')).toContainText('年龄别体重')
      await page.getByRole('button', { name: '存为 PDF' }).focus()
      await page.keyboard.press('Enter')
      await expect.poll(() => existsSync(file)).toBe(true)
      const { sizesMm: [sheet], glyphs } = await readPdf(new Uint8Array(readFileSync(file)))
      const text = glyphs.map(glyph => glyph.text).join('')
      expect(Math.round(sheet!.h)).toBe(297)
      for (const words of ['年龄别体重', '11.2', 'WS/T423', '矫正']) expect(text.replaceAll(' ', '')).toContain(words)
    } finally {
      rmSync(file, { force: true })
    }
  })

  await test.step('a visit entered for the wrong child is voided with a reason and counts no more', async () => {
    await page.keyboard.press('Escape')
    await clinic.goto(`/children/${fileId}`)
    await page.locator('tbody tr[data-row]').first().focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('h1')).toHaveText('24月龄')
    await page.keyboard.press('Shift+F9')
    await expect(page.locator('#void-reason')).toBeFocused()
    await page.keyboard.insertText('登错了孩子')
    await page.keyboard.press('F2')
    await expect(page.locator('.child-schedule .is-done')).toHaveCount(4)
  })
})

import { expect, test } from '@playwright/test'
import type { Day } from '../../domain/time/day.ts'
import { monthAnniversary } from '../../domain/time/day.ts'
import { checkUp, registerChild } from '../support/child-case-scene.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'

let hospital: WindowHospital
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
test.beforeEach(async () => { hospital = await openHospital(['childCare', 'registrar']) })
test.afterEach(async () => { await hospital.close() })

// The keystroke-level model (Card, Moran, Newell 1980): an average typist who is no secretary needs 0.28 s a key, and
// 1.35 s to think before each answer. What the child does on the scales is not counted: the same on paper.
const KEY_S = 0.28
const THINK_S = 1.35

// What a doctor answers at 12 months beside the looking-over (F6), in the order of the form; everything else is passed by Enter.
const ANSWERS: Readonly<Record<string, string | readonly string[]>> = {
  weightKg: '9.35', lengthCm: '75.2', headCm: '45.8',
  hearing: ['1'], teethCount: '6', cariesCount: '0', outdoorHoursPerDay: '2',
  warningSign1: ['2'], warningSign2: ['2'], warningSign3: ['2'], warningSign4: ['2'], languageRegression: ['2'],
  illness: ['1'], guidance: ['1', '2', '4'],
}

test('a whole check-up, from the search box to saved, without the mouse and within two minutes of keys and thinking', async () => {
  const { page, call } = hospital
  const birthDay = monthAnniversary(today, -12)
  const { fileId } = await registerChild(hospital, '林语桐', birthDay, { contactPhone: '13800001234' }, { sex: '2', ethnicGroup: '01', homeRegion: '430421' })
  await checkUp(hospital, fileId, { contact: 'month8', visitDay: monthAnniversary(birthDay, 8), weightKg: 8.3, lengthCm: 69.5, headCm: 44, vitaminDIuPerDay: 400, outdoorHoursPerDay: 1.5 })

  await hospital.go('/children')
  await expect(page.locator('#child-search')).toBeFocused()
  let [keys, thoughts] = [0, 0]
  const press = async (key: string): Promise<void> => { keys += 1; await page.keyboard.press(key) }
  const type = async (text: string): Promise<void> => { for (const sign of text) await press(sign) }
  const focused = (): Promise<string> => page.evaluate(() => (document.activeElement?.closest('[data-field]') as HTMLElement | null)?.dataset.field ?? '')

  thoughts += 1
  await type('lyt')
  await expect(page.getByRole('option', { name: /林语桐/ })).toBeVisible()
  await press('Enter')
  await expect(page.locator('.child-head')).toContainText('林语桐')
  await press('F4')
  await expect.poll(focused).toBe('weightKg')
  const answered = new Set<string>()
  let isFilled = false
  for (let steps = 0; answered.size < Object.keys(ANSWERS).length && steps < 120; steps += 1) {
    const field = await focused()
    const answer = ANSWERS[field]
    if (answer && !answered.has(field)) {
      thoughts += 1
      answered.add(field)
      if (typeof answer === 'string') {
        // What is carried from the last time is replaced.
        if (await page.evaluate(() => (document.activeElement as HTMLInputElement).value !== '')) await press('Control+A')
        await type(answer)
      } else for (const digit of answer) await press(digit)
    }
    if (field === 'headCm' && !isFilled) {
      isFilled = true
      thoughts += 1
      await press('F6')
      await expect.poll(focused).toBe('hearing')
    } else await press('Enter')
  }
  expect([...answered].toSorted()).toEqual(Object.keys(ANSWERS).toSorted())
  thoughts += 1
  await press('F2')
  await expect(page.locator('.child-schedule .is-done')).toHaveCount(2)

  const { visits } = await call('child.file.open', { id: fileId })
  const saved = await call('child.visit.get', { id: visits.find(visit => visit.visitDay === today)!.id })
  expect(saved).toMatchObject({
    contact: 'month12', weightKg: 9.35, lengthCm: 75.2, headCm: 45.8, hearing: '1', teethCount: 6, cariesCount: 0, outdoorHoursPerDay: 2, vitaminDIuPerDay: 400,
    warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false, languageRegression: false, illness: '1', guidance: '1,2,4', complexionLater: '1', skin: '1', eyes: '1', ears: '1', chest: '1', abdomen: '1', limbs: '1', doctorName: '陈医生', referral: '1',
  })
  const seconds = keys * KEY_S + thoughts * THINK_S
  test.info().annotations.push({ type: 'keystrokes', description: `check-up at 12 months: ${keys} keys, ${thoughts} answers, ${seconds.toFixed(0)} s by the keystroke-level model` })
  expect(seconds).toBeLessThan(120)
})

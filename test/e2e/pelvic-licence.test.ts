import { expect, test } from '@playwright/test'
import { pelvicAssessmentRow, pelvicFileRow } from '../support/pelvic-scene.ts'
import { guideOf } from '../support/practice-tour.ts'
import { openHospital } from '../support/window-hospital.ts'
import { woman } from '../support/women.ts'
import { faultsOfScreen } from './pages/screen-reading.ts'

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

test('ICIQ is hidden until the hospital says it is licensed; what was filled in under a licence that ended stays readable and is offered nowhere else', async () => {
  const hospital = await openHospital(['pelvicCare', 'administrator'])
  try {
    const { page, call, go } = hospital
    const { fitScreen, settled } = guideOf(hospital)
    const press = (key: string): Promise<void> => page.keyboard.press(key)
    await fitScreen()
    const { id: womanId } = await call('person.save', { row: { ...woman({ name: '慕容漏尿', birthDay: '1992-05-01' as never }), idType: null, idNumber: null, noDocumentReason: 'notBrought', phone: null } as never })
    const { id: fileId } = await call('pelvic.file.save', { row: pelvicFileRow(womanId, { openedDay: today() }) as never })
    const { id: firstId } = await call('pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { day: today(), complaints: 'stressLeak' }) as never })
    const choices = page.locator('.ant-segmented').getByText(/^(?:PFDI-20|ICIQ)/)
    const open = async (assessmentId: string): Promise<void> => { await go(`/pelvic/${fileId}/assessments/${assessmentId}/questionnaires`); await choices.first().waitFor() }
    const iciq = choices.filter({ hasText: 'ICIQ' })
    /** What the administrator says of the licence, by the keys of the page of the rules. */
    async function license(digit: '0' | '1'): Promise<void> {
      await go('/settings/pelvicRules')
      const rule = page.getByRole('radiogroup', { name: /ICIQ-UI SF 已获授权/ })
      await rule.locator('input:checked').focus()
      await press(`Digit${digit}`)
      await press('F2')
      await expect.poll(async () => String(((await call('setting.get', { key: 'pelvicRules' })).value as { iciqLicensed: number }).iciqLicensed)).toBe(digit)
    }
    const faults: string[] = []
    const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }

    await test.step('as delivered it is nowhere on the screens of an assessment', async () => {
      await open(firstId)
      await expect(iciq).toHaveCount(0)
      await go(`/pelvic/${fileId}?tab=assessment`)
      await page.getByRole('table', { name: '评估记录' }).waitFor()
      await expect(page.getByText('ICIQ')).toHaveCount(0)
    })
    await test.step('with the licence it is one of the questionnaires', async () => {
      await license('1')
      await open(firstId)
      await expect(iciq).toBeVisible()
      await iciq.click()
      await expect(page.locator('[data-item] input').first()).toBeFocused()
      await press('Digit3')
      await press('Digit4')
      await page.keyboard.type('6')
      await expect(page.getByRole('status', { name: '得分' })).toContainText('13')
      await expect(page.getByRole('status', { name: '得分' })).toContainText('重度')
      await look('pelvic-iciq-licensed')
      await press('F2')
      await expect.poll(async () => (await call('pelvic.assessment.list', { fileId })).questionnaires.map(({ questionnaire, total }) => [questionnaire, total])).toEqual([['iciq', 13]])
    })
    await test.step('without it the old result is read and not answered, a new assessment has none', async () => {
      await license('0')
      const { id: secondId } = await call('pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { day: today(), kind: 'followUp', complaints: 'stressLeak' }) as never, confirmations: [{ path: 'day', key: 'pelvicAssessment.sameDay', reason: '疗程后再评' }] } as never)
      await open(firstId)
      await iciq.click()
      await expect(page.getByRole('status', { name: '得分' })).toContainText('13')
      await expect(page.locator('.answer-row b')).toHaveText(['3', '4', '6'])
      await expect(page.locator('[data-item]')).toHaveCount(0)
      await expect(page.getByRole('button', { name: /^保存/ })).toHaveCount(0)
      await look('pelvic-iciq-old')
      await open(secondId)
      await expect(iciq).toHaveCount(0)
      await go(`/pelvic/${fileId}?tab=assessment`)
      await expect(page.getByRole('table', { name: '评估记录' })).toContainText('ICIQ-UI 13')
    })
    expect(faults).toEqual([])
  } finally {
    await hospital.close()
  }
})

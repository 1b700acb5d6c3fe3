import { expect, test } from '@playwright/test'
import { guideOf } from '../support/practice-tour.ts'
import { openHospital } from '../support/window-hospital.ts'
import { faultsOfScreen } from './pages/screen-reading.ts'

const GENERAL = '填写有误或超出范围,请检查'

test('what is wrong with a setting is said once: beside its field where the field is drawn, above the fields where it is not', async () => {
  const hospital = await openHospital(['administrator', 'pelvicCare'])
  try {
    const { page, go } = hospital
    const { fitScreen, settled } = guideOf(hospital)
    await fitScreen()
    const above = page.getByRole('alert')
    /** Saves; the sentence stands there once, and not above the fields. */
    async function isSaidOnce(sentence: string): Promise<void> {
      await page.keyboard.press('F2')
      await expect(page.getByText(sentence)).toBeVisible()
      await expect(page.getByText(sentence)).toHaveCount(1)
      await expect(above.filter({ hasText: sentence })).toHaveCount(0)
    }
    const faults: string[] = []
    const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }

    await test.step('the formats of reports: the name that is used twice; whoever looks at the other format reads it above', async () => {
      await go('/settings/pelvicReportFormats')
      await page.getByRole('button', { name: '照此新增一种' }).press('Enter')
      await page.locator('#format-name').fill('示例格式')
      await isSaidOnce('格式名称“示例格式”重复,请改名')
      await look('settings-fault-beside')
      await page.getByRole('radiogroup', { name: '报告格式' }).locator('input:checked').press('ArrowLeft')
      await expect(above.filter({ hasText: '格式名称“示例格式”重复,请改名' })).toBeVisible()
      await expect(page.getByText('格式名称“示例格式”重复,请改名')).toHaveCount(1)
      await look('settings-fault-above')
    })
    for (const [setting, input] of [['prenatalResultMappings', '#mapping-title'], ['workCalendar', '#calendar-source'], ['province', '#rule-fatherBlankText']] as const) {
      await test.step(`${setting}: an emptied field`, async () => {
        await go(`/settings/${setting}`)
        await page.locator(input).fill('')
        await isSaidOnce(GENERAL)
      })
    }
    await test.step('self-assessment: a line of its table', async () => {
      await go('/settings/pelvicSelfAssessment')
      await page.getByRole('button', { name: '新增条目' }).press('Enter')
      await isSaidOnce(GENERAL)
    })
    await test.step('a consent: the version that is taken', async () => {
      await go('/settings/pelvicConsentTexts')
      await page.getByRole('button', { name: '写新版本' }).press('Enter')
      await page.locator('#consent-version').fill('1')
      await isSaidOnce('这种知情同意书已有“1”版,请改用没有用过的版本号')
    })
    await test.step('numbers that must rise: at the one that is too small', async () => {
      await go('/settings/pelvicRules')
      await page.locator('#rule-diastasisModerateMm').fill('15')
      await isSaidOnce('“腹直肌分离轻度上限”不能小于“腹直肌分离上限(无分离)”(20),请改正')
    })
    expect(faults).toEqual([])
  } finally {
    await hospital.close()
  }
})

import { expect, test } from '@playwright/test'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { registerChild } from '../support/child-case-scene.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { fitsSideways, keepPicture, seriousFindings } from './pages/screen.ts'

let hospital: WindowHospital
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day

test.beforeEach(async () => { hospital = await openHospital(['childCare', 'reviewer']) })
test.afterEach(async () => { await hospital.close() })

test('a child registered at birth and again at the clinic: both files are compared, cleared, merged and taken apart by keyboard', async () => {
  const { page, call, go } = hospital
  const birthDay = addDays(today, -200)
  const register = (name: string, file: Record<string, unknown>) => registerChild(hospital, name, birthDay, { openedDay: birthDay, ...file }, { ethnicGroup: '05', homeRegion: '430421' })
  const born = await register('阿不都热依木·买买提艾力·热合曼江·吐尔逊尼亚孜', { dischargeDay: addDays(birthDay, 3), birthInstitution: '新疆维吾尔自治区巴音郭楞蒙古自治州和静县妇幼保健计划生育服务中心(妇产医院分院)' })
  const again = await register('阿布都热依木·买买提艾力·热合曼江·吐尔逊尼亚孜', { dischargeDay: addDays(birthDay, 4), highRisk: true, birthInstitution: '和静县妇幼保健院', contactPhone: '13900009999', kindergarten: '巴音郭楞蒙古自治州和静县第三国家通用语言小学附属幼儿园红星分园', allergy: '青霉素' })
  const checkUp = (fileId: string, contact: string, ageDays: number) => call('child.visit.save', { row: { ...emptyRow(childVisit), fileId, contact, visitDay: addDays(birthDay, ageDays), place: 'clinic', referral: '1', doctorName: '陈医生', position: 'L', weightKg: 6.2, lengthCm: 61 } as never })
  await call('child.newbornVisit.save', { row: { ...emptyRow(newbornVisit), fileId: born.fileId, visitDay: addDays(birthDay, 6), place: 'home', referral: '1', doctorName: '陈医生', weightKg: 3.5, skin: '1', jaundiceSites: '1' } as never })
  await checkUp(born.fileId, 'month3', 92)
  const doubled = await checkUp(again.fileId, 'month3', 92)
  await checkUp(again.fileId, 'month6', 185)
  const panel = page.locator('[data-panel="child-files"]')

  await test.step('the other record is found by name; what stands in the way is said with a way to it', async () => {
    await go(`/people/${born.childId}/merge`)
    await expect(page.locator('#merge-search')).toBeFocused()
    await page.keyboard.insertText('阿布都热依木')
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(panel).toContainText('2 条,最近')
    await expect(page.locator('.merge-conflicts')).toContainText(`儿童健康检查 3月龄 ${addDays(birthDay, 92)}`)
    await expect(panel).toContainText('补入')
    await expect(panel).toContainText('不采用')
    expect(await fitsSideways(page)).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
    await page.locator('.merge-conflicts').scrollIntoViewIfNeeded()
    await keepPicture(page, 'merge-conflict')
    await page.locator('#merge-reason').focus()
    await page.keyboard.insertText('同一名儿童,两次建档姓名写法不同')
    await page.keyboard.press('F2')
    await expect(page.locator('.merge-problem')).toContainText('不能并存')
    // Both records are one Tab apart; the second is the doubled one of the clinic.
    await expect(page.locator('.merge-conflicts a').first()).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/children/${again.fileId}/visits/${doubled.id}`))
  })

  await test.step('cleared, the two are still chosen; the file of the clinic may go on', async () => {
    await call('child.visit.void', { id: doubled.id, rev: doubled.rev, reason: '重复登记' })
    await page.goBack()
    await expect(panel).toBeVisible()
    await expect(page.locator('.merge-conflicts')).toHaveCount(0)
    const kept = panel.locator('input[name="keptFile"]')
    await expect(kept.first()).toBeChecked()
    await kept.first().focus()
    await page.keyboard.press('ArrowRight')
    await expect(kept.last()).toBeChecked()
    await expect(panel.locator('th.is-kept')).toContainText('沿用')
    await page.keyboard.press('ArrowLeft')
    await expect(kept.first()).toBeChecked()
    expect(await fitsSideways(page)).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
    await panel.scrollIntoViewIfNeeded()
    await keepPicture(page, 'merge-files')
    await page.locator('#merge-reason').focus()
    await page.keyboard.insertText('同一名儿童,两次建档姓名写法不同')
    await page.keyboard.press('F2')
    await expect(page).toHaveURL(new RegExp(`/people/${born.childId}$`))
    const opened = await call('child.file.open', { id: born.fileId })
    expect([opened.visits.length, opened.homeVisits.length, opened.file.highRisk, opened.file.birthInstitution]).toEqual([2, 1, true, '新疆维吾尔自治区巴音郭楞蒙古自治州和静县妇幼保健计划生育服务中心(妇产医院分院)'])
    await go(`/children/${born.fileId}/history`)
    await expect(page.getByText('并入儿童保健档案').first()).toBeVisible()
    await keepPicture(page, 'merge-history')
  })

  await test.step('and the way back', async () => {
    await go('/people/merges')
    await page.getByRole('button', { name: '撤销合并' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('#undo-reason')).toBeFocused()
    await page.keyboard.insertText('经核实是两名儿童')
    await page.keyboard.press('F2')
    await expect(page.getByText('已撤销')).toBeVisible()
    expect((await call('child.file.open', { id: again.fileId })).visits).toHaveLength(1)
    expect((await call('child.file.open', { id: born.fileId })).file.highRisk).toBeNull()
  })
})

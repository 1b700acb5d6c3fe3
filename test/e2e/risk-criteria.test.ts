import { expect, test } from '@playwright/test'
import { NO_RISK_EDITS } from '../../domain/rule/maternal/risk-criteria.ts'
import type { RiskTableEdits } from '../../domain/rule/maternal/risk-table.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { fitsSideways, keepPicture, seriousFindings } from './pages/screen.ts'

let hospital: WindowHospital
test.afterEach(async () => { await hospital.close() })

test('a doctor checks the unverified criteria by keyboard: a limit, a colour, a row of the hospital, each with its reason, the shipped row beside it and a history', async () => {
  hospital = await openHospital(['doctor'])
  const { page, call, go } = hospital
  // The numbers beside it are the administrator's.
  await go('#/settings/maternalRules')
  await expect(page.getByText('只能查看,修改请联系系统管理员')).toBeVisible()
  await keepPicture(page, 'settings-maternal')
  expect(await seriousFindings(page)).toEqual([])
  expect(await fitsSideways(page)).toBe(true)
  await go('#/settings/riskCriteria')
  const rows = page.locator('.data-table tbody tr[data-row]')
  const dialog = page.getByRole('dialog')
  const type = async (id: string, text: string): Promise<void> => { await page.locator(`#${id}`).focus(); await page.keyboard.press('Control+A'); await page.keyboard.insertText(text) }
  const openRow = async (id: string): Promise<void> => { await rows.filter({ has: page.getByRole('cell', { name: id, exact: true }) }).focus(); await page.keyboard.press('Enter'); await expect(page.locator('#risk-colour input:checked')).toBeFocused() }
  await expect(rows.first()).toContainText('S1.1')
  await keepPicture(page, 'risk-criteria')
  expect(await seriousFindings(page)).toEqual([])
  expect(await fitsSideways(page)).toBe(true)

  // Orange alone, then what nobody read.
  for (let count = 0; count < 4; count += 1) await page.keyboard.press('F6')
  await expect(rows.first()).toContainText('O1.1')
  await page.keyboard.press('F7')
  await expect(rows.first()).toContainText('O2.1.7')
  await expect(rows.first()).toContainText('未核实')
  await page.keyboard.press('F7')

  // Without a reason nothing is kept; a limit that leaves a hole is named above the table.
  await openRow('O2.6.2')
  await type('risk-limit-0-upTo', '55')
  await page.keyboard.press('F2')
  await expect(dialog.getByText('“修改原因”请写 2~200 个字,说明为何与原表不同')).toBeVisible()
  await type('risk-reason', '本院产科会议2026-3')
  await keepPicture(page, 'risk-criterion')
  expect(await seriousFindings(page, '[role=dialog]')).toEqual([])
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('“血红蛋白”变差到 59.9 时颜色反而降低,请核对相邻条目的界值')).toBeVisible()
  await expect(rows.filter({ hasText: 'O2.6.2' })).toContainText('原为:血红蛋白 ≥40 ≤60 g/L')
  await keepPicture(page, 'risk-criteria-gap')
  await openRow('O2.6.2')
  await type('risk-limit-0-upTo', '60')
  await page.keyboard.press('F2')
  await expect(page.getByText('颜色反而降低')).toBeHidden()

  // A colour; Escape asks before it throws something away.
  await openRow('O3.2')
  await page.locator('#risk-colour input').first().focus()
  await page.keyboard.press('4')
  await type('risk-reason', '省级规范列红色')
  await page.keyboard.press('Escape')
  await expect(page.locator('.ant-modal-confirm-title')).toHaveText('放弃未保存的内容?')
  await page.getByRole('button', { name: '继续填写' }).press('Enter')
  await page.keyboard.press('F2')
  await expect(dialog).toBeHidden()

  // A row of the hospital's own, and its number a second time.
  await page.keyboard.press('F4')
  await expect(page.locator('#risk-id')).toBeFocused()
  await expect(page.locator('#risk-id')).toHaveValue('H1')
  await type('risk-text', '剖宫产史≥3次')
  await page.locator('#risk-add').focus()
  await page.keyboard.type('剖宫产')
  await page.keyboard.press('Enter')
  await type('risk-limit-0-from', '3')
  await type('risk-source', '浙江2018')
  await page.keyboard.press('F2')
  await expect(dialog).toBeHidden()
  await page.keyboard.press('F4')
  await expect(page.locator('#risk-id')).toBeFocused()
  await type('risk-id', 'h1')
  await page.keyboard.press('F2')
  await expect(dialog.getByText('编号 H1 已有条目,请换一个,如 H2')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '放弃', exact: true }).press('Enter')
  await expect(dialog).toHaveCount(0)

  await page.keyboard.press('F2')
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  expect((await call('setting.get', { key: 'riskCriteria' })).value as RiskTableEdits).toEqual({
    ...NO_RISK_EDITS, edition: 1, edits: [{ id: 'O3.2', text: null, colour: 'red', condition: null, active: true, reason: '省级规范列红色' }],
    own: [expect.objectContaining({ id: 'H1', colour: 'yellow', text: '剖宫产史≥3次', condition: [[{ by: 'measure', fact: 'caesareans', from: 3, above: null, below: null, upTo: null }]], source: '浙江2018' })],
  })
  // The list stays where the doctor was.
  await expect(rows.first()).toContainText('O1.1')
  await page.getByRole('button', { name: '修改记录' }).press('Enter')
  await expect(dialog.getByText('O3.2 · 颜色')).toBeVisible()
  await expect(dialog.getByText('H1 · 条件')).toBeVisible()
  await keepPicture(page, 'risk-criteria-history')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'English', exact: true }).first().click()
  await expect(rows.first()).toContainText('Age ≥35 years')
  await keepPicture(page, 'risk-criteria-english')
  expect(await fitsSideways(page)).toBe(true)
})

test('who may only read filters the criteria, but opens none and is told whom to ask', async () => {
  hospital = await openHospital(['registrar'])
  const { page, go } = hospital
  await go('#/settings/riskCriteria')
  const rows = page.locator('.data-table tbody tr[data-row]')
  await expect(page.getByText('只能查看,修改请联系医生或系统管理员')).toBeVisible()
  await page.getByText('红', { exact: true }).first().click()
  await expect(rows.first()).toContainText('R1.1.1')
  await page.getByRole('switch', { name: '只看未核实' }).click()
  await expect(rows.first()).toContainText('R1.1.2')
  await rows.first().click()
  await page.keyboard.press('F4')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

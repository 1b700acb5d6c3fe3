import { expect, type Locator, type Page } from '@playwright/test'
import { PDF_PRINTER } from '../../../domain/api/certificate-api.ts'
import type { ReplacementKind } from '../../../domain/code/replacement.ts'
import type { Registration } from '../../../domain/modules/certificate/registration.record.ts'
import { registration } from '../../../domain/modules/certificate/registration.record.ts'
import { emptyRow } from '../../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../../domain/settings/settings.ts'
import { ask, type BirthInput, openHospital, PASSWORD, registerBirth, tickMaterials } from './certificate.ts'
import { plugScanner } from './scanner.ts'

/** The hospital of the certificate desk with a director, in a province where the issuer re-issues. */
export async function openReplacingHospital(page: Page, rules: { reissueAuthority?: 'county' | 'issuer' } = {}): Promise<{ passphrase: string }> {
  const created = await openHospital(page)
  await ask(page, 'auth.login', { loginName: 'guanli', password: PASSWORD })
  await ask(page, 'user.save', { loginName: 'fenguan', displayName: '韩分管', roles: ['director'], disabled: false, password: 'Anfang-01' })
  const { rev } = await ask(page, 'setting.get', { key: 'provinceRules' })
  await ask(page, 'setting.save', { key: 'provinceRules', rev, value: { ...SETTINGS.provinceRules.initial, reissueAuthority: rules.reissueAuthority ?? 'issuer' } })
  await ask(page, 'auth.login', { loginName: 'fenguan', password: 'Anfang-01' })
  await ask(page, 'auth.changePassword', { oldPassword: 'Anfang-01', newPassword: PASSWORD })
  return created
}

/** A child whose certificate was issued and fetched by its mother: arranged through the calls of the desk. */
export async function issuedCertificate(page: Page, babyName: string, birth: BirthInput = {}): Promise<{ newbornId: string; number: string }> {
  const { newbornIds: [newbornId = ''] } = await registerBirth(page, birth)
  const as = (loginName: string) => ask(page, 'auth.login', { loginName, password: PASSWORD })
  await as('qianfa')
  const start = await ask(page, 'certificate.prepare', { newbornId })
  const row = {
    ...emptyRow(registration), ...start.row, babyName, fatherProvided: true, fatherName: '李国强', fatherBirthDay: '1993-06-07', fatherNationality: 'CHN', fatherEthnicGroup: '01', fatherAddress: '湖南省衡阳市衡阳县西渡镇解放路 8 号',
    fatherIdType: '01', fatherIdNumber: '110101199306079996', maritalBirth: true, marriageCertificateNumber: 'J430421-2020-001234', complete: true,
  } as Registration
  const { materials } = await ask(page, 'certificate.check', { newbornId, row, materials: [] })
  const { id } = await ask(page, 'certificate.register', { row, materials: materials.map(({ material }) => ({ material, present: true, note: null })) })
  const next = await ask(page, 'certificate.nextNumber', null)
  const { certificateId, number } = await ask(page, 'certificate.beginPrint', { registrationId: id, scannedNumber: next.number ?? '' })
  await ask(page, 'certificate.print', { certificateId, printerName: PDF_PRINTER })
  const revOf = async () => (await ask(page, 'certificate.get', { id: certificateId })).rev
  await ask(page, 'certificate.answerPrint', { certificateId, rev: await revOf(), result: 'ok' })
  await as('gaizhang')
  await ask(page, 'certificate.seal', { certificateId, rev: await revOf(), scannedNumber: number, matches: true })
  await as('qianfa')
  await ask(page, 'certificate.handOver', {
    certificateId, rev: await revOf(), collectorName: row.motherName ?? '', collectorRelation: '1', collectorIdType: row.motherIdType ?? '01', collectorIdNumber: row.motherIdNumber ?? '', authorised: false,
  })
  return { newbornId, number }
}

/** 换发补发 on the screen; everything by keyboard. */
export class ReplacementDesk {
  readonly page: Page
  constructor(page: Page) { this.page = page }

  get steps(): Locator { return this.page.locator('.child-steps') }
  get fate(): Locator { return this.page.locator('.fate') }
  get state(): Locator { return this.page.locator('.page-subtitle .state-tag').first() }
  field(name: string): Locator { return this.page.locator(`#certificate-replacement-${name}`) }
  issuesOf(name: string): Locator { return this.page.locator(`[data-field="${name}"] .field-issues`) }

  async openList(): Promise<void> {
    await this.page.evaluate(() => { location.hash = '#/replacements' })
    await expect(this.page.locator('#replacement-search')).toBeFocused()
  }
  /** From the list: F4, the kind, the number as a scanner types it. */
  async begin(kind: ReplacementKind, number: string): Promise<void> {
    await this.openList()
    await this.page.keyboard.press('F4')
    await expect(this.page.getByRole('heading', { name: '新申请' })).toBeVisible()
    await this.page.keyboard.press(kind === 'exchange' ? 'F7' : 'F9')
    await expect(this.page.locator('#old-search')).toBeFocused()
    await (await plugScanner(this.page)).scan(number)
    await expect(this.page.getByRole('heading', { name: kind === 'exchange' ? '新的换发申请' : '新的补发申请' })).toBeVisible()
    await expect(this.fate).toContainText(number)
  }
  /** Finds an application by name or number and opens it with Enter. */
  async open(text: string): Promise<void> {
    await this.openList()
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
    await expect(this.steps).toBeVisible()
  }
  async type(name: string, text: string): Promise<void> {
    await this.field(name).focus()
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.type(text)
  }
  async pick(name: string, label: string): Promise<void> {
    const radio = this.page.locator(`[data-field="${name}"]`).getByRole('radio', { name: label, exact: true })
    await radio.focus()
    await this.page.keyboard.press('Space')
    await expect(radio).toBeChecked()
  }
  async chooseReason(label: string): Promise<void> {
    await this.field('exchangeReason').focus()
    await this.page.keyboard.type(label)
    await expect(this.page.locator('.ant-select-item-option-active').filter({ hasText: label, visible: true })).toBeVisible()
    await this.page.keyboard.press('Enter')
  }
  /** Hands the application in when the screen says that nothing is missing. */
  async apply(): Promise<void> {
    await expect(this.page.getByText('各项齐全,可以提交审核')).toBeVisible()
    await this.page.keyboard.press('Control+Enter')
    await expect(this.state).toHaveText('待审核')
  }
  /** A lost certificate of a child, every paper there. */
  async applyForLost(options: { registered: boolean }): Promise<void> {
    await this.pick('lossReason', '遗失')
    await this.pick('householdRegistered', options.registered ? '是' : '否')
    await this.pick('lossDeclaration', '书面遗失声明')
    await expect(this.fate).toContainText(options.registered ? '只交正页' : '正页和副页')
    if (options.registered) await this.type('secondPartReason', '已在西渡派出所登记户口')
    await tickMaterials(this.page, '各项齐全,可以提交审核')
    await this.apply()
  }
  async agree(reason = ''): Promise<void> {
    await expect(this.page.locator('#decision-reason')).toBeFocused()
    if (reason) await this.page.keyboard.type(reason)
    await this.page.keyboard.press('Control+Enter')
  }
  /** Confirms what leaves the window one by one, then hands over. */
  async handOver(): Promise<void> {
    const button = this.page.getByRole('button', { name: '已核验,交付' })
    await expect(button).toBeDisabled()
    const parts = this.page.locator('.hand-over-parts input[type=checkbox]')
    for (let at = 0; at < await parts.count(); at += 1) {
      await parts.nth(at).focus()
      await this.page.keyboard.press('Space')
    }
    await expect(button).toBeEnabled()
    await this.page.keyboard.press('Control+Enter')
    await expect(this.state).toHaveText('已办结')
  }
}

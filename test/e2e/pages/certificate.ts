import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import type { Input, Name, Output } from '../../../domain/api/api.ts'
import type { Role } from '../../../domain/access/permission.ts'
import { SETTINGS } from '../../../domain/settings/settings.ts'
import { emptyRow } from '../../../domain/record/derive/schema.ts'
import { person, type Person } from '../../../domain/modules/people/person.record.ts'
import type { Result } from '../../../domain/api/result.ts'
import { dataFolderOf } from '../../support/launch.ts'

export const PASSWORD = 'Passw0rd!'
const FIRST_PASSWORD = 'Anfang-01'
const POSTS = [
  ['dengji', '李登记', 'registrar'], ['zhengjian', '赵证件', 'stockKeeper'], ['zhengjian2', '钱证件', 'stockKeeper'], ['qianfa', '孙签发', 'issuer'], ['qianfa2', '何签发', 'issuer'], ['gaizhang', '吴盖章', 'sealer'],
  ['shenhe', '郑审核', 'reviewer'], ['shangbao', '冯上报', 'reporter'],
] as const satisfies readonly (readonly [string, string, Role])[]

/** Asks the program from its own page, as the screens do. */
export async function ask<N extends Name>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await page.evaluate(([name, input]) => (globalThis as unknown as { bridge: { invoke(name: string, input: unknown): Promise<unknown> } }).bridge.invoke(name, input), [name, input] as const) as Result<Output<N>>
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
  return answer.value
}

export const signInQuietly = (page: Page, loginName: string, password = PASSWORD) => ask(page, 'auth.login', { loginName, password })

/** Accounts, each with its own password; 王管理 makes them and is left signed in. */
export async function addUsers(page: Page, users: readonly (readonly [loginName: string, displayName: string, role: Role])[]): Promise<void> {
  for (const [loginName, displayName, role] of users) await ask(page, 'user.save', { loginName, displayName, roles: [role], disabled: false, password: FIRST_PASSWORD })
  for (const [loginName] of users) {
    await signInQuietly(page, loginName, FIRST_PASSWORD)
    await ask(page, 'auth.changePassword', { oldPassword: FIRST_PASSWORD, newPassword: PASSWORD })
  }
  await signInQuietly(page, 'guanli')
}

/** A new hospital in the program on the screen: one account per post and staff, no blanks yet. */
export async function openEmptyHospital(page: Page): Promise<{ passphrase: string }> {
  const created = await ask(page, 'system.create', { institutionName: '青山县妇幼保健院', admin: { loginName: 'guanli', displayName: '王管理', password: PASSWORD } })
  await signInQuietly(page, 'guanli')
  const { rev } = await ask(page, 'setting.get', { key: 'institution' })
  await ask(page, 'setting.save', { key: 'institution', rev, value: { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '121101010000000007', countyCode: '430421', level: '2' } })
  await ask(page, 'staff.save', { row: { name: '周助产', licenceNumber: 'ZC001', department: '产科', phone: null, attendsBirths: true, active: true } })
  await addUsers(page, POSTS)
  return created
}

/** A backup of the stocked hospital, made by the first test that needs one: nine accounts cost seconds of hashing. */
let kept: { folder: string; name: string; passphrase: string } | null = null
process.once('exit', () => { if (kept) rmSync(kept.folder, { recursive: true, force: true }) })

/** The same hospital with 100 blanks, the first 20 drawn by 孙签发; the window is left signed in as 赵证件. */
export async function openHospital(page: Page): Promise<{ passphrase: string }> {
  const backups = join(dataFolderOf(page), 'backups')
  if (kept) {
    const { folder, name, passphrase } = kept
    cpSync(folder, backups, { recursive: true })
    await ask(page, 'system.restore', { name, place: 'first', passphrase })
    await signInQuietly(page, 'zhengjian')
    return { passphrase }
  }
  const created = await openEmptyHospital(page)
  await signInQuietly(page, 'zhengjian')
  await ask(page, 'stock.receive', { edition: '7', firstNumber: 'Z430000001', lastNumber: 'Z430000100', receivedFrom: '青山县卫生健康局', receivedDay: today(), secondCounter: { loginName: 'zhengjian2', password: PASSWORD } })
  await ask(page, 'stock.draw', { firstNumber: 'Z430000001', lastNumber: 'Z430000020', receiver: { loginName: 'qianfa', password: PASSWORD } })
  await signInQuietly(page, 'guanli')
  const { name } = await ask(page, 'backup.run', null)
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-e2e-hospital-'))
  cpSync(backups, folder, { recursive: true })
  kept = { folder, name, passphrase: created.passphrase }
  await signInQuietly(page, 'zhengjian')
  return created
}

/** Today in the hospital, which is in China wherever the test runs. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const daysAgo = (days: number): string => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)

export type BirthInput = { mother?: Partial<Person>; newborns?: { sex: '1' | '2'; bornAt?: string }[]; admissionNumber?: string }

/** A mother and her delivery, entered by 李登记; the window is left signed in as that clerk. */
export async function registerBirth(page: Page, input: BirthInput = {}): Promise<{ motherId: string; deliveryId: string; newbornIds: string[] }> {
  await signInQuietly(page, 'dengji')
  const mother = {
    ...emptyRow(person), name: '张丽华', sex: '2', birthDay: '1995-08-15', idType: '01', idNumber: '110101199508150009', nationality: 'CHN', ethnicGroup: '01', phone: '13800001234',
    homeRegion: '430421', homeAddress: '西渡镇解放路 8 号', householdRegion: '430421', householdAddress: '西渡镇解放路 8 号', ...input.mother,
  } as Person
  const { id: motherId } = await ask(page, 'person.save', { row: mother })
  const newborns = input.newborns ?? [{ sex: '2' as const }]
  const saved = await ask(page, 'delivery.register', {
    row: {
      motherId, admissionNumber: input.admissionNumber ?? 'ZY20260301', gestationDays: 275, mode: '1', fetusCount: newborns.length, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产',
    } as never,
    newborns: newborns.map((child, index) => ({ row: { birthOrder: index + 1, outcome: '1', sex: child.sex, bornAt: child.bornAt ?? `${daysAgo(3)}T08:0${index + 1}`, weightG: 3250, lengthCm: 50, health: '1' } as never })),
  })
  return { motherId, deliveryId: saved.id, newbornIds: saved.newbornIds }
}

/** Signs somebody in on the log-in screen, by keyboard. */
export async function signIn(page: Page, loginName: string): Promise<void> {
  await ask(page, 'auth.logout', null)
  await page.evaluate(() => { location.hash = '' })
  await page.reload()
  const name = page.getByLabel('登录名')
  await name.fill(loginName)
  await name.press('Enter')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.locator('.frame')).toBeVisible()
}

/** Ticks every paper that is asked for; the list still follows what was typed last, until the screen says `complete`. */
export async function tickMaterials(page: Page, complete?: string): Promise<void> {
  const open = page.locator('.materials input[type=checkbox]:not(:checked)').first()
  await expect(page.locator('.materials input[type=checkbox]').first()).toBeVisible()
  await expect(async () => {
    while (await open.count() > 0) {
      await open.focus({ timeout: 1_000 })
      await page.keyboard.press('Space')
    }
    if (complete) await expect(page.getByText(complete)).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 15_000 })
}

/** The certificate desk and the page of one child. Everything here is done by keyboard. */
export class CertificateDesk {
  readonly page: Page
  constructor(page: Page) { this.page = page }

  get steps(): Locator { return this.page.locator('.child-steps') }
  tab(name: string): Locator { return this.page.getByRole('tab', { name }) }
  field(id: string): Locator { return this.page.locator(`#${id}`) }

  async goto(path: string): Promise<void> {
    await this.page.evaluate(to => { location.hash = `#${to}` }, path)
  }
  async openDesk(): Promise<void> {
    await this.goto('/certificate')
    await expect(this.page.locator('#desk-search')).toBeFocused()
  }
  /** Finds a child in the queues and opens it with Enter, as fast as a scanner does. */
  async open(text: string): Promise<void> {
    await this.openDesk()
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
    await expect(this.steps).toBeVisible()
  }

  /** Puts the cursor somewhere and types; the mouse is not used. */
  async type(id: string, text: string): Promise<void> {
    await this.field(id).focus()
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.type(text)
  }
  async choose(id: string, label: string): Promise<void> {
    await this.field(id).focus()
    await this.page.keyboard.type(label)
    // The option that Enter takes, not one that merely stands there already.
    await expect(this.page.locator('.ant-select-item-option-active').filter({ hasText: label, visible: true })).toBeVisible()
    await this.page.keyboard.press('Enter')
  }
  async pick(group: string, label: string): Promise<void> {
    const radio = this.page.locator(`[data-field="${group}"]`).getByRole('radio', { name: label })
    await radio.focus()
    await this.page.keyboard.press('Space')
  }

  /** The whole form of a child whose married father is typed. */
  async register(babyName: string): Promise<void> {
    const id = (name: string) => `certificate-registration-${name}`
    await this.type(id('babyName'), babyName)
    await this.pick('fatherProvided', '登记父亲信息')
    await this.type(id('fatherName'), '李国强')
    await this.type(id('fatherIdNumber'), '110101199306079996')
    await expect(this.field(id('fatherBirthDay'))).toHaveValue('1993-06-07')
    await this.choose(id('fatherEthnicGroup'), '汉族')
    await this.type(id('fatherAddress'), '湖南省衡阳市衡阳县西渡镇解放路 8 号')
    await this.pick('maritalBirth', '是')
    await this.type(id('marriageCertificateNumber'), 'J430421-2020-001234')
    // The list follows what was typed: the papers of a father on the certificate.
    await expect(this.page.locator('.materials')).toContainText('父亲有效身份证件')
    await expect(this.page.locator('.materials')).not.toContainText('不提供父亲信息声明')
    await tickMaterials(this.page, '各项齐全,可以完成登记')
    await this.page.keyboard.press('Control+Enter')
    await expect(this.page.locator('.number.huge')).toBeVisible()
  }

  /** Scans the sheet that is asked for and prints it as PDF. */
  async print(number: string): Promise<void> {
    await expect(this.page.locator('.number.huge')).toHaveText(number)
    await expect(this.page.locator('#scan')).toBeFocused()
    await this.page.keyboard.insertText(number)
    await this.page.keyboard.press('Enter')
    await this.page.keyboard.press('Control+P')
    await expect(this.page.getByRole('heading', { name: '印好了吗?' })).toBeVisible()
  }
  async answerGood(): Promise<void> {
    await this.page.keyboard.press('Alt+1')
  }
  async answerInked(reason: string, second: string): Promise<void> {
    await this.page.keyboard.press('Alt+2')
    await this.fillFailure(reason, second)
  }
  async answerNotInked(reason: string, second: string): Promise<void> {
    await this.page.keyboard.press('Alt+3')
    await this.fillFailure(reason, second)
  }
  private async fillFailure(reason: string, second: string): Promise<void> {
    await this.type('print-failure-reason', reason)
    await this.choose('print-second-name', second)
    await this.type('print-second-password', PASSWORD)
    await this.page.keyboard.press('F2')
  }

  /** Hands the window to a colleague without leaving the page. */
  async switchUser(name: string): Promise<void> {
    // The key belongs to the button: before it is there nobody listens.
    await expect(this.page.getByRole('button', { name: '换人' })).toBeVisible()
    await this.page.keyboard.press('F8')
    await this.choose('switch-user-name', name)
    await this.type('switch-user-password', PASSWORD)
    await this.page.keyboard.press('Enter')
    await expect(this.page.locator('.frame-head')).toContainText(name)
  }
  async seal(number: string): Promise<void> {
    await expect(this.page.locator('#seal-scan')).toBeFocused()
    await this.page.keyboard.insertText(number)
    await this.page.keyboard.press('Control+Enter')
  }
  async handOver(): Promise<void> {
    await expect(this.page.locator('#hand-over-name')).toBeVisible()
    await this.page.keyboard.press('Control+Enter')
    await expect(this.page.getByText('已签发并领取')).toBeVisible()
  }
}

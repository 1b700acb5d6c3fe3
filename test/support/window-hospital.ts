import type { Page } from '@playwright/test'
import type { Input, Name, Output } from '../../domain/api/api.ts'
import type { Result } from '../../domain/api/result.ts'
import type { Role } from '../../domain/access/permission.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { type Desk, launchDesk } from './launch.ts'

/** Of every account of the window hospital. */
export const PASSWORD = 'Passw0rd!'
const FIRST_PASSWORD = 'Anfang-8-Zeichen'

export type WindowHospital = Desk & {
  /** Asks the core through the window's own bridge: for arranging, never for what a test acts or asserts on. */
  call<N extends Name>(name: N, input: Input<N>): Promise<Output<N>>
  /** Opens the page at an address, as the menu would. */
  go(address: string): Promise<void>
}

async function callBridge<N extends Name>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await page.evaluate(
    ([asked, given]) => (globalThis as unknown as { bridge: { invoke(name: string, input: unknown): Promise<Result<unknown>> } }).bridge.invoke(asked, given), [name as string, input as unknown] as const)
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
  return answer.value as Output<N>
}

/** The real program with a new hospital, its staff and receivers of referrals; somebody with these roles is signed in, `others` have accounts. */
export async function openHospital(roles: Role[], others: readonly (readonly [loginName: string, displayName: string, role: Role])[] = []): Promise<WindowHospital> {
  const desk = await launchDesk()
  const { page } = desk
  await desk.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.setContentSize(1366, 768) })
  const call = <N extends Name>(name: N, input: Input<N>): Promise<Output<N>> => callBridge(page, name, input)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await call('system.create', { institutionName: '青山县妇幼保健院', admin: { loginName: 'admin', displayName: '王管理', password: PASSWORD } })
  await call('auth.login', { loginName: 'admin', password: PASSWORD })
  const { rev } = await call('setting.get', { key: 'institution' })
  await call('setting.save', { key: 'institution', rev, value: { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', countyCode: '430421' } })
  await call('staff.save', { row: { name: '周助产', licenceNumber: 'ZC001', department: '产科', phone: null, attendsBirths: true, active: true } })
  await call('staff.save', { row: { name: '陈医生', licenceNumber: 'YS001', department: '儿童保健科', phone: '0734-6820011', attendsBirths: false, active: true } })
  for (const name of ['衡阳市妇幼保健院', '南华大学附属第一医院']) {
    await call('organization.save', { row: { name, code: null, level: null, region: '430408', phone: null, departments: '新生儿科、产科', active: true } })
  }
  await call('user.save', { loginName: 'zhiban', displayName: '陈医生', roles, disabled: false, password: FIRST_PASSWORD })
  for (const [loginName, displayName, role] of others) await call('user.save', { loginName, displayName, roles: [role], disabled: false, password: FIRST_PASSWORD })
  for (const loginName of [...others.map(([other]) => other), 'zhiban']) {
    await call('auth.logout', null)
    await call('auth.login', { loginName, password: FIRST_PASSWORD })
    await call('auth.changePassword', { oldPassword: FIRST_PASSWORD, newPassword: PASSWORD })
  }
  // The window finds its session again, as after a crash.
  await page.reload()
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()
  return { ...desk, call, go: async address => { await page.evaluate(to => { location.hash = to }, address) } }
}

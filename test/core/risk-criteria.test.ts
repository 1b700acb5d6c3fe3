import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, ROLE_NAMES } from '../../domain/access/permission.ts'
import { NO_RISK_EDITS, RISK_TABLE } from '../../domain/rule/maternal/risk-criteria.ts'
import type { OwnRiskRow, RiskTableEdits } from '../../domain/rule/maternal/risk-table.ts'
import { SETTING_KEYS, SETTINGS, settingRight } from '../../domain/settings/settings.ts'
import { changeSetting, type Desk, openDesk } from '../support/desk.ts'

let desk: Desk
beforeAll(async () => { desk = await openDesk() })
afterAll(() => desk.close())

const off = (id: string, reason = '本院不用') => ({ id, text: null, colour: null, condition: null, active: false, reason })
const own = (id: string): OwnRiskRow => ({ id, code: id.slice(1), group: 'basic', colour: 'yellow', text: `本院条目${id}`, condition: [], source: '本院规定', limitSource: '', active: true })

describe('who may save a setting', () => {
  test('a doctor saves the risk criteria and nothing else of the hospital', async () => {
    const doctor = await desk.as('yisheng', ['doctor'], '李医生')
    for (const key of SETTING_KEYS.filter(one => one !== 'riskCriteria')) {
      expect(await doctor.fails('setting.save', { key, rev: 0, value: SETTINGS[key].initial }), key).toEqual({ code: 'forbidden', detail: { need: settingRight(key) } })
    }
    await doctor.call('setting.save', { key: 'riskCriteria', rev: 0, value: { ...NO_RISK_EDITS, edits: [off('Y1.8')] } })
    expect((await doctor.call('setting.history', { key: 'riskCriteria' })).map(({ byName, rev }) => [byName, rev])).toEqual([['李医生', 1]])
  })

  test('who is no doctor and no administrator may read the criteria only', async () => {
    const may: Role[] = ['administrator', 'doctor', 'seniorDoctor']
    for (const role of ROLE_NAMES.filter(one => !may.includes(one))) {
      const clerk = await desk.as(`zhi${role.toLowerCase()}`, [role])
      await clerk.call('setting.get', { key: 'riskCriteria' })
      expect(await clerk.fails('setting.save', { key: 'riskCriteria', rev: 1, value: NO_RISK_EDITS }), role).toEqual({ code: 'forbidden', detail: { need: 'settings.criteria' } })
    }
    for (const role of may) await changeSetting(await desk.as(`ke${role.toLowerCase()}`, [role]), 'riskCriteria', { edits: [off('Y1.8', role)] })
  })
})

describe('the hospital’s criteria', () => {
  test('get their edition from the program, whatever the screen sends', async () => {
    const doctor = await desk.as('banben', ['doctor'])
    const before = await doctor.call('setting.get', { key: 'riskCriteria' })
    const edition = (before.value as RiskTableEdits).edition
    await changeSetting(doctor, 'riskCriteria', { edits: [], version: 99, edition: 0 })
    expect((await doctor.call('setting.get', { key: 'riskCriteria' })).value).toEqual({ ...NO_RISK_EDITS, version: RISK_TABLE.version, edition: edition + 1 })
  })

  test('keep a row of their own once it was saved: it may be switched off, not taken out or given twice', async () => {
    const doctor = await desk.as('benyuan', ['doctor'])
    await changeSetting(doctor, 'riskCriteria', { own: [own('H1'), own('H2')] })
    const { rev, value } = await doctor.call('setting.get', { key: 'riskCriteria' })
    const saved = value as RiskTableEdits
    const gone = await doctor.fails('setting.save', { key: 'riskCriteria', rev, value: { ...saved, own: [own('H2')] } })
    expect(gone.fields?.map(({ message }) => [message.key, message.params])).toEqual([['riskCriteria.gone', { id: 'H1' }]])
    expect((await doctor.fails('setting.save', { key: 'riskCriteria', rev, value: { ...saved, own: [own('H1'), own('H2'), own('H2')] } })).code).toBe('invalid')
    await doctor.call('setting.save', { key: 'riskCriteria', rev, value: { ...saved, own: [{ ...own('H1'), active: false }, own('H2')] } })
  })
})

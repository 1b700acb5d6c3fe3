/// <reference types="vite/client" />
import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { NO_RISK_EDITS, RISK_TABLE } from '../../domain/rule/maternal/risk-criteria.ts'
import { changeLabel, readableSetting } from '../../renderer/modules/settings/change-text.ts'
import { conditionOf, linesOf } from '../../renderer/modules/settings/RiskConditionLines.tsx'
import { conditionText } from '../../renderer/kit/risk-text.ts'
import { changesOf } from '../../renderer/modules/settings/SettingForm.tsx'

beforeAll(async () => { await i18next.init({ lng: 'zh', fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }) })

const conditionOfRow = (id: string) => RISK_TABLE.rows.find(row => row.id === id)!.condition

describe('the condition of a criterion', () => {
  test('goes through the lines of the editor unchanged, for every shipped row', () => {
    for (const { id, condition } of RISK_TABLE.rows) expect(conditionOf(linesOf(condition)), id).toEqual(condition)
  })
  test('a first line that was joined by 且 begins a group all the same', () => {
    expect(conditionOf(linesOf(conditionOfRow('Y2.3')).slice(1))).toEqual([[conditionOfRow('Y2.3')[0]![1]]])
  })
  test('reads as words: sides, 且, 或, weeks of gestation; empty it is the doctor’s', () => {
    expect(['Y2.6.1', 'Y1.2', 'Y3.10', 'Y1.3'].map(id => conditionText(conditionOfRow(id)))).toEqual([
      '血小板 ≥50 ≤100 ×10⁹/L', '孕前或首次产检体重指数 >25 kg/m² 或 孕前或首次产检体重指数 <18.5 kg/m²', '胎位不正 且 孕周 ≥36⁺⁰ 周', '医生判断',
    ])
  })
})

test('the history of the criteria says what a row was and became, wherever its change is kept in the list', () => {
  const off = (id: string) => ({ id, text: null, colour: null, condition: null, active: false, reason: '本院不用' })
  const before = { ...NO_RISK_EDITS, edition: 1, edits: [off('Y1.8')] }
  const after = { ...NO_RISK_EDITS, edition: 2, edits: [{ ...off('O1.2'), active: true, colour: 'red' }, off('Y1.8')] }
  const changes = changesOf(readableSetting('riskCriteria', before), readableSetting('riskCriteria', after))
  expect(changes.map(({ path, before: was, after: is }) => [changeLabel('riskCriteria', path), was, is])).toEqual([['O1.2 · 颜色', '橙', '红'], ['O1.2 · 修改原因', '', '本院不用']])
})

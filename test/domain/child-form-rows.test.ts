import { describe, expect, test } from 'vitest'
import { checkFormPages, columnsOf, PRINTED_CHECK_FIELDS, type CheckForm } from '../../domain/print/child-check-form.ts'
import { CHECK_FIELDS, columnOf } from '../../domain/rule/child/form-fields.ts'
import { facts, visit } from '../print/support/child-facts.ts'

const values = (form: CheckForm, visits: Parameters<typeof checkFormPages>[2]) => Object.assign({}, ...checkFormPages(form, facts, visits).map(page => page.values)) as Record<string, string>
const graded = { weightGrade: 'high', lengthGrade: 'middle', weightForLengthGrade: 'high', bmiGrade: 'high', evaluatedBy: 'WS/T 423—2022 标准差法 实足月龄' }

test('every field of the forms has its row, none twice', () => {
  expect(PRINTED_CHECK_FIELDS.toSorted()).toEqual(CHECK_FIELDS.toSorted())
})

describe.each(['infant', 'toddler', 'preschool'] as const)('the %s form', form => {
  test('has a dash exactly where the column has no such field', () => {
    const printed = values(form, [])
    const contacts = columnsOf(form)
    expect(contacts).toHaveLength(4)
    for (const field of ['hearing', 'fontanelle', 'neckMass', 'gait', 'ricketsSymptoms', 'navel', 'haemoglobinGPerL'] as const) {
      if (!contacts.some(contact => columnOf(field, contact))) continue
      for (const contact of contacts) expect(printed[`${field}${contact[0]!.toUpperCase()}${contact.slice(1)}`] === '——', `${field} ${contact}`).toBe(columnOf(field, contact) === null)
    }
  })
})

describe('what is printed', () => {
  test('blood made up at 12 months stands under the table, the column keeps its dash', () => {
    const printed = values('toddler', [visit({ contact: 'month12', visitDay: '2025-01-31', madeUp: '1', haemoglobinGPerL: 92 }), visit({ contact: 'month18', visitDay: '2025-07-31', haemoglobinGPerL: 121 })])
    expect([printed.haemoglobinGPerLMonth12, printed.haemoglobinGPerLMonth18]).toEqual(['——', '121 g/L'])
    expect(Object.values(printed).filter(text => text.includes('补做'))).toEqual([expect.stringContaining('12月龄(2025-01-31)补做:血红蛋白 92 g/L。')])
  })
  test('case 54: 肥胖 is printed as 5 超重, and 体格发育评价 without an evaluation stays empty', () => {
    const printed = values('preschool', [visit({ contact: 'month36', visitDay: '2027-02-01', ...graded, nutrition: 'obese' }), visit({ contact: 'year4', visitDay: '2028-02-01', weightKg: 16, weightGrade: 'middle' }), visit({ contact: 'year5', visitDay: '2029-02-01', ...graded, weightGrade: 'middle' })])
    expect(printed.physiqueMonth36Code1).toBe('5')
    expect(printed.physiqueMonth36Code2).toBeUndefined()
    expect(printed.physiqueYear4Code1).toBeUndefined()
    expect(printed.physiqueYear5Code1).toBe('1')
    expect(printed.physiqueMonth36).toContain('5 超重')
    expect(printed.physiqueMonth36).not.toContain('肥胖')
    expect([printed.weightMonth36Code1, printed.lengthMonth36Code1]).toEqual(['1', '2'])
  })
  test('several statuses are several codes, the severe ones as their plain form', () => {
    const printed = values('preschool', [visit({ contact: 'month36', visitDay: '2027-02-01', ...graded, nutrition: 'severelyStunted,underweight' })])
    expect([printed.physiqueMonth36Code1, printed.physiqueMonth36Code2]).toEqual(['2', '4'])
  })
  test('a sign that was not asked is neither present nor absent', () => {
    const printed = values('infant', [visit({ contact: 'month6', visitDay: '2024-08-01', warningSign1: true, warningSign2: false })])
    expect([1, 2, 3, 4].map(sign => printed[`warningSign${sign}Month6Code1`])).toEqual(['√', '无', '未', '未'])
    expect(printed.warningSign1Month8Code1).toBeUndefined()
    expect(printed.warningSign1Month6).toBe('1 发音少，不会笑出声')
  })
  test('signs asked by corrected age are printed as what was asked, and the foot says so; none asked is not asked', () => {
    const printed = values('infant', [visit({ contact: 'month6', visitDay: '2024-08-01', signsAgeMonths: 3, warningSign1: false, warningSign4: true }), visit({ contact: 'month3', visitDay: '2024-05-01', signsAgeMonths: 0 })])
    expect(printed.warningSign4Month6).toBe('4 俯卧时不会抬头')
    expect([1, 4].map(sign => printed[`warningSign${sign}Month6Code1`])).toEqual(['无', '√'])
    expect([printed.warningSign4Month3, printed.warningSign4Month3Code1]).toEqual(['4 俯卧时不会抬头', '未'])
    const text = Object.values(printed).join('\n')
    expect(text).toContain('6月龄 按矫正月龄询问 3 月龄的征象')
    expect(text).toContain('3月龄 矫正月龄不足 3 月,未询问征象')
  })
  test('颈部包块 of the infant form is 1 有 2 无, with the text of 有', () => {
    const printed = values('infant', [visit({ contact: 'month1', visitDay: '2024-03-01', neckMass: '1', neckMassNote: '右颈硬结' })])
    expect(printed.neckMassMonth1).toBe('1 有:右颈硬结  2 无')
    expect(printed.neckMassMonth1Code1).toBe('1')
  })
  test('a contact made twice prints its last visit and says so; the asked-for one where it was asked for', () => {
    const [first, second] = [visit({ contact: 'month3', visitDay: '2024-05-01', weightKg: 6 }), visit({ contact: 'month3', visitDay: '2024-05-20', weightKg: 6.4 })]
    const printed = values('infant', [first, second])
    expect(printed.weightMonth3).toContain('6.40')
    expect(Object.values(printed).join('\n')).toContain('3月龄随访 2 次,本表为 2024-05-20')
    const chosen = Object.assign({}, ...checkFormPages('infant', facts, [first, second], first).map(page => page.values)) as Record<string, string>
    expect(chosen.weightMonth3).toContain('6.00')
  })
  test('the doctor’s other opinion stands on the form', () => {
    expect(Object.values(values('preschool', [visit({ contact: 'year4', visitDay: '2028-02-01', evaluationNote: '家族性矮小' })])).join('\n')).toContain('家族性矮小')
  })
})

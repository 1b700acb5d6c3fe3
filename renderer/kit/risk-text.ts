import { RISK_COLOUR, type RiskColour, RISK_FINDING, RISK_MEASURE } from '../../domain/code/maternal-risk.ts'
import type { Message } from '../../domain/message/message.ts'
import { riskLinesIn } from '../../domain/modules/risk/parts.ts'
import { RISK_TABLE } from '../../domain/rule/maternal/risk-criteria.ts'
import type { RiskCondition, RiskFact, RiskMark, RiskTable, RiskTest } from '../../domain/rule/maternal/risk-table.ts'
import { gestationText } from '../app/format.ts'
import { messageText, t } from '../app/i18n.ts'
import { codeText, unitText } from './labels.ts'

export type CriterionRow = RiskTable['rows'][number]
const SHIPPED = new Map(RISK_TABLE.rows.map(row => [row.id, row]))
/** The row as the program brings it; undefined for one of the hospital's own. */
export const shippedRow = (id: string): CriterionRow | undefined => SHIPPED.get(id)

/** The words of a row, in the language of the screen as long as they are the shipped ones. */
export const criterionText = ({ id, text }: Pick<CriterionRow, 'id' | 'text'>): string => text === shippedRow(id)?.text ? t(`riskRow.${id}`, text) : text
/** A colour of the criteria; the screening form has none. */
export const riskColourText = (colour: CriterionRow['colour']): string => colour === null ? t('riskCriteria.screening', '筛查表') : codeText(RISK_COLOUR, colour)
/** Where a row was read, in the language of the screen. */
export const riskSourceText = (source: string): string => t(`riskSource.${source}`, source)
export const activeText = (active: boolean): string => active ? t('riskCriteria.isActive', '使用') : t('riskCriteria.isOff', '停用')
/** How much of a row was read. */
export function riskMarkText(mark: RiskMark): string {
  return ({ S: () => t('ruleMark.source', '有出处'), K: () => t('ruleMark.unverified', '未核实'), partly: () => t('riskCriteria.partly', '部分'), own: () => t('riskFactor.own', '本院'), changed: () => t('riskCriteria.changed', '本院已改') } satisfies Record<typeof mark, () => string>)[mark]()
}

export const isRiskMeasure = (fact: RiskFact): fact is Extract<RiskTest, { by: 'measure' }>['fact'] => RISK_MEASURE.isCode(fact)
export const factText = (fact: RiskFact): string => isRiskMeasure(fact) ? codeText(RISK_MEASURE, fact) : codeText(RISK_FINDING, fact)
/** The unit a limit is typed in. */
export const factUnit = (fact: RiskFact): string | undefined => isRiskMeasure(fact) ? unitText(RISK_MEASURE.entry(fact).unit) : undefined

/** The four limits of a measure with their signs, as a row is typed and read. */
export const LIMITS = [['from', '≥'], ['above', '>'], ['below', '<'], ['upTo', '≤']] as const

function testText(test: RiskTest): string {
  if (test.by === 'finding') return factText(test.fact)
  const unit = test.fact === 'gestationDays' ? '' : factUnit(test.fact) ?? ''
  const limitText = (limit: number): string => test.fact === 'gestationDays' ? gestationText(limit) : `${limit}`
  const limits = LIMITS.flatMap(([side, sign]) => { const limit = test[side]; return limit === null ? [] : [`${sign}${limitText(limit)}`] })
  return `${factText(test.fact)} ${limits.join(' ')}${unit ? ` ${unit}` : ''}`
}
/** A condition in words; empty conditions are the doctor's alone. */
export const conditionText = (condition: RiskCondition): string => condition.length === 0 ? t('riskFactor.byDoctor', '医生判断')
  : condition.map(group => group.map(testText).join(t('riskCriteria.and', ' 且 '))).join(t('riskCriteria.or', ' 或 '))

/** A hole between two rows, with the measure in the language of the screen. */
export function gapText(gap: Message): string {
  const code = RISK_MEASURE.codeOf(String(gap.params?.measure))
  return messageText(code ? { ...gap, params: { ...gap.params, measure: codeText(RISK_MEASURE, code) } } : gap)
}

/** A fact of a woman with its value: `血红蛋白 58 g/L`; results of infections have one word where they stand in lists. */
export function factValueText({ fact, value }: { readonly fact: RiskFact | 'infection' | 'criteria'; readonly value: number | null }): string {
  if (fact === 'infection') return t('riskFact.infection', '传染病检查结果')
  if (fact === 'criteria') return t('riskFact.criteria', '评估标准已修改')
  if (value === null) return factText(fact)
  if (fact === 'gestationDays') return `${factText(fact)} ${gestationText(value)}`
  const unit = factUnit(fact)
  return `${factText(fact)} ${Math.round(value * 100) / 100}${unit ? ` ${unit}` : ''}`
}

/** A row as an assessment keeps it: in the language of the screen as long as its words are the shipped ones. */
export const keptLines = (texts: string | null | undefined): { readonly id: string; readonly text: string }[] => riskLinesIn(texts).map(({ id, text }) => ({ id, text: criterionText({ id, text }) }))
/** A standing in words: 橙色、紫色. */
export const standingWords = ({ colour, isPurple }: { readonly colour: RiskColour | null; readonly isPurple: boolean }): string =>
  [...colour === null || (colour === 'green' && isPurple) || colour === 'purple' ? [] : [colour], ...isPurple || colour === 'purple' ? ['purple' as const] : []].map(one => t('pregnancy.riskTag', '{{colour}}色', { colour: codeText(RISK_COLOUR, one) })).join(t('risk.and', '、'))

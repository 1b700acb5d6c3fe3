import type { AutismScale, DevelopmentQuotientClass, ScaleResult } from '../../code/child-autism.ts'
import { abcResult, carsResult, developmentQuotientClass, developmentScaleResult, type DevelopmentQuotients, type MchatAnswers, mchatResult } from './autism-scales.ts'
import type { ChildRules } from './child-rules.ts'

/** One test as it was taken; what its kind does not have is null. */
export type ScaleValues = {
  readonly kind: AutismScale
  readonly quotients: DevelopmentQuotients
  readonly mchat: MchatAnswers
  readonly abcTotal: number | null
  readonly carsTotal: number | null
}

/** `basis` names rule and source beside every result, as it is kept and shown. */
export type FoundScaleResult = { readonly result: ScaleResult; readonly dqClass: DevelopmentQuotientClass | null; readonly basis: string }

const SOURCE = '国卫办妇幼发〔2022〕12号'

/** What a test says by the limits of its scale (§7; 发育商分级 §14 [K]); null for a scale the program has no rule for. */
export function scaleResultOf({ kind, quotients, mchat, abcTotal, carsTotal }: ScaleValues, rules: ChildRules): FoundScaleResult | null {
  switch (kind) {
    case 'development': {
      const result = developmentScaleResult(quotients)
      return {
        result, dqClass: quotients.total === null ? null : developmentQuotientClass(quotients.total, rules),
        basis: `${SOURCE}:总发育商<70 发育障碍,70~79 三个月内复查,≥80 且适应、语言、社会任一<70 发育偏离`,
      }
    }
    case 'mchat': {
      const { result, failedItems, failedCoreItems } = mchatResult(mchat)
      const failed = failedItems.length > 0 ? `;未通过 ${failedItems.join('、')}(核心项 ${failedCoreItems.join('、') || '无'})` : ''
      return { result, dqClass: null, basis: `${SOURCE}:核心项≥2 或任意项≥3 未通过为不通过${failed}` }
    }
    case 'abc': return { result: abcTotal === null ? 'incomplete' : abcResult(abcTotal), dqClass: null, basis: `${SOURCE}:总分≥53 为可疑孤独症症状` }
    case 'cars': return { result: carsTotal === null ? 'incomplete' : carsResult(carsTotal), dqClass: null, basis: `${SOURCE}:总分≥30 为孤独症范围,以 ICD-10 临床诊断为准` }
    case 'other': return null
  }
}

/** The total of parts that are all there; null while one is missing. */
export const totalOf = (parts: readonly (number | null)[]): number | null => parts.every(part => part !== null) ? parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) : null

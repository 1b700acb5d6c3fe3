import type { AutismFigure } from '../../code/child-autism.ts'
import { percentOf } from '../rate.ts'

export type AutismCounts = Readonly<Record<AutismFigure, number>>
/** 初筛率, 复筛率, 诊断率 in percent; null where there is nobody to divide by. */
export type AutismRates = { readonly firstScreening: number | null; readonly rescreening: number | null; readonly diagnosis: number | null }

/** The three indicators of §7, to two digits. */
export const autismRates = ({ children, screened, firstAbnormal, rescreened, rescreenAbnormal, diagnosed }: AutismCounts): AutismRates =>
  ({ firstScreening: percentOf(screened, children), rescreening: percentOf(rescreened, firstAbnormal), diagnosis: percentOf(diagnosed, rescreenAbnormal) })

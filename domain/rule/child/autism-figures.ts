import type { AutismFigure } from '../../code/child-autism.ts'

export type AutismCounts = Readonly<Record<AutismFigure, number>>
/** 初筛率, 复筛率, 诊断率 in percent; null where there is nobody to divide by. */
export type AutismRates = { readonly firstScreening: number | null; readonly rescreening: number | null; readonly diagnosis: number | null }

const percent = (part: number, whole: number): number | null => whole === 0 ? null : Math.round((part / whole) * 10_000) / 100

/** The three indicators of §7, to two digits. */
export const autismRates = ({ children, screened, firstAbnormal, rescreened, rescreenAbnormal, diagnosed }: AutismCounts): AutismRates =>
  ({ firstScreening: percent(screened, children), rescreening: percent(rescreened, firstAbnormal), diagnosis: percent(diagnosed, rescreenAbnormal) })

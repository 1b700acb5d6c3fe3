import type { ChildContact } from '../../code/child-check.ts'
import type { VisualAcuity } from '../../code/visual-acuity.ts'
import { message, type Message } from '../../message/message.ts'
import { visionTenths } from './vision.ts'

type Figure = { readonly title: Message; readonly numerator: Message; readonly denominator: Message; readonly source: string; readonly mark: 'S' | 'K' }
const SOURCE = '眼保健说明 §10;统计指标说明 §4.2'

/**
 * The figures of the eye clinic's year. The sources name the columns; what they leave open is written down here: who lives here
 * is who has a file in care at the end of the span, and the 36-month visit is the younger half's, because the programme counts
 * it among the ten visits up to three years and asks for no vision at it. Raise the version with every change.
 */
export const EYE_FIGURE = {
  all: {
    title: message('eyeFigure.all', '0~6岁儿童眼保健和视力检查覆盖率'), source: SOURCE, mark: 'S',
    numerator: message('eyeFigure.all.numerator', '本年度0~3岁接受眼保健、3~6岁接受视力检查的儿童,每人计1次'), denominator: message('eyeFigure.all.denominator', '期末在管的0~6岁常住儿童'),
  },
  toddler: {
    title: message('eyeFigure.toddler', '0~3岁儿童眼保健覆盖率'), source: SOURCE, mark: 'S',
    numerator: message('eyeFigure.toddler.numerator', '本年度接受1次及以上眼保健检查'), denominator: message('eyeFigure.toddler.denominator', '期末在管、按本年度最后一次检查(未检查的按期末)不满36月龄的常住儿童,含最后一次为36月龄检查的'),
  },
  preschool: {
    title: message('eyeFigure.preschool', '3~6岁儿童视力检查覆盖率'), source: SOURCE, mark: 'S',
    numerator: message('eyeFigure.preschool.numerator', '本年度至少一只眼查过裸眼视力'), denominator: message('eyeFigure.preschool.denominator', '期末在管、按本年度最后一次检查(未检查的按期末)满36月龄、不满7岁的常住儿童'),
  },
  lowVision: {
    title: message('eyeFigure.lowVision', '6岁儿童视力不良检出率'), source: SOURCE, mark: 'S',
    numerator: message('eyeFigure.lowVision.numerator', '本年度最近一次裸眼视力任一眼≤4.9(0.8)'), denominator: message('eyeFigure.lowVision.denominator', '本年度6岁时查过裸眼视力的在管常住儿童,未查的不计'),
  },
} as const satisfies Record<string, Figure>
export type EyeFigureId = keyof typeof EYE_FIGURE
export const EYE_FIGURE_IDS = Object.keys(EYE_FIGURE) as [EyeFigureId, ...EyeFigureId[]]
export const EYE_FIGURES_VERSION = 1

const MONTHS = { half: 36, six: 72, end: 84 } as const
/** ≤ 0.8 of the statutory form, which is no setting: the clinic's own limits of other ages do not change a report. */
const LOW_TENTHS = 49

export type CoverageService = { readonly months: number; readonly contact: ChildContact | null; readonly visionRight: VisualAcuity | null; readonly visionLeft: VisualAcuity | null }
/** Which figures a child is asked about in, and which it counts in. */
export type CoveragePlace = { readonly denominators: readonly EyeFigureId[]; readonly numerators: readonly EyeFigureId[] }
const hasVision = ({ visionRight, visionLeft }: CoverageService): boolean => visionRight !== null || visionLeft !== null

/** Where a child stands by its eye services of the year, the oldest first, and its age in months at the end of the span; null once it is seven. */
export function coveragePlace(services: readonly CoverageService[], monthsAtEnd: number): CoveragePlace | null {
  const last = services.at(-1)
  const months = last?.months ?? monthsAtEnd
  if (months >= MONTHS.end) return null
  const half = months < MONTHS.half || last?.contact === 'month36' ? 'toddler' as const : 'preschool' as const
  const isCovered = half === 'toddler' ? last !== undefined : services.some(hasVision)
  const atSix = services.findLast(one => hasVision(one) && one.months >= MONTHS.six && one.months < MONTHS.end)
  const isLow = atSix !== undefined && [atSix.visionRight, atSix.visionLeft].some(acuity => acuity !== null && visionTenths(acuity) <= LOW_TENTHS)
  return {
    denominators: ['all', half, ...atSix ? ['lowVision' as const] : []],
    numerators: [...isCovered ? ['all' as const, half] : [], ...isLow ? ['lowVision' as const] : []],
  }
}

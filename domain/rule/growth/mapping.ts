import type { GrowthLevel, NutritionStatus } from './words.ts'

// What leaves the program knows fewer words than the evaluation: the printed forms have three grades and no 肥胖
// (儿童保健说明 §4.4, §4.5, mark K); the code tables are those of WS 364 (CV05.10.006, CV04.10.020).

/** 上 中 下 as the printed forms number them: 上 from +2 SD, 下 below −2 SD. */
export type PrintedLevel = '1' | '2' | '3'

const PRINTED: Readonly<Record<GrowthLevel, PrintedLevel>> = { high: '1', highMiddle: '2', middle: '2', lowMiddle: '2', low: '3' }
const EXCHANGED: Readonly<Record<GrowthLevel, '1' | '21' | '2' | '24' | '3'>> = { high: '1', highMiddle: '21', middle: '2', lowMiddle: '24', low: '3' }

/** The grade of the printed forms (§4.5): 1 上, 2 中, 3 下. */
export const printedLevel = (level: GrowthLevel): PrintedLevel => PRINTED[level]

/** The grade for data exchange (CV05.10.006): 1 上, 21 中上, 2 中, 24 中下, 3 下. */
export const exchangeLevel = (level: GrowthLevel): '1' | '21' | '2' | '24' | '3' => EXCHANGED[level]

/** 体格发育评价: 1 正常, 2 低体重, 3 消瘦, 4 生长迟缓 (发育迟缓), 5 超重; CV04.10.020 and the 3～6岁 form number them alike. */
export type PhysiqueCode = '1' | '2' | '3' | '4' | '5'

const PHYSIQUE: Readonly<Record<NutritionStatus, PhysiqueCode>> = {
  underweight: '2', severelyUnderweight: '2', wasted: '3', severelyWasted: '3', stunted: '4', severelyStunted: '4', overweight: '5', obese: '5', severelyObese: '5',
}

/** 体格发育评价 of a child's statuses, each code once in rising order; 1 正常 when there is none. The precise words stay on the screen (§4.4). */
export function physiqueCodes(statuses: readonly NutritionStatus[]): readonly PhysiqueCode[] {
  const codes = [...new Set(statuses.map(status => PHYSIQUE[status]))].sort()
  return codes.length === 0 ? ['1'] : codes
}

import { defineNumberRules, type NumberRule, type NumberRuleValues } from '../number-rules.ts'

type Unit = 'day' | 'years' | 'year' | 'score'
const NOTE = '孕产期保健说明'
const CANCER = `${NOTE} §13.4`
const ASSUMED = '产品约定(说明未载)'
const days = (title: string, value: number, source: string = ASSUMED, limits: readonly [number, number] = [1, 365]): NumberRule<Unit> => ({ title, value, unit: 'day', source, mark: 'K', limits })
const years = (title: string, value: number, source: string, mark: 'S' | 'K'): NumberRule<Unit> => ({ title, value, unit: 'years', source, mark, limits: [1, 10] })
const age = (title: string, value: number, source: string, mark: 'S' | 'K', limits: readonly [number, number]): NumberRule<Unit> => ({ title, value, unit: 'year', source, mark, limits })

/** Every number of 两癌筛查, 更年期 and 青少年 that a hospital may set. The limits of the Kupperman grades stand in maternal-rules.ts. */
export const WOMEN_RULE = {
  screeningFirstAge: age('两癌筛查起始年龄', 35, `${CANCER} [S-M14]`, 'S', [18, 50]),
  screeningLastAge: age('两癌筛查截止年龄', 64, `${CANCER} [S-M14]`, 'S', [50, 80]),
  hpvIntervalYears: years('HPV检测阴性后下一轮间隔', 5, `${CANCER}(全国;北京方案3年[S-M14])`, 'K'),
  cytologyIntervalYears: years('仅做细胞学时下一轮间隔', 3, CANCER, 'K'),
  breastIntervalYears: years('乳腺筛查下一轮间隔', 3, `${CANCER} [S-M14](北京方案)`, 'S'),
  positiveReviewYears: years('筛查阳性而追踪排除后、HPV阳性而细胞学正常的复查间隔', 1, ASSUMED, 'K'),
  colposcopyDays: days('通知到阴道镜检查的期限', 30), mammographyDays: days('通知到乳腺X线检查的期限', 30),
  biopsyDays: days('通知到活检或手术的期限', 14), treatmentDays: days('转治疗机构的期限', 30), gapDays: days('补做初筛检查的期限(自筛查日期)', 30),
  nextRoundAheadDays: days('下一轮到期前多少天列入名单', 30, ASSUMED, [0, 180]),
  menopauseFirstAge: age('更年期建档起始年龄', 40, ASSUMED, 'K', [30, 50]),
  menopauseVisitDays: days('更年期随访间隔', 180), hormoneVisitDays: days('激素治疗随访间隔', 90),
  adolescentFirstAge: age('青少年保健起始年龄', 10, ASSUMED, 'K', [6, 14]),
  adolescentLastAge: age('青少年保健截止年龄', 19, ASSUMED, 'K', [14, 24]),
  consentBelowAge: age('未满此年龄须监护人同意', 18, `${NOTE} §13.7(年龄未载)`, 'K', [14, 18]),
  adolescentVisitDays: days('青少年随访间隔', 180),
  moodReferralScore: { title: 'PHQ-A总分达到此值提示转诊', value: 10, unit: 'score', source: ASSUMED, mark: 'K', limits: [5, 27] },
} as const satisfies Record<string, NumberRule<Unit>>

export type WomenRuleId = keyof typeof WOMEN_RULE
export type WomenRules = NumberRuleValues<WomenRuleId>

/** The numbers as a setting. */
export const WOMEN_RULES = defineNumberRules(1, WOMEN_RULE, [['screeningFirstAge', 'screeningLastAge'], ['adolescentFirstAge', 'adolescentLastAge']])

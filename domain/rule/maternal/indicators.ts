import { message, type Message } from '../../message/message.ts'
import { rateOf } from '../rate.ts'

type Figure = { readonly title: Message; readonly numerator: Message; readonly denominator: Message; readonly per: 100 | 10_000 | 100_000; readonly source: string; readonly mark: 'S' | 'K' }
const NOTE = '孕产期保健说明'
const REPORT = `${NOTE} §12;统计指标说明 §3`
const LIVE_BIRTHS = message('maternalFigure.liveBirths', '同期同地区活产数')

/**
 * The figures of the care of women: what is counted over what. Denominators differ on purpose and are never made equal
 * (indicator note §2). A rate above its `per` is a true answer, shown and marked. Raise the version with every change.
 */
export const MATERNAL_FIGURE = {
  earlyBooking: {
    title: message('maternalFigure.earlyBooking', '早孕建册率'), per: 100, source: `${NOTE} §12 [S-M1];统计指标说明 §3.1`, mark: 'S',
    numerator: message('maternalFigure.earlyBooking.numerator', '孕13周之前建册并进行第1次产前检查的产妇数'), denominator: LIVE_BIRTHS,
  },
  antenatal: {
    title: message('maternalFigure.antenatal', '产前健康管理率'), per: 100, source: `${NOTE} §12 [S-M2]`, mark: 'S',
    numerator: message('maternalFigure.antenatal.numerator', '接受5次及以上产前随访的产妇数'), denominator: LIVE_BIRTHS,
  },
  postpartumVisit: {
    title: message('maternalFigure.postpartumVisit', '产后访视率'), per: 100, source: REPORT, mark: 'S',
    numerator: message('maternalFigure.postpartumVisit.numerator', '规定天数内接受1次及以上产后访视的产妇数'), denominator: LIVE_BIRTHS,
  },
  systemManaged: {
    title: message('maternalFigure.systemManaged', '孕产妇系统管理率'), per: 100, source: `${NOTE} §12;统计指标说明 §3.2`, mark: 'K',
    numerator: message('maternalFigure.systemManaged.numerator', '早孕建册、产前检查5次及以上、住院分娩并接受产后访视的产妇数'), denominator: LIVE_BIRTHS,
  },
  caseManaged: {
    title: message('maternalFigure.caseManaged', '高危孕产妇专案管理率'), per: 100, source: `${NOTE} §12 [S-seedA]`, mark: 'S',
    numerator: message('maternalFigure.caseManaged.numerator', '已纳入专案管理的人数'), denominator: message('maternalFigure.caseManaged.denominator', '橙色、红色、紫色孕产妇人数(每人计1次)'),
  },
  maternalDeath: {
    title: message('maternalFigure.maternalDeath', '孕产妇死亡率(1/10万)'), per: 100_000, source: `${NOTE} §12;统计指标说明 §3.5`, mark: 'S',
    numerator: message('maternalFigure.maternalDeath.numerator', '孕期至妊娠结束后42天内死亡的孕产妇数,意外死亡不计'), denominator: LIVE_BIRTHS,
  },
  birthDefect: {
    title: message('maternalFigure.birthDefect', '围产儿出生缺陷发生率(1/万)'), per: 10_000, source: '统计指标说明 §5', mark: 'S',
    numerator: message('maternalFigure.birthDefect.numerator', '孕28周至出生后7天内确诊的出生缺陷儿数,一儿多种缺陷计1例'), denominator: message('maternalFigure.birthDefect.denominator', '同范围活产、死胎、死产数'),
  },
  liveBirthDefect: {
    title: message('maternalFigure.liveBirthDefect', '活产出生缺陷发生率(1/万)'), per: 10_000, source: `${NOTE} §12 [S-seedA];统计指标说明 §5`, mark: 'K',
    numerator: message('maternalFigure.liveBirthDefect.numerator', '有出生缺陷的活产数'), denominator: LIVE_BIRTHS,
  },
  folicAcidUse: {
    title: message('maternalFigure.folicAcidUse', '叶酸服用率'), per: 100, source: `${NOTE} §13.3;统计指标说明 §5`, mark: 'S',
    numerator: message('maternalFigure.folicAcidUse.numerator', '新增服用人数'), denominator: message('maternalFigure.folicAcidUse.denominator', '新增应服用人数'),
  },
  folicAcidCompliance: {
    title: message('maternalFigure.folicAcidCompliance', '叶酸服用依从率'), per: 100, source: `${NOTE} §13.3;统计指标说明 §5`, mark: 'S',
    numerator: message('maternalFigure.folicAcidCompliance.numerator', '本期进入孕中期、按规定天数服用的人数'), denominator: message('maternalFigure.folicAcidCompliance.denominator', '本期进入孕中期的服用者人数'),
  },
} as const satisfies Record<string, Figure>
export type MaternalFigureId = keyof typeof MATERNAL_FIGURE
export const MATERNAL_FIGURES_VERSION = 1

/** The rate of a figure per its own base, two decimals; null over nothing. */
export const maternalRate = (id: MaternalFigureId, numerator: number, denominator: number): number | null => rateOf(numerator, denominator, MATERNAL_FIGURE[id].per)

/** Did she take folic acid on as many of the days as the rule asks for? */
export const isFolicAcidCompliant = (takenDays: number, requiredDays: number, rules: { readonly folicAcidCompliancePercent: number }): boolean =>
  requiredDays > 0 && takenDays * 100 >= requiredDays * rules.folicAcidCompliancePercent

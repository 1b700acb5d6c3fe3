import { message, type Message } from '../../message/message.ts'
import type { InfectionRuleId } from './infection-rules.ts'

type Figure = {
  readonly title: Message; readonly numerator: Message; readonly denominator: Message; readonly per: 100 | 100_000; readonly target: InfectionRuleId
  /** A limit that is not to be exceeded instead of a target to be reached. */
  readonly isLimit?: true
  readonly mark: 'S' | 'K'
}
const DELIVERED = message('infectionFigure.delivered', '同期产妇数')
const exposed = (zh: string, key: string): Message => message(key, zh)

/**
 * Process figures and elimination goals of §13.5. The targets were read; what exactly is counted over what was not, so that
 * numerator and denominator are our reading and marked. Tests count over 产妇数, as the indicator note says (§3).
 */
export const INFECTION_FIGURE = {
  tested: { title: message('infectionFigure.tested', '孕产妇艾梅乙检测率'), numerator: message('infectionFigure.tested.numerator', '三项都检测过的产妇数'), denominator: DELIVERED, per: 100, target: 'testedTarget', mark: 'S' },
  early: { title: message('infectionFigure.early', '孕早期检测率'), numerator: message('infectionFigure.early.numerator', '三项都在孕13周之前检测的产妇数'), denominator: DELIVERED, per: 100, target: 'earlyTarget', mark: 'S' },
  partner: { title: message('infectionFigure.partner', '配偶检测率'), numerator: message('infectionFigure.partner.numerator', '配偶(性伴)检测过的人数'), denominator: message('infectionFigure.partner.denominator', '确认感染艾滋病或梅毒的产妇数'), per: 100, target: 'partnerTarget', mark: 'K' },
  antiviral: { title: message('infectionFigure.antiviral', '抗病毒用药率'), numerator: message('infectionFigure.antiviral.numerator', '用过抗病毒药的人数'), denominator: message('infectionFigure.antiviral.denominator', '确认感染艾滋病、或乙肝病毒DNA达到用药界值的产妇数'), per: 100, target: 'antiviralTarget', mark: 'K' },
  syphilisTreated: { title: message('infectionFigure.syphilisTreated', '梅毒规范治疗率'), numerator: message('infectionFigure.syphilisTreated.numerator', '规范治疗的人数'), denominator: message('infectionFigure.syphilisTreated.denominator', '确认感染梅毒的产妇数'), per: 100, target: 'syphilisTreatedTarget', mark: 'K' },
  hivEarly: { title: message('infectionFigure.hivEarly', '艾滋病暴露儿童早期诊断率'), numerator: message('infectionFigure.hivEarly.numerator', '做过早期核酸检测的人数'), denominator: exposed('同期出生的艾滋病暴露儿童数', 'infectionFigure.hivEarly.denominator'), per: 100, target: 'hivEarlyTarget', mark: 'K' },
  hbvVaccine: { title: message('infectionFigure.hbvVaccine', '乙肝暴露儿童疫苗全程接种率'), numerator: message('infectionFigure.hbvVaccine.numerator', '接种满3剂的人数'), denominator: exposed('同期出生、已满第3剂月龄的乙肝暴露儿童数', 'infectionFigure.hbvVaccine.denominator'), per: 100, target: 'hbvVaccineTarget', mark: 'K' },
  childTested: { title: message('infectionFigure.childTested', '乙肝暴露儿童血清学检测率'), numerator: message('infectionFigure.childTested.numerator', '做过血清学检测的人数'), denominator: exposed('同期出生、已到检测日期的乙肝暴露儿童数', 'infectionFigure.childTested.denominator'), per: 100, target: 'childTestedTarget', mark: 'K' },
  hivTransmission: { title: message('infectionFigure.hivTransmission', '艾滋病母婴传播率'), numerator: message('infectionFigure.hivTransmission.numerator', '确定感染的儿童数'), denominator: exposed('同期出生、结局已定的艾滋病暴露儿童数', 'infectionFigure.hivTransmission.denominator'), per: 100, target: 'hivTransmissionTarget', isLimit: true, mark: 'K' },
  hbvTransmission: { title: message('infectionFigure.hbvTransmission', '乙肝母婴传播率'), numerator: message('infectionFigure.hbvTransmission.numerator', '确定感染的儿童数'), denominator: exposed('同期出生、结局已定的乙肝暴露儿童数', 'infectionFigure.hbvTransmission.denominator'), per: 100, target: 'hbvTransmissionTarget', isLimit: true, mark: 'K' },
  congenitalSyphilis: { title: message('infectionFigure.congenitalSyphilis', '先天梅毒发病率(1/10万)'), numerator: message('infectionFigure.congenitalSyphilis.numerator', '确定先天梅毒的儿童数'), denominator: message('infectionFigure.congenitalSyphilis.denominator', '同期活产数'), per: 100_000, target: 'congenitalSyphilisTarget', isLimit: true, mark: 'S' },
} as const satisfies Record<string, Figure>
export type InfectionFigureId = keyof typeof INFECTION_FIGURE
export const INFECTION_FIGURE_IDS = Object.keys(INFECTION_FIGURE) as InfectionFigureId[]

/** Whether a rate stands as it should; null where nobody is counted. */
export function isOnTarget(id: InfectionFigureId, rate: number | null, target: number): boolean | null {
  if (rate === null) return null
  return 'isLimit' in INFECTION_FIGURE[id] ? rate <= target : rate >= target
}

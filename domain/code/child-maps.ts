import type { BirthCircumstance, ChildComplexion, JaundiceSite, NewbornGuidance, UmbilicalCord } from './child-newborn-visit.ts'
import type { ChildComplexionLater, ChildGuidance, PreschoolGuidance, PrintedGrade, PrintedPhysique, RicketsSignMonth3, RicketsSignMonth6, RicketsSignToddler, RicketsSymptom } from './child-check.ts'
import type { CardDeathPlace, CardDiagnosisBasis, CardUntreatedReason, DeathDiagnosisBasis, DeathPlace, UntreatedReason } from './child-death.ts'
import type { DeliveryMode } from './delivery.ts'
import type { NationalChildGuidance, NationalComplexion, NationalGrowthGrade, NationalJaundiceSite, NationalPhysique, NationalRicketsSign, NationalRicketsSymptom, NationalUmbilicalCord } from './child-national.ts'

// Printed code → national code and back, pair by pair (§4.5, §4.6, §12). null: the other list has no such value, so
// nothing is sent or printed for it.

/** 面色 up to 3月龄 → CV04.10.008. */
export const COMPLEXION_TO_NATIONAL: Readonly<Record<ChildComplexion, NationalComplexion>> = { '1': '1', '2': '2', '3': '9' }
/** 面色 from 6月龄 → CV04.10.008. */
export const COMPLEXION_LATER_TO_NATIONAL: Readonly<Record<ChildComplexionLater, NationalComplexion>> = { '1': '1', '2': '9' }
/** 黄疸部位 → CV04.10.009, which has no 无. */
export const JAUNDICE_SITE_TO_NATIONAL: Readonly<Record<JaundiceSite, NationalJaundiceSite | null>> = { '1': null, '2': '1', '3': '2', '4': '3', '5': '4' }
/** 脐带 → CV04.10.019. */
export const UMBILICAL_CORD_TO_NATIONAL: Readonly<Record<UmbilicalCord, NationalUmbilicalCord>> = { '1': '1', '2': '2', '3': '3', '4': '9' }
/** 可疑佝偻病症状 → CV04.10.021. */
export const RICKETS_SYMPTOM_TO_NATIONAL: Readonly<Record<RicketsSymptom, NationalRicketsSymptom>> = { '1': '1', '2': '2', '3': '3', '4': '4' }
/** 可疑佝偻病体征 of the three columns → CV04.10.022; 手足镯 becomes 手镯征. */
export const RICKETS_SIGN_TO_NATIONAL: {
  readonly month3: Readonly<Record<RicketsSignMonth3, NationalRicketsSign>>
  readonly month6: Readonly<Record<RicketsSignMonth6, NationalRicketsSign>>
  readonly toddler: Readonly<Record<RicketsSignToddler, NationalRicketsSign>>
} = {
  month3: { '1': '01', '2': '02' },
  month6: { '1': '01', '2': '05', '3': '07', '4': '08', '5': '09', '6': '02', '7': '03' },
  toddler: { '1': '01', '2': '05', '3': '07', '4': '08', '5': '09', '6': '10', '7': '11' },
}
/** 指导 of the newborn form → CV06.00.217. */
export const NEWBORN_GUIDANCE_TO_NATIONAL: Readonly<Record<NewbornGuidance, NationalChildGuidance>> = { '1': '1', '2': '3', '3': '4', '4': '5', '5': '6', '6': '9' }
/** 指导 of the 1～30月龄 forms → CV06.00.217. */
export const GUIDANCE_TO_NATIONAL: Readonly<Record<ChildGuidance, NationalChildGuidance>> = { '1': '1', '2': '3', '3': '4', '4': '5', '5': '6', '6': '9' }
/** 指导 of the 3～6岁 form → CV06.00.217. */
export const PRESCHOOL_GUIDANCE_TO_NATIONAL: Readonly<Record<PreschoolGuidance, NationalChildGuidance>> = { '1': '2', '2': '3', '3': '4', '4': '5', '5': '6', '6': '9' }

/** The five grades of WS/T 423 by their Chinese names, high to low. */
export type GradeName = '上' | '中上' | '中' | '中下' | '下'
/** Five grades → 上/中/下 of the forms (§4.5 [K]). */
export const GRADE_TO_PRINTED: Readonly<Record<GradeName, PrintedGrade>> = { 上: '1', 中上: '2', 中: '2', 中下: '2', 下: '3' }
/** Five grades → CV05.10.006 (§4.5 [K]). */
export const GRADE_TO_NATIONAL: Readonly<Record<GradeName, NationalGrowthGrade>> = { 上: '1', 中上: '21', 中: '2', 中下: '24', 下: '3' }
/** 体格发育评价 as printed → CV04.10.020: the same numbers, 4 is called 发育迟缓 there. */
export const PHYSIQUE_TO_NATIONAL: Readonly<Record<PrintedPhysique, NationalPhysique>> = { '1': '1', '2': '2', '3': '3', '4': '4', '5': '5' }

/** 死亡地点: national → printed card. 外地, 敬老院 and 其他 have no place on the card, a person must choose. */
export const DEATH_PLACE_TO_CARD: Readonly<Record<DeathPlace, CardDeathPlace | null>> = {
  '01': '1', '02': '1', '03': '3', '04': null, '05': '3', '06': null, '07': '2', '99': null,
}
/** 诊断依据: national → printed card. 不详 has no place on the card. */
export const DIAGNOSIS_BASIS_TO_CARD: Readonly<Record<DeathDiagnosisBasis, CardDiagnosisBasis | null>> = {
  '1': '1', '2': '1', '3': '2', '4': '2', '5': '2', '6': '3', '7': null,
}
/** 未治疗原因: national → printed card: only 其他 has another number. */
export const UNTREATED_REASON_TO_CARD: Readonly<Record<UntreatedReason, CardUntreatedReason>> = { '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '9': '6' }
/** 未治疗原因: printed card → national. */
export const UNTREATED_REASON_TO_NATIONAL: Readonly<Record<CardUntreatedReason, UntreatedReason>> = { '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '9' }

/**
 * 分娩方式 of the delivery as 出生情况 of the home visit: the two tables number differently. An assisted birth of unknown kind,
 * and 其他, say nothing that the form could be given without asking.
 */
export const DELIVERY_MODE_TO_CIRCUMSTANCE: Readonly<Partial<Record<DeliveryMode, BirthCircumstance>>> = { '1': '1', '11': '1', '12': '1', '21': '3', '22': '6', '23': '2', '3': '4', '31': '4', '32': '4', '33': '4' }

import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'

/** Where everything of the risk of a pregnancy is seen, and the pages below it. */
export const riskTab = (pregnancyId: string): string => `/pregnancies/${pregnancyId}?tab=risk`
export const riskPath = (pregnancyId: string, rest: string): string => `/pregnancies/${pregnancyId}/risk/${rest}`
export const paperPath = (pregnancyId: string, what: string, id: string): string => riskPath(pregnancyId, `print?what=${what}&id=${id}`)

/** An emergency slip or a stay that begins with what this pregnancy knows. */
export const referralPath = ({ pregnancyId, womanId }: Pick<PregnancyHead, 'pregnancyId' | 'womanId'>, kind: 'critical' | 'retention'): string => `/maternal/${kind}/new?person=${womanId}&pregnancy=${pregnancyId}`

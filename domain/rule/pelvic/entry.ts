import type { DeliveryMode } from '../../code/delivery.ts'
import type { PelvicInviteReason, PelvicPerineum } from '../../code/pelvic-care.ts'
import type { PelvicRules } from './pelvic-rules.ts'

/** What is known of a birth and of the 42-day check after it; null is not known. */
export type BirthFacts = { readonly mode: DeliveryMode | null; readonly fetusCount: number | null; readonly secondStageMinutes: number | null; readonly episiotomy: boolean | null; readonly perinealTear: string | null; readonly heaviestG: number | null }
export type CheckFacts = { readonly recovery: string; readonly wound: string | null; readonly vulva: string | null; readonly vagina: string | null; readonly cervix: string | null; readonly uterus: string | null }

const TEARS: Readonly<Record<string, PelvicPerineum>> = { '2': 'tear1', '3': 'tear2', '4': 'tear3' }
const isCaesarean = (mode: DeliveryMode | null): boolean => mode?.startsWith('3') ?? false

/** 会阴 of the pelvic file from the delivery record: a tear of the third degree is more than the cut it came from, a cut more than a small tear. */
export function perineumOf({ mode, episiotomy, perinealTear }: BirthFacts): PelvicPerineum | null {
  if (perinealTear === '4') return 'tear3'
  if (episiotomy || mode === '11' || perinealTear === '5') return 'episiotomy'
  const tear = perinealTear === null ? undefined : TEARS[perinealTear]
  if (tear) return tear
  return perinealTear === '1' || isCaesarean(mode) ? 'intact' : null
}

/**
 * Why a woman is invited before others after her 42-day check (note §3 [K]): what strained the pelvic floor at birth and
 * what the check found. Everybody is invited (§12, screening rate); whoever has a reason is called first.
 */
export function invitationReasons({ mode, fetusCount, secondStageMinutes, perinealTear, heaviestG }: BirthFacts, { recovery, wound, vulva, vagina, cervix, uterus }: CheckFacts, rules: Pick<PelvicRules, 'inviteBirthG' | 'inviteSecondStageMinutes'>): PelvicInviteReason[] {
  const holds: Readonly<Record<PelvicInviteReason, boolean>> = {
    assisted: mode?.startsWith('2') ?? false, severeTear: perinealTear === '4', heavyBirth: heaviestG !== null && heaviestG >= rules.inviteBirthG, longSecondStage: secondStageMinutes !== null && secondStageMinutes > rules.inviteSecondStageMinutes,
    multiple: fetusCount !== null && fetusCount > 1, wound: wound === '2' || wound === '3', genital: [vulva, vagina, cervix, uterus].includes('2'), notRecovered: recovery === '2',
  }
  return (Object.keys(holds) as PelvicInviteReason[]).filter(reason => holds[reason])
}

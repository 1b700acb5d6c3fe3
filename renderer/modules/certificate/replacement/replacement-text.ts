import type { Output } from '../../../../domain/api/api.ts'
import type { ReplacementKind, ReplacementState } from '../../../../domain/code/replacement.ts'
import { normaliseScan } from '../../../../domain/rule/certificate-number.ts'
import { t } from '../../../app/i18n.ts'
import type { Sheet } from '../names.ts'

export type Prepared = Output<'replacement.prepare'>
export type Assessment = Output<'replacement.check'>
export type ReplacementLine = Output<'replacement.list'>['rows'][number]
export type ReplacementForm = 'application' | 'lossStatement' | 'forwarding'

/** The number of a certificate of any edition (certificate note §2.4). */
export const looksLikeNumber = (text: string): boolean => /^[A-Z]?\d{6,10}$/.test(normaliseScan(text))

/** 换发 or 补发, and when it is the one to choose. */
export const kindText = (kind: ReplacementKind): string => (kind === 'exchange' ? t('replace.exchange', '换发') : t('replace.reissue', '补发'))

/** The paper the family signs. */
export const formText = (form: ReplacementForm, kind: ReplacementKind): string => form === 'forwarding' ? t('replace.form.forwarding', '补发转报单')
  : form === 'lossStatement' ? t('replace.form.lossStatement', '遗失声明')
  : kind === 'exchange' ? t('replace.form.exchange', '换发申请表') : t('replace.form.reissue', '补发登记表')

/** What becomes of the old number, as long as it counts and afterwards. Source: certificate note §1.8, §1.9, §4.2. */
export function fateText(kind: ReplacementKind, state: ReplacementState, old: Pick<Sheet, 'state' | 'endedAt'>): string {
  if (old.endedAt) return kind === 'exchange' ? t('replace.fate.exchanged', '已失效:收回的原证按废证保管、上交') : t('replace.fate.lost', '已失效:遗失作废,找到后须交回')
  switch (state) {
    case 'refused': case 'withdrawn': return t('replace.fate.kept', '申请未办成,原证继续有效')
    case 'forwarded': return t('replace.fate.forwarded', '仍有效;上级补发后登记新证编号,原证随即作废')
    default: return kind === 'exchange' ? t('replace.fate.willExchange', '仍有效;新证占用编号时失效,转为“已换发收回”') : t('replace.fate.willEnd', '仍有效;新证占用编号时失效,转为“遗失作废”')
  }
}

/** Why a sheet that was found cannot be exchanged or re-issued; undefined when it can. */
export function notEligibleText(kind: ReplacementKind | null, sheet: { state: string | null; endReason: string | null; collected: boolean; ended: boolean }): string | undefined {
  if (sheet.ended) return t('replace.cannot.ended', '已失效,不能再换发或补发')
  if (sheet.state !== 'issued') return t('replace.cannot.notIssued', '还没有盖章签发;打印有误请作废后重打')
  if (kind === 'reissue' && !sheet.collected) return t('replace.cannot.notCollected', '还没有发放给领证人,不能补发')
  return undefined
}

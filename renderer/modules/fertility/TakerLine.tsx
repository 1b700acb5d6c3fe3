import type { Adult } from '../../../domain/api/fertility-people.ts'
import { t } from '../../app/i18n.ts'
import { PregnancyHeadOf } from '../../kit/index.ts'
import { AdultLine } from './AdultLine.tsx'
import './fertility.css'

/** Who takes the folic acid: how far she is where she is pregnant, else who she is. */
export function TakerLine({ woman, pregnancyId }: { woman: Adult; pregnancyId: string | null }) {
  return pregnancyId ? <PregnancyHeadOf pregnancyId={pregnancyId} /> : <section className="panel fertility-head" aria-label={t('folicAcidScreen.taker', '服用者')}><AdultLine adult={woman} /></section>
}

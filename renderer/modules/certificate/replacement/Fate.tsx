import { BLANK_STATE, SECOND_PART_DESTINATION } from '../../../../domain/code/certificate.ts'
import type { ReplacementKind, ReplacementState } from '../../../../domain/code/replacement.ts'
import { t } from '../../../app/i18n.ts'
import { codeText, StateTag } from '../../../kit/index.ts'
import type { Sheet } from '../names.ts'
import { BackEntered } from './OldSheet.tsx'
import { type Assessment, fateText } from './replacement-text.ts'

/** Over every step: what becomes of the old number, which one comes in its place, and what the family gets. */
export function Fate({ kind, state, old, fresh, assessment }: { kind: ReplacementKind; state: ReplacementState; old: Sheet; fresh: Sheet | null; assessment: Assessment }) {
  return (
    <section className="fate" aria-label={t('replace.fate', '新旧编号')}>
      <div>
        <h3>{t('replace.old', '原证')}</h3>
        <span className={old.endedAt ? 'number is-ended' : 'number'}>{old.number}</span> <StateTag table={BLANK_STATE} state={old.state} />{old.backEntered ? <BackEntered /> : null}
        <div className="rule-source">{fateText(kind, assessment.forwards && state !== 'refused' && state !== 'withdrawn' ? 'forwarded' : state, old)}</div>
      </div>
      <div>
        <h3>{t('replace.fresh', '新证')}</h3>
        {fresh ? <><span className="number">{fresh.number}</span> <StateTag table={BLANK_STATE} state={fresh.state} /></> : assessment.forwards ? t('replace.freshElsewhere', '由县级主管部门补发') : t('replace.freshLater', '批准后打印时占用编号')}
      </div>
      <div>
        <h3>{t('replace.handsOut', '领证时交付')}</h3>
        <HandsOut assessment={assessment} />
      </div>
    </section>
  )
}

/** What the family will get and where the 副页 goes, with the rule it follows from (certificate note §1.8, §1.9). */
export function HandsOut({ assessment }: { assessment: Pick<Assessment, 'handsOut' | 'secondPart'> }) {
  const { handsOut, secondPart } = assessment
  if (handsOut === null) return <span className="hint">{t('replace.handsOutUnknown', '先填是否已办理户口登记')}</span>
  return (
    <>
      <div className="hands-out">
        <b>{handsOut === '1' ? t('replace.firstOnly', '只交正页') : t('replace.both', '正页和副页')}</b>
        <span className={secondPart === '3' ? 'part-keeps' : undefined}>{t('replace.secondPartGoes', '副页:{{where}}', { where: codeText(SECOND_PART_DESTINATION, secondPart) })}</span>
      </div>
      <div className="rule-source">
        {handsOut === '1' ? t('replace.sourceRegistered', '依据:已入户的副页由公安机关留存,只发正页(各地补发流程,说明 §1.8、§1.9)') : t('replace.sourceUnregistered', '依据:未入户的须凭副页办理户口登记,两页都发(说明 §1.8、§1.9)')}
      </div>
    </>
  )
}

import { PRENATAL_SAMPLE_STATE, type PrenatalSampleState } from '../../../domain/code/prenatal.ts'
import { t } from '../../app/i18n.ts'
import { minuteText } from '../../app/format.ts'
import { codeText } from '../../kit/index.ts'
import type { OpenedSample } from './screening.ts'

/** The way of a tube that is never refused. */
const WAY: readonly PrenatalSampleState[] = ['booked', 'consented', 'drawn', 'processed', 'toSend', 'inTransit', 'received', 'testing', 'reported', 'reviewed', 'issued']

/** A tube's way as a chain: what was done when and by whom, where it stands, what is still to come. */
export function SampleChain({ of: { sample, steps } }: { of: OpenedSample }) {
  const done = steps.map(step => ({ state: step.toState, at: step.at, by: step.byName, remark: step.remark }))
  const here = WAY.indexOf(sample.state)
  const later = here < 0 ? [] : WAY.slice(here + 1)
  return (
    <ol className="sample-chain" aria-label={t('prenatalScreen.chain', '样本流转')}>
      {done.map((step, index) => {
        const isHere = index === done.length - 1
        return (
          <li key={index} className={step.state === 'rejected' ? 'is-refused' : isHere ? 'is-here' : 'is-done'} {...(isHere ? { 'aria-current': 'step' } : {})} title={[step.by, step.remark].filter(Boolean).join(' ')}>
            <b>{codeText(PRENATAL_SAMPLE_STATE, step.state)}</b><span>{minuteText(step.at).slice(5)}</span>
          </li>
        )
      })}
      {later.map(state => <li key={state} className="is-later"><span>{codeText(PRENATAL_SAMPLE_STATE, state)}</span></li>)}
    </ol>
  )
}

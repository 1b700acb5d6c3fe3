import type { Output } from '../../../domain/api/api.ts'
import { CONTACT_ATTEMPT } from '../../../domain/code/child-file.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Panel } from '../../kit/index.ts'

type Attempt = Output<'women.adolescentVisit.open'>['attempts'][number]

/** The calls that were made, the newest first; nothing where nobody called. */
export function AttemptList({ attempts }: { attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return null
  return (
    <Panel title={t('women.calls', '联系记录')}>
      <ul className="women-steps">
        {attempts.map(one => <li key={one.id}><div><b>{one.day} {codeText(CONTACT_ATTEMPT, one.outcome)}</b><span>{one.callerName}</span></div>{one.about || one.note ? <p>{[one.about, one.note].filter(Boolean).join(';')}</p> : null}</li>)}
      </ul>
    </Panel>
  )
}

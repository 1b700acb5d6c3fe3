import { Tag } from 'antd'
import { useEffect, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CONTACT } from '../../../domain/code/child-check.ts'
import { contactOf } from '../../../domain/rule/child/contacts.ts'
import { GRADE_TITLE, INDICATOR_TITLE, NOTE_TEXT, REASON_TEXT, STANDARD_TITLE, STATUS_TITLE } from '../../../domain/rule/growth/words.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { issueText, messageText, t } from '../../app/i18n.ts'
import { type FormStore, Panel } from '../../kit/index.ts'

type Evaluation = Output<'child.visit.evaluate'>
const WATCHED = ['contact', 'visitDay', 'weightKg', 'lengthCm', 'position', 'headCm', 'oedema'] as const
// Long enough for a number to be typed whole.
const PAUSE_MS = 250

const SIGNS = ['warningSign1', 'warningSign2', 'warningSign3', 'warningSign4']
/** The signs of the age on the day that was typed: shown as long as none is answered; answers stay those to what was asked. */
function askSignsOf(store: FormStore, months: number | null): void {
  if (months === null || store.get('signsAgeMonths') === months || SIGNS.some(name => store.get(name) !== null)) return
  const contact = CHILD_CONTACT.values.find(one => one === store.get('contact'))
  const due = contact && contactOf(contact).due
  // A visit of the first definition names no group: it is the column's.
  if (store.get('signsAgeMonths') === null && due?.from === 'month' && due.months === months) return
  store.set('signsAgeMonths', months)
}

/** The evaluation of what stands in the form: asked for whenever a measurement rests, an older answer never overtakes. */
function useEvaluation(fileId: string, store: FormStore): Evaluation | null {
  const [evaluation, setEvaluation] = useState<Evaluation | null>(null)
  useEffect(() => {
    let asked = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = (): void => {
      const number = ++asked
      clearTimeout(timer)
      timer = setTimeout(() => {
        const row = Object.fromEntries(WATCHED.map(name => [name, store.issues(name).some(issue => issue.level === 'block') ? null : store.get(name)]))
        call('child.visit.evaluate', { fileId, row: row as never }).then(found => {
          if (number !== asked) return
          setEvaluation(found)
          askSignsOf(store, found.signsAgeMonths)
        }, (error: unknown) => {
          // Half a number is no question; anything else is said.
          if (!(error instanceof CallFailure)) throw error
          if (error.code !== 'invalid') showFailure(error)
        })
      }, PAUSE_MS)
    }
    ask()
    const stops = WATCHED.map(name => store.subscribe(name, ask))
    return () => { clearTimeout(timer); asked += 1; for (const stop of stops) stop() }
  }, [fileId, store])
  return evaluation
}

const shown = (value: number | null, digits: number): string => value === null ? '' : value.toFixed(digits)

/** Grades by WS/T 423, the z-score of WHO beside them, with the age used and why something has no result. */
export function EvaluationPanel({ fileId, store, visitDay }: { fileId: string; store: FormStore; visitDay: string | null }) {
  const evaluation = useEvaluation(fileId, store)
  if (!evaluation || !visitDay) return <Panel title={t('childVisit.evaluation', '生长评价')}><p className="hint">{t('childVisit.evaluationEmpty', '填写体重、身长(高)后显示')}</p></Panel>
  const own = evaluation.rows.filter(row => row.standard === 'wst423' || row.standard === 'wst586' || row.standard === 'wst612' || row.standard === 'wst800')
  const who = evaluation.rows.filter(row => row.standard === 'who2006' || row.standard === 'who2007')
  const zOf = (indicator: string): string => {
    const row = who.find(one => one.indicator === indicator)
    if (row?.z === null || row?.z === undefined) return ''
    const actual = evaluation.chronological.find(one => one.indicator === indicator)
    return actual ? t('childVisit.bothZ', 'z {{z}}(实足 {{actual}})', { z: shown(row.z, 2), actual: shown(actual.z, 2) }) : `z ${shown(row.z, 2)}`
  }
  return (
    <Panel title={t('childVisit.evaluation', '生长评价')}>
      <p className="hint">{evaluation.ageUsed === 'corrected' ? t('childVisit.byCorrected', '按矫正月龄 {{days}} 天评价(实足 {{actual}} 天)', { days: evaluation.ageDays ?? '', actual: evaluation.actualDays ?? '' }) : t('childVisit.byActual', '按实足 {{days}} 天评价', { days: evaluation.actualDays ?? '' })}</p>
      {evaluation.reason ? <div className="issue is-warn">{messageText(REASON_TEXT[evaluation.reason])}</div> : null}
      <div className="evaluation-statuses" aria-live="polite">{evaluation.statuses.map(status => <Tag key={status} color="error">{messageText(STATUS_TITLE[status])}</Tag>)}</div>
      <ul className="evaluation" aria-label={t('childVisit.evaluation', '生长评价')}>
        {own.map(row => (
          <li key={row.standard + row.indicator} title={messageText(STANDARD_TITLE[row.standard])}>
            <span>{messageText(INDICATOR_TITLE[row.indicator])}{row.indicator === 'bfa' && row.value !== null ? ` ${shown(row.value, 1)}` : ''}</span>
            <span><b className={row.grade === 'low' || row.grade === 'high' ? `is-${row.grade}` : undefined}>{row.grade ? messageText(GRADE_TITLE[row.grade]) : row.reason ? messageText(REASON_TEXT[row.reason]) : ''}</b> <small>{zOf(row.indicator)}</small></span>
          </li>
        ))}
      </ul>
      {[...new Set(evaluation.rows.flatMap(row => row.notes))].filter(note => note !== 'zEstimated' && note !== 'singleAssumed').map(note => <div key={note} className="hint">{messageText(NOTE_TEXT[note])}</div>)}
      {evaluation.issues.map(issue => <div key={issue.path + issue.message.key} className={`issue is-${issue.level === 'block' ? 'block' : 'warn'}`}>{issueText(issue)}</div>)}
      <p className="hint">{t('childVisit.evaluationSource', '等级与营养状况:WS/T 423—2022;z 值:WHO。结果随保存记录,不同意见写在“对评价的不同意见”。')}</p>
    </Panel>
  )
}

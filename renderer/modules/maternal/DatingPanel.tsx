import { Tag } from 'antd'
import { useSyncExternalStore } from 'react'
import { DATING_METHOD } from '../../../domain/code/maternal-care.ts'
import { datingFacts } from '../../../domain/modules/birth/pregnancy.record.ts'
import { datePregnancy, type Dating, gestationOn } from '../../../domain/rule/maternal/dating.ts'
import type { MaternalRules } from '../../../domain/rule/maternal/maternal-rules.ts'
import { isEarlyBooking } from '../../../domain/rule/maternal/visits.ts'
import { type Day, daysBetween } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { gestationText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { codeText, type FormStore, Panel, useFieldValue } from '../../kit/index.ts'

const NAMES = ['lastMenstrualDay', 'scanDay', 'scanGestationDays', 'transferDay', 'embryoAge'] as const

export const useMaternalRules = (): MaternalRules | undefined => useCall('setting.get', { key: 'maternalRules' }, { staleTimeMs: 300_000 }).data?.value as MaternalRules | undefined

/** How what stands in the form dates the pregnancy; a value that cannot be right yet counts as not typed. */
export function useDating(store: FormStore, rules: MaternalRules | undefined): Dating | null {
  const typed = useSyncExternalStore(store.subscribeAll, () => {
    const blocked = new Set(store.allIssues().filter(issue => issue.level === 'block').map(issue => issue.path))
    return JSON.stringify(Object.fromEntries(NAMES.map(name => [name, blocked.has(name) ? null : store.get(name)])))
  })
  return rules ? datePregnancy(datingFacts(JSON.parse(typed) as Parameters<typeof datingFacts>[0]), rules) : null
}

/** Expected day and gestation while the days are typed, with the sentence that decided them; `before` is the day that stood until now. */
export function DatingPanel({ store, before = null }: { store: FormStore; before?: Day | null }) {
  const rules = useMaternalRules()
  const dating = useDating(store, rules)
  const bookedDay = useFieldValue(store, 'bookedDay') as Day | null
  return (
    <Panel title={t('booking.dating', '预产期与孕周')}>
      <div role="status" aria-label={t('booking.dating', '预产期与孕周')} className="dating">
        {dating === null ? <p className="hint">{t('booking.undated', '填写末次月经、超声或胚胎移植后在此推算;末次月经不详时留空,按超声推算')}</p> : (
          <>
            <p className="dating-day"><b>{dating.expectedDay}</b> <Tag>{codeText(DATING_METHOD, dating.method)}</Tag></p>
            {before !== null && before !== dating.expectedDay ? <p className="issue is-warn">{t('booking.changed', '原预产期 {{before}},改后{{change}}', { before, change: shiftText(daysBetween(before, dating.expectedDay)) })}</p>
              : before !== null ? <p className="hint">{t('booking.same', '与原预产期相同')}</p> : null}
            <p>{t('booking.now', '今天孕 {{weeks}}', { weeks: gestationText(Math.max(0, gestationOn(dating.startDay, today()))) })}</p>
            <p className="dating-reason">{messageText(dating.reason)}</p>
            {dating.byMenstruation && dating.byMenstruation !== dating.expectedDay ? <p className="hint">{t('booking.byMenstruation', '按末次月经为 {{day}}', { day: dating.byMenstruation })}</p> : null}
            {rules && bookedDay ? <EarlyBooking startDay={dating.startDay} bookedDay={bookedDay} rules={rules} /> : null}
            <p className="hint">{t('booking.source', '依据:{{source}};界值在设置“孕产保健”', { source: dating.source })}</p>
          </>
        )}
      </div>
    </Panel>
  )
}

const shiftText = (days: number): string => days > 0 ? t('booking.later', '推后 {{days}} 天', { days }) : t('booking.earlier', '提前 {{days}} 天', { days: -days })

function EarlyBooking({ startDay, bookedDay, rules }: { startDay: Day; bookedDay: Day; rules: MaternalRules }) {
  if (bookedDay < startDay) return null
  const weeks = gestationText(gestationOn(startDay, bookedDay))
  return isEarlyBooking(startDay, bookedDay, rules)
    ? <p className="is-good">{t('booking.early', '建册时孕 {{weeks}},早孕建册', { weeks })}</p>
    : <p className="issue is-warn">{t('booking.late', '建册时孕 {{weeks}},不在 {{limit}} 周之前,不计早孕建册', { weeks, limit: rules.earlyBookingBelowWeek })}</p>
}

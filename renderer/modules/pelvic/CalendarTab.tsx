import { type KeyboardEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PELVIC_METHOD, PELVIC_SESSION_STATE } from '../../../domain/code/pelvic.ts'
import { WEEKDAY } from '../../../domain/code/pelvic-care.ts'
import { weekdayOf } from '../../../domain/rule/pelvic/course.ts'
import { addDays, type Day, dayOf, isDay, type Minute } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DayInput, FormArea, LabelledInput, ListInput, Loaded, PageActions, Panel, useAddressFilters, useArrowsInto } from '../../kit/index.ts'
import { usePlaces } from './usePlaces.ts'
import './pelvic-course.css'
import './pelvic-file.css'

type Week = Output<'pelvic.session.calendar'>
type Session = Week['sessions'][number]
const DAYS = 7
/** Monday of the week a day lies in. */
const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7))

/** A week of sessions, of one room or instrument or of all: arrows move, Enter opens. */
export default function CalendarTab() {
  const navigate = useNavigate()
  const { params, change } = useAddressFilters()
  const places = usePlaces()
  const asked = params.get('day')
  const firstDay = mondayOf(isDay(asked) ? asked : today())
  const placeId = params.get('place')
  const week = useCall('pelvic.session.calendar', { firstDay, days: DAYS, ...(placeId ? { placeId } : {}) }, { keepPrevious: true })
  const turn = (days: number): void => change({ day: addDays(firstDay, days) })
  return (
    <>
      <div className="pelvic-actions">
        <PageActions actions={[
          { key: 'before', label: t('pelvicCalendar.before', '上一周'), shortcut: 'Shift+F6', run: () => turn(-DAYS) },
          { key: 'after', label: t('pelvicCalendar.after', '下一周'), shortcut: 'F6', run: () => turn(DAYS) },
          { key: 'today', label: t('pelvicCalendar.today', '本周'), shortcut: 'F7', run: () => change({ day: null }) },
          { key: 'places', label: t('pelvicPlace.title', '治疗室与治疗仪'), shortcut: 'F9', run: () => void navigate('/pelvic/places') },
        ]} />
      </div>
      <Panel>
        <FormArea>
          <div className="calendar-head">
            <LabelledInput id="calendar-place" label={t('pelvicCalendar.place', '治疗室或治疗仪')}><ListInput id="calendar-place" value={placeId} placeholder={t('child.anyContact', '全部')} choices={places.all} onChange={next => change({ place: next })} /></LabelledInput>
            <LabelledInput id="calendar-day" label={t('pelvicCalendar.day', '看哪一周(填其中一天)')}><DayInput id="calendar-day" value={firstDay} onChange={next => { if (isDay(next)) change({ day: next }) }} /></LabelledInput>
            <strong>{t('pelvicCalendar.count', '这一周 {{count}} 次', { count: countText(week.data?.sessions.length ?? 0) })}</strong>
          </div>
        </FormArea>
        <Loaded of={week}>{data => <WeekGrid key={`${firstDay}${placeId ?? ''}`} firstDay={firstDay} week={data} placeName={placeId ? null : places.nameOf} onOpen={session => void navigate(`/pelvic/${session.fileId}/sessions/${session.id}`)} />}</Loaded>
      </Panel>
    </>
  )
}

/** Seven days beside each other; the cursor moves over the sessions, sideways to the one nearest in time. */
function WeekGrid({ firstDay, week, placeName, onOpen }: { firstDay: Day; week: Week; placeName: ((id: string | null) => string) | null; onOpen(session: Session): void }) {
  const box = useRef<HTMLDivElement>(null)
  const days = Array.from({ length: DAYS }, (_, index) => addDays(firstDay, index))
  const byDay = Map.groupBy(week.sessions, session => dayOf(session.plannedAt as Minute))
  const closed = new Map(week.closed.map(({ day, reason }) => [day, reason]))
  const [last, setLast] = useState<string>()
  // While another week loads the sessions of the one before stand here: what is active is always one of those shown.
  const active = (week.sessions.find(({ id }) => id === last) ?? byDay.get(today())?.[0] ?? days.flatMap(day => byDay.get(day) ?? [])[0])?.id
  const chipOf = (id: string | undefined): HTMLElement | null | undefined => (id ? box.current?.querySelector<HTMLElement>(`[data-session="${CSS.escape(id)}"]`) : null)
  useArrowsInto(() => chipOf(active))
  function go(id: string | undefined): void {
    if (!id) return
    setLast(id)
    chipOf(id)?.focus()
  }
  /** The session of the next day that has one, at the time nearest to this one's. */
  function beside(from: Session, step: 1 | -1): string | undefined {
    for (let at = days.indexOf(dayOf(from.plannedAt as Minute)) + step; at >= 0 && at < DAYS; at += step) {
      const own = byDay.get(days[at]!)
      if (own?.length) return (own.findLast(one => one.plannedAt.slice(11) <= from.plannedAt.slice(11)) ?? own[0])?.id
    }
    return undefined
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const session = week.sessions.find(({ id }) => id === (event.target as HTMLElement).dataset.session)
    if (!session || event.altKey || !event.key.startsWith('Arrow')) return
    event.preventDefault()
    const own = byDay.get(dayOf(session.plannedAt as Minute)) ?? []
    const at = own.indexOf(session)
    go(event.key === 'ArrowDown' ? own[at + 1]?.id : event.key === 'ArrowUp' ? own[at - 1]?.id : beside(session, event.key === 'ArrowRight' ? 1 : -1))
  }
  return (
    <>
      <div ref={box} className="calendar-week" onKeyDown={onKeyDown}>
        {days.map(day => (
          <section key={day} className={`calendar-day${day === today() ? ' is-today' : ''}${closed.has(day) ? ' is-closed' : ''}`} aria-label={day}>
            <h3><span>{day.slice(5)} {codeText(WEEKDAY, String(weekdayOf(day)))}</span><span>{closed.get(day) === 'holiday' ? t('pelvicCalendar.holiday', '节假日') : closed.has(day) ? t('pelvicCalendar.closed', '不开放') : byDay.get(day)?.length ?? ''}</span></h3>
            {(byDay.get(day) ?? []).map(session => {
              const words = [session.plannedAt.slice(11), session.name ?? t('pregnancy.noName', '(无姓名)'), codeText(PELVIC_SESSION_STATE, session.state), codeText(PELVIC_METHOD, session.method), placeName?.(session.roomId), placeName?.(session.deviceId)].filter(Boolean).join(' ')
              return <button key={session.id} type="button" className={`session-chip is-${session.state}`} data-session={session.id} tabIndex={session.id === active ? 0 : -1} title={words} aria-label={words} onFocus={() => setLast(session.id)} onClick={() => onOpen(session)}>{session.plannedAt.slice(11)} <span className="person-name">{session.name ?? t('pregnancy.noName', '(无姓名)')}</span></button>
            })}
          </section>
        ))}
      </div>
      <p className="hint">{t('pelvicCalendar.legend', '蓝色已预约,橙色已签到或治疗中,绿色已完成,红色爽约;方向键移动,Enter 打开')}</p>
    </>
  )
}

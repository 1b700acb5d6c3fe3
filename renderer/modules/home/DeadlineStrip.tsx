import { CheckOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Tag, Tooltip } from 'antd'
import { Link } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { DEADLINE, type DeadlineKind } from '../../../domain/rule/deadline.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText, instantText, minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'

type Line = Output<'deadline.list'>['lines'][number]
const REFRESH_MS = 60_000
const STATE_COLOUR = { overdue: 'red', today: 'orange', soon: 'gold', ahead: 'default' } as const
/** Periods of one kind named one by one; the others are counted. */
const NAMED = 3

const stateText = (state: Line['state']): string => ({
  overdue: t('deadline.overdue', '已过期'), today: t('deadline.today', '今天'), soon: t('deadline.soon', '临近'), ahead: t('deadline.ahead', '待办'),
})[state]
export const deadlineTitle = (kind: DeadlineKind): string => t(`deadlineKind.${kind}`, DEADLINE[kind].title)

/** What is due, one line for each kind of work: where it is done, and a tick for reports made outside the program. */
export function DeadlineStrip() {
  const deadlines = useCall('deadline.list', null, { refetchIntervalMs: REFRESH_MS })
  const tick = useWrite('deadline.done')
  const lines = deadlines.data?.lines ?? []
  if (lines.length === 0) return null
  const kinds = [...Map.groupBy(lines, line => line.kind)].map(([kind, of]) => ({ kind, open: of.filter(line => !line.done), done: of.filter(line => line.done) }))
  const all = kinds.filter(({ open }) => open.length > 0)
  const ticked = kinds.filter(({ open, done }) => open.length === 0 && done.length > 0)
  async function mark(of: readonly Line[], done: boolean): Promise<void> {
    for (const line of of) if (await tick.run({ kind: line.kind, period: line.period, done }) === undefined) return
  }
  return (
    <section className="panel deadline-strip" aria-label={t('deadline.title', '期限')}>
      <ul>
        {all.map(({ kind, open }) => {
          const [first] = open
          if (!first) return null
          return (
            <li key={kind}>
              <Tag color={STATE_COLOUR[first.state]}>{stateText(first.state)}</Tag>
              <Tooltip title={t('deadline.source', '依据:{{source}}', { source: t(`deadlineSource.${kind}`, DEADLINE[kind].source) })}><Link to={first.to}>{deadlineTitle(kind)}</Link></Tooltip>
              <span className="deadline-detail">{detail(kind, open)}</span>
              {first.tickable ? <Button size="small" icon={<CheckOutlined />} loading={tick.busy} aria-label={t('deadline.markDone', '已报:{{title}}', { title: deadlineTitle(kind) })} onClick={() => void mark(open, true)}>{t('deadline.done', '已报')}</Button> : null}
            </li>
          )
        })}
        {ticked.map(({ kind, done }) => {
          const last = done.at(-1)
          return last?.done ? (
            <li key={kind} className="is-done">
              <Tag>{t('deadline.reported', '已报')}</Tag><span>{deadlineTitle(kind)}</span><span className="deadline-detail">{last.period} · {last.done.byName} {instantText(last.done.at)}</span>
              <Button size="small" type="text" icon={<UndoOutlined />} aria-label={t('deadline.undo', '取消已报:{{title}}', { title: deadlineTitle(kind) })} loading={tick.busy} onClick={() => void mark([last], false)} />
            </li>
          ) : null
        })}
      </ul>
    </section>
  )
}

function detail(kind: DeadlineKind, lines: readonly Line[]): string {
  const [first] = lines
  if (!first) return ''
  const due = t('deadline.due', '{{due}} 前', { due: minuteText(first.due) })
  if (kind === 'blanksLow') return t('deadline.left', '剩 {{count}} 张', { count: countText(first.count) })
  if (first.count) return `${t('deadline.count', '{{count}} 件', { count: countText(first.count) })} · ${due}`
  const periods = lines.slice(0, NAMED).map(line => periodText(kind, line.period)).join('、')
  return `${periods}${lines.length > NAMED ? t('deadline.more', ' 等 {{count}} 期', { count: lines.length }) : ''}${kind === 'dailyStock' ? '' : ` · ${due}`}`
}

function periodText(kind: DeadlineKind, period: string): string {
  if (kind === 'dailyStock') return period.slice(5)
  if (kind === 'tenDayIssue') return `${period.slice(5, 7)}-${{ '1': t('deadline.firstTen', '上旬'), '2': t('deadline.secondTen', '中旬'), '3': t('deadline.lastTen', '下旬') }[period.slice(8)] ?? ''}`
  return period
}

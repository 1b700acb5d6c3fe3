import { DeleteOutlined, PlusOutlined, UndoOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented, Space, Table } from 'antd'
import { useState } from 'react'
import { type CalendarRun, calendarRuns, type HolidayNotice, missingYears, readHolidayNotice } from '../../../domain/rule/holiday-notice.ts'
import { DEFAULT_WORK_CALENDAR, type WorkCalendar } from '../../../domain/rule/working-days.ts'
import { type Day, daysBetween } from '../../../domain/time/day.ts'
import { today } from '../../app/format.ts'
import { currentLanguage, t } from '../../app/i18n.ts'
import { FieldGrid, LabelledInput, TextInput } from '../../kit/index.ts'
import { SettingForm, type SettingParts } from './SettingForm.tsx'
import { TextPart } from './parts.tsx'

type Year = WorkCalendar['years'][number]
const kindText = (kind: CalendarRun['kind']): string => kind === 'off' ? t('workCalendar.off', '放假') : t('workCalendar.worked', '上班')
const dayWithWeekday = (day: string): string => `${day} ${new Date(`${day}T00:00:00Z`).toLocaleDateString(currentLanguage() === 'en' ? 'en-US' : 'zh-CN', { weekday: 'short', timeZone: 'UTC' })}`

/** Holidays and make-up working days of each year, by which the terms of laboratories are counted. */
export function WorkCalendarSettings() {
  return (
    <SettingForm settingKey="workCalendar" note={t('workCalendar.note', '报告期限按工作日计算:周末休息,这里登记国务院办公厅每年公布的放假日和调休上班日。没有日历的年份只按周末推算,期限会标“估算”。')}>
      {parts => <Years {...parts} />}
    </SettingForm>
  )
}

function Years({ value: { years }, set, issues }: SettingParts<WorkCalendar>) {
  const missing = missingYears({ years }, today())
  const [shown, setShown] = useState(() => Number(today().slice(0, 4)))
  const at = years.findIndex(one => one.year === shown)
  const sorted = years.map(one => one.year).toSorted()
  const next = missing[0] ?? (sorted.at(-1) ?? shown) + 1
  const change = (part: Partial<Year>): void => set({ years: years.map((one, index) => index === at ? { ...one, ...part } : one) })
  function add(): void {
    set({ years: [...years, { year: next, source: t('workCalendar.noticeOf', '国务院办公厅关于{{year}}年部分节假日安排的通知', { year: next }), off: [], worked: [] }] })
    setShown(next)
  }
  const own = years[at]
  return (
    <>
      {missing.length > 0 ? <Alert className="form-alert" type="warning" showIcon title={t('workCalendar.missing', '{{years}} 年的工作日历还没有登记,跨年的报告期限只是估算。通知公布后请按“新增”并粘贴通知文字。', { years: missing.join('、') })} /> : null}
      <Space wrap className="filters">
        <Segmented<number> aria-label={t('workCalendar.year', '年份')} value={shown} onChange={setShown} options={sorted} />
        <Button icon={<PlusOutlined />} onClick={add}>{t('workCalendar.add', '新增 {{year}} 年', { year: next })}</Button>
      </Space>
      {own ? <OneYear key={own.year} own={own} change={change} sourceIssues={issues(`years.${at}.source`)} /> : null}
    </>
  )
}

function OneYear({ own, change, sourceIssues }: { own: Year; change(part: Partial<Year>): void; sourceIssues: ReturnType<SettingParts<WorkCalendar>['issues']> }) {
  const [text, setText] = useState<string | null>(null)
  const [read, setRead] = useState<HolidayNotice | null>(null)
  const shipped = DEFAULT_WORK_CALENDAR.years.find(one => one.year === own.year)
  const runs = calendarRuns(own)
  function take(): void {
    const found = readHolidayNotice(text ?? '', own.year)
    const named = new Set<string>([...found.off, ...found.worked])
    const kept = (days: readonly Day[]): Day[] => days.filter(day => !named.has(day))
    change({ off: [...kept(own.off), ...found.off].toSorted(), worked: [...kept(own.worked), ...found.worked].toSorted() })
    setRead(found)
    if (found.unread.length === 0) setText(null)
    else setText(found.unread.join('\n'))
  }
  const isIn = ({ first, last }: CalendarRun) => (day: string): boolean => day >= first && day <= last
  const remove = (run: CalendarRun): void => change({ [run.kind]: own[run.kind].filter(day => !isIn(run)(day)) })
  return (
    <>
      <FieldGrid>
        <TextPart id="calendar-source" label={t('workCalendar.source', '依据(通知名称和文号)')} span={12} value={own.source} maxLength={200} onChange={source => change({ source })} issues={sourceIssues} />
        <LabelledInput id="calendar-notice" label={t('workCalendar.paste', '粘贴通知全文,或逐行写日期(如“5月1日至5日放假”“2027-05-09 上班”)')} span={12}><TextInput id="calendar-notice" value={text} onChange={setText} lines={4} /></LabelledInput>
      </FieldGrid>
      <Space wrap className="filters late-foot">
        <Button disabled={!text?.trim()} onClick={take}>{t('workCalendar.read', '读入')}</Button>
        {shipped ? <Button icon={<UndoOutlined />} disabled={JSON.stringify(shipped) === JSON.stringify(own)} onClick={() => { change(shipped); setRead(null) }}>{t('workCalendar.reset', '恢复程序自带的日历')}</Button> : null}
        {read ? <span role="status" className={read.unread.length > 0 ? 'issue is-block' : 'hint'}>{read.unread.length > 0 ? t('workCalendar.unread', '读入放假 {{off}} 天、上班 {{worked}} 天;上面 {{count}} 行没有读懂,请改成“月日+放假或上班”再读入', { off: read.off.length, worked: read.worked.length, count: read.unread.length }) : t('workCalendar.readAll', '读入放假 {{off}} 天、上班 {{worked}} 天,保存后生效', { off: read.off.length, worked: read.worked.length })}</span> : null}
      </Space>
      <Table<CalendarRun>
        size="small" pagination={false} rowKey="first" dataSource={runs} locale={{ emptyText: t('workCalendar.none', '还没有登记放假日,请粘贴通知文字后按“读入”') }}
        columns={[
          { title: t('workCalendar.kind', '安排'), width: 100, render: (_, { kind }) => <b>{kindText(kind)}</b> },
          { title: t('workCalendar.first', '从'), width: 170, render: (_, { first }) => dayWithWeekday(first) },
          { title: t('workCalendar.last', '至'), width: 170, render: (_, { last }) => dayWithWeekday(last) },
          { title: t('workCalendar.days', '天数'), width: 80, render: (_, { first, last }) => daysBetween(first, last) + 1 },
          { title: '', render: (_, run) => <Button type="text" icon={<DeleteOutlined />} aria-label={t('printing.remove', '删除这一行')} onClick={() => remove(run)} /> },
        ]}
      />
    </>
  )
}

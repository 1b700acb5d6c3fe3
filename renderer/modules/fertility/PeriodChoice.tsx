import { Segmented, Select } from 'antd'
import { monthRange } from '../../../domain/time/day.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { LabelledInput, useAddressFilters } from '../../kit/index.ts'

const YEARS_BACK = 10
const PARTS = ['year', '1', '2', '3', '4'] as const
type Part = (typeof PARTS)[number]
const MONTHS: Readonly<Record<Part, readonly [string, string]>> = { year: ['01', '12'], 1: ['01', '03'], 2: ['04', '06'], 3: ['07', '09'], 4: ['10', '12'] }
const partText = (part: Part): string => part === 'year' ? t('period.year', '全年') : t('period.quarter', '{{quarter}}季度', { quarter: part })

/** The calendar year of the page, and a quarter of it, from the address. */
export function usePeriod(): { year: number; part: Part; firstDay: string; lastDay: string; change(next: Readonly<Record<string, string | null>>): void } {
  const { params, change } = useAddressFilters()
  const year = Number(params.get('year') ?? today().slice(0, 4))
  const part = PARTS.find(one => one === params.get('part')) ?? 'year'
  const [from, to] = MONTHS[part]
  return { year, part, firstDay: `${year}-${from}-01`, lastDay: monthRange(`${year}-${to}`).last, change }
}

/** Chooses the year, and the quarter where a page counts by quarters. */
export function PeriodChoice({ id, period, withQuarters = true }: { id: string; period: ReturnType<typeof usePeriod>; withQuarters?: boolean }) {
  const thisYear = Number(today().slice(0, 4))
  return (
    <div className="filters">
      <LabelledInput id={id} label={t('period.label', '年度')}>
        <Select<number> id={id} className="list-input" value={period.year} autoFocus options={Array.from({ length: YEARS_BACK }, (_, back) => ({ value: thisYear - back, label: String(thisYear - back) }))} onChange={year => period.change({ year: String(year) })} />
      </LabelledInput>
      {withQuarters ? <Segmented<Part> aria-label={t('period.part', '时段')} value={period.part} onChange={part => period.change({ part })} options={PARTS.map(value => ({ value, label: partText(value) }))} /> : null}
    </div>
  )
}

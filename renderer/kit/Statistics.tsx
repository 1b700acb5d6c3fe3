import { Segmented, Select } from 'antd'
import { useState } from 'react'
import type { Input, Output } from '../../domain/api/api.ts'
import { SEX } from '../../domain/code/sex.ts'
import { statisticsYearOf } from '../../domain/rule/child/statistics-year.ts'
import type { Day } from '../../domain/time/day.ts'
import { useCall } from '../api/useCall.ts'
import { countText, minuteText, today } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { DataTable } from './DataTable.tsx'
import { LabelledInput } from './field/Field.tsx'
import { codeText } from './labels.ts'
import { personName } from './PersonSearch.tsx'
import './statistics.css'
import { Dialog } from './Dialog.tsx'

/** What of a rate a number counts; `rest` are those of the denominator who are missing in the numerator. */
export type FigurePart = 'numerator' | 'denominator' | 'rest'
const PARTS: readonly FigurePart[] = ['numerator', 'denominator', 'rest']
const YEARS_BACK = 10
const PAGE_SIZE = 50
const LIST_HEIGHT = 430

export function figurePartText(part: FigurePart): string {
  switch (part) {
    case 'numerator': return t('childStatistics.numerator', '分子')
    case 'denominator': return t('childStatistics.denominator', '分母')
    case 'rest': return t('childStatistics.rest', '分母中未计入分子')
  }
}

/** A rate with the two decimals it is reported with; a line where nobody can be counted. */
export const percentText = (percent: number | null): string => percent === null ? '–' : `${percent.toFixed(2)}%`

/** The statistics year of the page: this one and those before. */
export function StatisticsYear({ id, value, onChange }: { id: string; value: number; onChange(year: number): void }) {
  const thisYear = statisticsYearOf(today() as Day)
  return (
    <LabelledInput id={id} label={t('childStatistics.year', '统计年度')}>
      <Select<number> id={id} className="list-input" value={value} autoFocus options={Array.from({ length: YEARS_BACK }, (_, back) => ({ value: thisYear - back, label: String(thisYear - back) }))} onChange={onChange} />
    </LabelledInput>
  )
}

/** A number that opens its children. */
export function CountButton({ title, part, count, onOpen }: { title: string; part: FigurePart; count: number; onOpen(): void }) {
  return <button type="button" className="link-button number" aria-label={`${title} ${figurePartText(part)} ${count}`} onClick={onOpen}>{countText(count)}</button>
}

/** The calls that answer the children behind a number, each a page of them. */
type Lists = 'child.statistics.children' | 'eye.coverage.children'
type Counted = Output<Lists>['rows'][number]
type Props<N extends Lists> = { title: string; first: FigurePart; list: N; of: Omit<Input<N>, 'part' | 'offset' | 'limit'>; onOpen(row: Counted): void; onClose(): void }

/** The children behind a number; Enter opens one. */
export function FigureChildrenDialog<N extends Lists>({ title, first, list, of, onOpen, onClose }: Props<N>) {
  const [part, setPart] = useState(first)
  const [offset, setOffset] = useState(0)
  const found = useCall<Lists>(list, { ...of, part, offset, limit: PAGE_SIZE } as unknown as Input<Lists>, { keepPrevious: true }).data
  return (
    <Dialog width={980} title={title} footer={null} onCancel={onClose} maskClosable={false}>
      <Segmented<FigurePart> aria-label={title} value={part} onChange={next => { setPart(next); setOffset(0) }} options={PARTS.map(value => ({ value, label: figurePartText(value) }))} />
      <DataTable<Counted>
        rows={found?.rows} rowKey={row => row.childId} label={title} onOpen={onOpen} height={LIST_HEIGHT} start={0} empty={t('childStatistics.empty', '没有儿童')}
        {...(found ? { paging: { total: found.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
        columns={[
          { title: t('childStatistics.fileNumber', '档案编号'), width: 130, render: (_, row) => <span className="number">{row.fileNumber ?? t('childStatistics.noFile', '未建档')}</span> },
          { title: t('childStatistics.child', '儿童'), width: 180, render: (_, row) => personName({ name: row.childName, motherName: row.motherName }) },
          { title: t('childStatistics.sex', '性别'), width: 70, render: (_, row) => codeText(SEX, row.sex) },
          { title: t('childStatistics.birthDay', '出生日期'), width: 120, render: (_, row) => minuteText(row.birthDay) },
          { title: t('childStatistics.mother', '母亲'), render: (_, row) => row.motherName ?? '' },
          { title: t('childStatistics.counted', '计入分子'), width: 110, render: (_, row) => row.inNumerator ? t('childStatistics.yes', '是') : t('childStatistics.no', '否') },
        ]}
      />
    </Dialog>
  )
}

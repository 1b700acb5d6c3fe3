import { Button, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Input, Output } from '../../../../domain/api/api.ts'
import { AUTISM_FIGURE, type AutismFigure } from '../../../../domain/code/child-autism.ts'
import { statisticsYearOf, statisticsYearRange } from '../../../../domain/rule/child/statistics-year.ts'
import { useCall, useWrite } from '../../../api/useCall.ts'
import { countText, today } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { codeText, DataTable, DayInput, FormArea, LabelledInput, Loaded, saveFile } from '../../../kit/index.ts'
import { ListExport } from '../ListExport.tsx'
import { childColumns } from './child-columns.tsx'

type Line = Output<'child.autism.figureList'>['rows'][number]
type Book = Input<'child.autism.ledger'>['book']
const PAGE_ROWS = 20

/** 初筛率, 复筛率, 诊断率 of a period; each number opens its children, the three books are saved as .xlsx. */
export function AutismFigures() {
  const year = statisticsYearRange(statisticsYearOf(today()))
  const [from, setFrom] = useState<string | null>(year.first)
  const [to, setTo] = useState<string | null>(today())
  const [shown, setShown] = useState<AutismFigure | null>(null)
  const period = { from: from ?? '', to: to ?? '' }
  const isPeriod = from !== null && to !== null && from <= to
  const figures = useCall('child.autism.figures', period, { enabled: isPeriod, keepPrevious: true })
  const ledger = useWrite('child.autism.ledger')
  async function save(book: Book): Promise<void> {
    const made = await ledger.run({ book, ...period })
    if (made) await saveFile(made.fileName, made.base64)
  }
  const rate = (value: number | null): string => value === null ? '—' : `${value} %`
  const number = (figure: AutismFigure, counts: Readonly<Record<AutismFigure, number>>) => <Button size="small" aria-pressed={shown === figure} onClick={() => setShown(figure)}>{codeText(AUTISM_FIGURE, figure)} {countText(counts[figure])}</Button>
  return (
    <>
      <FormArea>
        <div className="filters">
          <LabelledInput id="figures-from" label={t('childAutism.from', '自')}><DayInput id="figures-from" value={from} onChange={setFrom} /></LabelledInput>
          <LabelledInput id="figures-to" label={t('delivery.to', '至')}><DayInput id="figures-to" value={to} onChange={setTo} /></LabelledInput>
          <ListExport><Space className="filter-check" wrap>
            <Button disabled={!isPeriod} loading={ledger.busy} onClick={() => void save('first')}>{t('childAutism.bookFirst', '初筛异常登记表 .xlsx')}</Button>
            <Button disabled={!isPeriod} loading={ledger.busy} onClick={() => void save('rescreen')}>{t('childAutism.bookRescreen', '复筛异常登记表 .xlsx')}</Button>
            <Button disabled={!isPeriod} loading={ledger.busy} onClick={() => void save('diagnosis')}>{t('childAutism.bookDiagnosis', '诊断结果登记表 .xlsx')}</Button>
          </Space></ListExport>
        </div>
      </FormArea>
      {isPeriod ? (
        <Loaded of={figures}>
          {({ counts, firstScreeningRate, rescreeningRate, diagnosisRate }) => (
            <>
              <dl className="figures">
                <div><dt>{t('childAutism.rateFirst', '初筛率')}</dt><dd><b>{rate(firstScreeningRate)}</b>{number('screened', counts)}{number('children', counts)}</dd></div>
                <div><dt>{t('childAutism.rateRescreen', '复筛率')}</dt><dd><b>{rate(rescreeningRate)}</b>{number('rescreened', counts)}{number('firstAbnormal', counts)}</dd></div>
                <div><dt>{t('childAutism.rateDiagnosis', '诊断率')}</dt><dd><b>{rate(diagnosisRate)}</b>{number('diagnosed', counts)}{number('rescreenAbnormal', counts)}{number('confirmed', counts)}</dd></div>
              </dl>
              <p className="field-help">{t('childAutism.figuresHelp', '初筛率按期末在管的0~6岁常住儿童计算;复筛率、诊断率跟踪本期异常儿童,后续步骤可在期末之后。')}</p>
              {shown ? <Children key={shown} figure={shown} period={period} /> : null}
            </>
          )}
        </Loaded>
      ) : <p className="issue is-block">{t('childAutism.period', '请填写起止日期,结束日期不能早于开始日期')}</p>}
    </>
  )
}

function Children({ figure, period }: { figure: AutismFigure; period: { from: string; to: string } }) {
  const navigate = useNavigate()
  const [offset, setOffset] = useState(0)
  const list = useCall('child.autism.figureList', { ...period, figure, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<Line>
          rows={rows} rowKey="fileId" label={codeText(AUTISM_FIGURE, figure)} loading={list.isPlaceholderData} onOpen={row => void navigate(`/children/${row.fileId}?tab=development`)} paging={{ total, offset, limit: PAGE_ROWS, onChange: setOffset }}
          columns={[...childColumns<Line>(), { title: t('childAutism.day', '日期'), width: 104, render: (_, row) => row.day ?? '—' }]}
        />
      )}
    </Loaded>
  )
}

import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Alert, Button, Drawer, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { BALANCE_FIGURES, type BalanceFigure, FIGURE_SIGN } from '../../../domain/rule/blank-balance.ts'
import { rangeCount } from '../../../domain/rule/certificate-number.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, minuteText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, EmptyState, Loaded, NumberHistory, useShortcut } from '../../kit/index.ts'
import { addMonths, figureText, readMonth } from './words.ts'

type Month = Output<'stocktake.month'>

/** 月度对账: every figure from the moves of the numbers, each opening its list. */
export function MonthBalance() {
  const thisMonth = today().slice(0, 7)
  const [month, setMonth] = useState(thisMonth)
  const [typed, setTyped] = useState(thisMonth)
  const [figure, setFigure] = useState<BalanceFigure | null>(null)
  const [showsChildren, setShowsChildren] = useState(false)
  const balance = useCall('stocktake.month', { month }, { keepPrevious: true })
  const choose = (next: string): void => { if (next <= thisMonth) { setMonth(next); setTyped(next) } }
  const take = (): void => { const read = readMonth(typed, thisMonth); if (read) choose(read); else setTyped(month) }
  useShortcut(['Ctrl+ArrowLeft'], () => choose(addMonths(month, -1)))
  useShortcut(['Ctrl+ArrowRight'], () => choose(addMonths(month, 1)))
  return (
    <>
      <Space className="month-bar" style={{ marginBottom: 12 }}>
        <Button icon={<LeftOutlined />} aria-label={t('package.monthBefore', '上一个月')} onClick={() => choose(addMonths(month, -1))} />
        <Input id="stocktake-month" className="month-input" aria-label={t('package.month', '月份')} value={typed} maxLength={8} {...(readMonth(typed, thisMonth) ? {} : { status: 'error' as const })} onChange={event => setTyped(event.target.value)} onBlur={take} onPressEnter={take} />
        <Button icon={<RightOutlined />} aria-label={t('package.monthAfter', '下一个月')} disabled={month >= thisMonth} onClick={() => choose(addMonths(month, 1))} />
        <span className="hint">{t('package.monthKeys', 'Ctrl+← / Ctrl+→ 换月份')}</span>
        {month === thisMonth ? <Tag color="warning">{t('package.unfinished', '本月还没有结束')}</Tag> : null}
      </Space>
      <Loaded of={balance}>
        {data => (
          <div className="month-grid">
            <table className="balance" aria-label={t('stocktake.month', '月度对账')}>
              <thead><tr><th /><th>{t('stocktake.figure', '项目')}</th><th style={{ textAlign: 'end' }}>{t('stock.count', '张数')}</th></tr></thead>
              <tbody>
                {BALANCE_FIGURES.map(one => (
                  <tr key={one} className={one === 'opening' || one === 'closing' ? 'is-sum' : undefined}>
                    <td style={{ width: 30 }}>{one === 'opening' ? '' : one === 'closing' ? '=' : FIGURE_SIGN[one] > 0 ? '+' : '−'}</td>
                    <td>{figureText(one)}</td>
                    <td className="is-count">{data.figures[one] === 0 ? '0' : <Button type="link" size="small" data-figure={one} onClick={() => setFigure(one)}>{countText(data.figures[one])}</Button>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <div>
              <CountedAgainst data={data} />
              <Births data={data} onShow={() => setShowsChildren(true)} />
            </div>
          </div>
        )}
      </Loaded>
      {figure ? <FigureNumbers month={month} figure={figure} onClose={() => setFigure(null)} /> : null}
      {showsChildren ? <WithoutCertificate onClose={() => setShowsChildren(false)} /> : null}
    </>
  )
}

function CountedAgainst({ data }: { data: Month }) {
  const { counted } = data
  if (!counted) return <Alert className="form-alert" type="warning" showIcon title={t('stocktake.notCounted', '这个月还没有完成盘点,期末库存没有经过清点。')} />
  const agrees = counted.counted === data.figures.closing && counted.differences === 0
  return (
    <Alert
      className="form-alert" type={agrees ? 'success' : 'warning'} showIcon
      title={agrees ? t('stocktake.agrees', '{{day}} 盘点 {{count}} 张,与期末库存一致。', { day: counted.day, count: countText(counted.counted) })
        : t('stocktake.disagrees', '{{day}} 盘点 {{count}} 张,盘点时账面 {{booked}} 张,差异编号 {{differences}} 个。', { day: counted.day, count: countText(counted.counted), booked: countText(counted.booked), differences: countText(counted.differences) })}
      action={<Link to={`/stocktake/${counted.stocktakeId}`}>{t('stocktake.openIt', '查看盘点')}</Link>}
    />
  )
}

function Births({ data: { births }, onShow }: { data: Month; onShow(): void }) {
  const maySee = useMay('certificate.read')
  if (!births.since) return null
  return (
    <Alert
      className="form-alert" type={births.firstIssues > births.liveBirths ? 'error' : 'info'} showIcon
      title={t('stocktake.births', '自 {{since}} 起:活产 {{births}} 名,首次签发 {{issues}} 张,没有证明的新生儿 {{without}} 名。', { since: births.since, births: countText(births.liveBirths), issues: countText(births.firstIssues), without: countText(births.without) })}
      {...(births.without > 0 && maySee ? { action: <Button size="small" onClick={onShow}>{t('stocktake.showChildren', '列出')}</Button> } : {})}
    />
  )
}

function FigureNumbers({ month, figure, onClose }: { month: string; figure: BalanceFigure; onClose(): void }) {
  const numbers = useCall('stocktake.monthNumbers', { month, figure })
  const [number, setNumber] = useState<string | null>(null)
  return (
    <Drawer open size={460} onClose={onClose} title={`${month} ${figureText(figure)}`}>
      <Loaded of={numbers}>
        {data => data.count === 0 ? <EmptyState text={t('stocktake.noNumbers', '没有编号')} /> : (
          <>
            <p>{t('stocktake.numbersTotal', '共 {{count}} 张,{{ranges}} 段', { count: countText(data.count), ranges: countText(data.ranges.length) })}</p>
            <div className="drawer-ranges">
              {data.ranges.map(range => (
                <div key={range.first} style={{ display: 'contents' }}>
                  <span className="number">{range.first === range.last ? <Button type="link" size="small" onClick={() => setNumber(range.first)}>{range.first}</Button> : `${range.first} – ${range.last}`}</span>
                  <span>{countText(rangeCount(range))}</span>
                </div>
              ))}
            </div>
          </>
        )}
      </Loaded>
      {number ? <NumberHistory number={number} onClose={() => setNumber(null)} /> : null}
    </Drawer>
  )
}

const PAGE_SIZE = 20

function WithoutCertificate({ onClose }: { onClose(): void }) {
  const [offset, setOffset] = useState(0)
  const list = useCall('stocktake.withoutCertificate', { offset, limit: PAGE_SIZE }, { keepPrevious: true })
  return (
    <Drawer open size={640} onClose={onClose} title={t('stocktake.childrenTitle', '没有证明的新生儿')}>
      <DataTable
        rows={list.data?.rows} rowKey="newbornId" label={t('stocktake.childrenTitle', '没有证明的新生儿')}
        {...(list.data ? { paging: { total: list.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
        columns={[
          { title: t('desk.bornAt', '出生时间'), width: 150, render: (_, row) => minuteText(row.bornAt) },
          { title: t('desk.sex', '性别'), width: 60, render: (_, row) => codeText(SEX, row.babySex) },
          { title: t('desk.mother', '母亲'), render: (_, row) => <span className="clip">{row.motherName}</span> },
          { title: t('stocktake.admission', '住院号'), width: 130, render: (_, row) => row.admissionNumber },
          { title: '', width: 70, render: (_, row) => <Link to={`/certificate/${row.newbornId}`}>{t('stocktake.toDesk', '办理')}</Link> },
        ]}
      />
    </Drawer>
  )
}
